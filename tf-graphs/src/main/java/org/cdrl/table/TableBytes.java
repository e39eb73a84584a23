package org.cdrl.table;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.ColumnCode;
import org.cdrl.internal.encoding.ConstantCode;
import org.cdrl.internal.encoding.Grain;
import org.cdrl.internal.encoding.MarginCorrection;
import org.cdrl.internal.encoding.MonthGrain;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.Quantiles;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.protos.CalibrationProto;
import org.cdrl.internal.protos.CategoryProto;
import org.cdrl.internal.protos.CodeProto;
import org.cdrl.internal.protos.ColumnProto;
import org.cdrl.internal.protos.CorrectionProto;
import org.cdrl.internal.protos.NumericProto;
import org.cdrl.internal.protos.TableProto;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.rules.Rules;

/**
 * A table's parts as the bytes that the engine keeps with its model. Reading trusts nothing: every
 * size and position is checked before it is used.
 */
final class TableBytes {
  private TableBytes() {}

  static byte[] write(TableParts parts) {
    TableProto.Builder proto = TableProto.newBuilder();
    for (Column column : parts.rules().schema().columns()) {
      proto.addColumns(
          ColumnProto.newBuilder()
              .setName(column.name())
              .setKind(column.kind().name())
              .addAllLabels(column.labels())
              .setPattern(column.pattern())
              .setReason(column.reason()));
    }
    RuleBytes.write(parts.rules(), proto);
    ConditionColumns conditions = parts.conditions();
    for (int column : conditions.columns()) {
      proto.addConditions(column);
    }
    for (int n = 0; n < conditions.counts().length; n++) {
      proto.addCounts(conditions.counts()[n]);
      for (int label : conditions.combinations()[n]) {
        proto.addCombinations(label);
      }
    }
    for (ColumnCode code : parts.encoding().codes()) {
      proto.addCodes(code(code));
    }
    addAll(parts.encoding().missing(), proto::addMissing);
    for (float weight : parts.tokens().weights()) {
      proto.addTokenWeights(weight);
    }
    MarginCorrection drawn = parts.drawn();
    for (int k = 0; k < drawn.drawn().length; k++) {
      CorrectionProto.Builder c = CorrectionProto.newBuilder();
      for (int j = 0; j < drawn.drawn()[k].length; j++) {
        c.addDrawn(drawn.drawn()[k][j]).addTraining(drawn.training()[k][j]);
      }
      proto.addCorrections(c);
    }
    proto
        .setCentre(CentreBytes.write(parts.centre()))
        .setAnomalies(AnomalyBytes.write(parts.anomalies()))
        .setCalibratedOnTraining(!parts.onUnseen());
    for (Calibration calibration : parts.calibrations()) {
      CalibrationProto.Builder c = CalibrationProto.newBuilder().setColumn(calibration.column());
      addAll(calibration.weights(), c::addWeights);
      addAll(calibration.biases(), c::addBiases);
      proto.addCalibrations(c);
    }
    KeyBytes.write(parts.keys(), proto);
    return proto.build().toByteArray();
  }

  static CodeProto code(ColumnCode code) {
    if (code instanceof NumericCode numbers) {
      Grain grain = numbers.grain();
      NumericProto.Builder n =
          NumericProto.newBuilder()
              .setDeviation(numbers.deviation())
              .setOrigin(grain.origin())
              .setGrain(grain.step())
              .setMonths(grain.months().months())
              .setDay(grain.months().day());
      addAll(numbers.quantiles().values(), n::addValues);
      addAll(numbers.quantiles().low(), n::addLow);
      addAll(numbers.quantiles().high(), n::addHigh);
      addAll(numbers.scores(), n::addScores);
      return CodeProto.newBuilder().setNumeric(n).build();
    }
    if (code instanceof CategoryCode labels) {
      CategoryProto.Builder c = CategoryProto.newBuilder();
      addAll(labels.shares(), c::addShares);
      return CodeProto.newBuilder().setCategory(c).build();
    }
    return CodeProto.newBuilder().setConstant(((ConstantCode) code).cell()).build();
  }

  static void addAll(double[] values, DoubleConsumer to) {
    for (double value : values) {
      to.accept(value);
    }
  }

