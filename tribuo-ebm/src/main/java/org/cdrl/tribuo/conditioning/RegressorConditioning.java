package org.cdrl.tribuo.conditioning;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.cdrl.table.Imputer;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.protos.ConditioningProto;
import org.cdrl.tribuo.protos.RegressorConditioningProto;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.OutputFactory;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;

/**
 * Targets are columns of numbers that the model learns together with the features. A prediction is
 * conditional sampling: targets are drawn several times given the features; their mean is the
 * prediction, and their variance the {@linkplain Regressor#getVariances variance} that comes with
 * it.
 *
 * <p>So a target may be anything given the features, not only normal around one value, and {@code
 * table().imputer()} gives all draws. It costs more than regression proper: in time, draws times
 * filling in a row.
 */
public final class RegressorConditioning implements Conditioning<Regressor> {
  @Config(
      description =
          "Draws per prediction, at least 2. Their number's square root divides the noise of the"
              + " mean; time grows in proportion. Default 20.")
  private int draws = 20;

  @Config(description = "Seed of the draws, the same for every example. Default 1.")
  private long seed = 1;

  @ConfigurableName private String name = "";

  /** Twenty draws per prediction. */
  public RegressorConditioning() {}

  /** So many draws per prediction, with this seed. */
  public RegressorConditioning(int draws, long seed) {
    this.draws = draws;
    this.seed = seed;
    postConfig();
  }

  @Override
  public void postConfig() {
    if (draws < 2) {
      throw new PropertyException(name, "draws", "draws must be at least 2, not " + draws);
    }
  }

  @Override
  public Class<Regressor> outputType() {
    return Regressor.class;
  }

  @Override
  public OutputFactory<Regressor> outputFactory() {
    return new RegressionFactory();
  }

  @Override
  public void requireTrainable(Dataset<Regressor> data) {
    Unknown.requireNone(data);
    int n = 0;
    for (Example<Regressor> example : data) {
      n++;
      for (double value : example.getOutput().getValues()) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(
              "The target of example " + n + " is " + value + "; leave the example out");
        }
      }
    }
  }

  @Override
  public List<Column> columns(ImmutableOutputInfo<Regressor> outputs) {
    return Arrays.stream(Regressor.extractNames(outputs))
        .map(target -> new Column(target, Column.Kind.REAL, List.of(), "", "a target"))
        .toList();
  }

  @Override
  public boolean columnsAreConditions() {
    return false;
  }

  @Override
  public double[] cells(Regressor output, List<Column> columns) {
    return columns.stream()
        .mapToDouble(
            column ->
                output
                    .getDimension(column.name())
                    .map(Regressor.DimensionTuple::getValue)
                    .orElse(Double.NaN))
        .toArray();
  }

  @Override
  public Regressor output(double[] cells, List<Column> columns) {
    return Arrays.stream(cells).anyMatch(Double::isNaN)
        ? outputFactory().getUnknownOutput()
        : new Regressor(names(columns), cells);
  }

  /** Targets that are not named are left open. */
  @Override
  public boolean knows(Regressor output, List<Column> columns) {
    return Arrays.asList(names(columns)).containsAll(Arrays.asList(output.getNames()));
  }

  private static String[] names(List<Column> columns) {
    return columns.stream().map(Column::name).toArray(String[]::new);
  }

  @Override
  public boolean hasProbabilities() {
    return false;
  }

  @Override
  public List<Outcome<Regressor>> predict(TableModel model, List<Column> columns, Table rows) {
    Imputer.Imputation filled =
        model.imputer().draws(draws).seed(seed).alike(true).conditions(false).fill(rows);
    int first = rows.schema().size() - columns.size();
    List<Outcome<Regressor>> outcomes = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      double[] means = new double[columns.size()];
      double[] variances = new double[means.length];
      for (int k = 0; k < means.length; k++) {
        means[k] = filled.means()[r][first + k];
        double deviation = filled.spread()[r][first + k];
        variances[k] = deviation * deviation;
      }
      outcomes.add(new Outcome<>(new Regressor(names(columns), means, variances), Map.of()));
    }
    return outcomes;
  }

  /** The moments of the mixture: its mean, and the mean variance plus the variance of means. */
  @Override
  public Outcome<Regressor> combine(
      List<Outcome<Regressor>> outcomes, double[] weights, boolean mixture) {
    String[] names = outcomes.get(0).output().getNames();
    double total = Arrays.stream(weights).sum();
    double[] means = new double[names.length];
    double[] variances = new double[names.length];
    for (int k = 0; k < names.length; k++) {
      double squares = 0;
      for (int m = 0; m < weights.length; m++) {
        double share = weights[m] / total;
        double mean = outcomes.get(m).output().getValues()[k];
        means[k] += share * mean;
        squares += share * (outcomes.get(m).output().getVariances()[k] + mean * mean);
      }
      variances[k] = Math.max(0, squares - means[k] * means[k]);
    }
    return new Outcome<>(new Regressor(names, means, variances), Map.of());
  }

  @Override
  public ConditioningProto serialize() {
    return Protos.of(
        this, RegressorConditioningProto.newBuilder().setDraws(draws).setSeed(seed).build());
  }

  /** Reads what {@link #serialize} wrote. */
  public static RegressorConditioning deserializeFromProto(
      int version, String className, Any message) throws InvalidProtocolBufferException {
    Protos.requireVersion(version, RegressorConditioning.class);
    RegressorConditioningProto proto = message.unpack(RegressorConditioningProto.class);
    return new RegressorConditioning(proto.getDraws(), proto.getSeed());
  }

  @Override
  public String toString() {
    return "RegressorConditioning(draws=" + draws + ", seed=" + seed + ")";
  }
}
