package org.cdrl.table;

import static org.cdrl.table.TableBytes.addAll;
import static org.cdrl.table.TableBytes.doubles;
import static org.cdrl.table.TableBytes.require;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.AnomalyScale;
import org.cdrl.internal.protos.AnomalyScaleProto;
import org.cdrl.internal.protos.AxisProto;
import org.cdrl.table.RowGroups.Axis;
import org.cdrl.table.data.Schema;

/** What scores need, as a message. Reading trusts nothing. */
final class AnomalyBytes {
  private AnomalyBytes() {}

  static AnomalyScaleProto write(AnomalyParts parts) {
    AnomalyScaleProto.Builder proto = AnomalyScaleProto.newBuilder().setSpan(parts.span());
    addAll(parts.scale().weights(), proto::addWeights);
    addAll(parts.scale().mean(), proto::addMean);
    addAll(parts.scale().deviation(), proto::addDeviation);
    addAll(parts.scale().quantiles(), proto::addQuantiles);
    for (double[] ofKind : parts.usual()) {
      addAll(ofKind, proto::addUsual);
    }
    RowGroups groups = parts.groups();
    for (Axis axis : groups.axes()) {
      AxisProto.Builder a = AxisProto.newBuilder().setCentre(axis.centre()).setScale(axis.scale());
      if (axis.labels() != null) {
        Arrays.stream(axis.labels()).forEach(a::addLabels);
      }
      proto.addAxes(a);
    }
    for (float[] mean : groups.means()) {
      for (float value : mean) {
        proto.addMeans(value);
      }
    }
    for (float spread : groups.spreads()) {
      proto.addSpreads(spread);
    }
    return proto.build();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @param schema of the data columns
   * @throws IllegalArgumentException saying what is wrong
   */
  static AnomalyParts read(AnomalyScaleProto proto, Schema schema) {
    int kinds = proto.getWeightsCount();
    require(kinds > 1 && kinds == proto.getMeanCount(), "kinds of evidence", kinds);
    require(kinds == proto.getDeviationCount(), "deviations", proto.getDeviationCount());
    require(proto.getQuantilesCount() > 0, "quantiles", proto.getQuantilesCount());
    AnomalyScale scale =
        new AnomalyScale(
            doubles(proto.getWeightsList()),
            doubles(proto.getMeanList()),
            doubles(proto.getDeviationList()),
            doubles(proto.getQuantilesList()));
    int columns = schema.size();
    // Energies have no columns: there is the distance only.
    int withColumns = proto.getUsualCount() == columns ? 1 : kinds;
    require(
        proto.getUsualCount() == (long) withColumns * columns,
        "usual parts",
        proto.getUsualCount());
    double[] flat = doubles(proto.getUsualList());
    double[][] usual = new double[kinds][0];
    for (int k = 0; k < withColumns; k++) {
      usual[kinds - withColumns + k] = Arrays.copyOfRange(flat, k * columns, (k + 1) * columns);
    }
    return new AnomalyParts(scale, groups(proto, schema), usual, proto.getSpan());
  }

  private static RowGroups groups(AnomalyScaleProto proto, Schema schema) {
    require(proto.getAxesCount() == schema.size(), "axes", proto.getAxesCount());
    List<Axis> axes = new ArrayList<>();
    for (int c = 0; c < schema.size(); c++) {
      AxisProto a = proto.getAxes(c);
      int[] labels = a.getLabelsList().stream().mapToInt(Integer::intValue).toArray();
      int most = schema.column(c).labels().size();
      require(Arrays.stream(labels).allMatch(l -> l >= 0 && l < most), "labels", c);
      axes.add(new Axis(a.getCentre(), a.getScale(), labels.length == 0 ? null : labels));
    }
    int width = axes.stream().mapToInt(Axis::width).sum();
    int count = proto.getSpreadsCount();
    require(count > 0 && (long) count * width == proto.getMeansCount(), "groups", count);
    float[][] means = new float[count][width];
    float[] spreads = new float[count];
    for (int g = 0; g < count; g++) {
      int first = g * width;
      int group = g;
      spreads[g] = proto.getSpreads(g);
      IntStream.range(0, width).forEach(j -> means[group][j] = proto.getMeans(first + j));
    }
    return new RowGroups(axes, means, spreads);
  }
}