  /**
   * Reads parts.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static TableParts read(byte[] bytes) {
    TableProto proto;
    try {
      proto = TableProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("its table is damaged: " + e.getMessage(), e);
    }
    List<Column> columns = new ArrayList<>();
    for (ColumnProto c : proto.getColumnsList()) {
      columns.add(
          new Column(
              c.getName(),
              Column.Kind.valueOf(c.getKind()),
              c.getLabelsList(),
              c.getPattern(),
              c.getReason()));
    }
    Rules rules = RuleBytes.read(proto, new Schema(columns));
    Schema schema = rules.learned();
    ConditionColumns conditions = conditions(proto, schema);
    int[] others = conditions.others();
    require(others.length == proto.getCodesCount(), "codes", proto.getCodesCount());
    require(others.length == proto.getMissingCount(), "missing", proto.getMissingCount());
    List<Column> data = new ArrayList<>();
    List<ColumnCode> codes = new ArrayList<>();
    for (int k = 0; k < others.length; k++) {
      Column column = schema.column(others[k]);
      data.add(column);
      codes.add(code(proto.getCodes(k), column));
    }
    TableEncoding encoding =
        new TableEncoding(new Schema(data), codes, doubles(proto.getMissingList()));
    require(proto.getCorrectionsCount() == encoding.width(), "corrections", encoding.width());
    MarginCorrection drawn =
        new MarginCorrection(
            proto.getCorrectionsList().stream()
                .map(c -> floats(c.getDrawnList()))
                .toArray(float[][]::new),
            proto.getCorrectionsList().stream()
                .map(c -> floats(c.getTrainingList()))
                .toArray(float[][]::new));
    List<Calibration> calibrations = new ArrayList<>();
    for (CalibrationProto c : proto.getCalibrationsList()) {
      int column = schema.indexOf(c.getColumn());
      require(conditions.has(column), "calibrations", c.getColumn());
      require(
          c.getBiasesCount() == schema.column(column).labels().size(),
          "biases",
          c.getBiasesCount());
      calibrations.add(
          new Calibration(c.getColumn(), doubles(c.getWeightsList()), doubles(c.getBiasesList())));
    }
    return new TableParts(
        rules,
        conditions,
        encoding,
        TokenModel.of(
            conditions, encoding, rules.schema().size(), floats(proto.getTokenWeightsList())),
        drawn,
        CentreBytes.read(proto.getCentre(), schema, conditions, encoding),
        AnomalyBytes.read(proto.getAnomalies(), new Schema(data)),
        calibrations,
        KeyBytes.read(proto),
        !proto.getCalibratedOnTraining());
  }

  private static ConditionColumns conditions(TableProto proto, Schema schema) {
    int[] columns = proto.getConditionsList().stream().mapToInt(Integer::intValue).toArray();
    int before = -1;
    for (int column : columns) {
      require(column > before && column < schema.size(), "conditions", column);
      before = column;
    }
    int n = proto.getCountsCount();
    require(n * (long) columns.length == proto.getCombinationsCount(), "combinations", n);
    int[][] combinations = new int[n][columns.length];
    for (int k = 0; k < n * columns.length; k++) {
      int label = proto.getCombinations(k);
      int column = columns[k % columns.length];
      require(label >= -1 && label < schema.column(column).labels().size(), "combinations", label);
      combinations[k / columns.length][k % columns.length] = label;
    }
    long[] counts = proto.getCountsList().stream().mapToLong(Long::longValue).toArray();
    for (long count : counts) {
      require(count > 0, "counts", count);
    }
    return new ConditionColumns(schema, columns, combinations, counts);
  }

  private static ColumnCode code(CodeProto code, Column column) {
    switch (code.getCodeCase()) {
      case NUMERIC -> {
        NumericProto n = code.getNumeric();
        require(column.isNumeric(), "codes", column.name());
        return new NumericCode(
            new Quantiles(
                doubles(n.getValuesList()), doubles(n.getLowList()), doubles(n.getHighList())),
            doubles(n.getScoresList()),
            n.getDeviation(),
            new Grain(n.getOrigin(), n.getGrain(), new MonthGrain(n.getMonths(), n.getDay())));
      }
      case CATEGORY -> {
        int more = code.getCategory().getSharesCount() - column.labels().size();
        require(!column.isNumeric() && (more == 0 || more == 1), "codes", column.name());
        return new CategoryCode(doubles(code.getCategory().getSharesList()));
      }
      case CONSTANT -> {
        return new ConstantCode(code.getConstant());
      }
      default -> throw new IllegalArgumentException("its column " + column.name() + " has no code");
    }
  }

  static double[] doubles(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static float[] floats(List<Float> values) {
    float[] floats = new float[values.size()];
    for (int k = 0; k < floats.length; k++) {
      floats[k] = values.get(k);
    }
    return floats;
  }

  static void require(boolean good, String what, Object value) {
    if (!good) {
      throw new IllegalArgumentException("its table has wrong " + what + ": " + value);
    }
  }
}
