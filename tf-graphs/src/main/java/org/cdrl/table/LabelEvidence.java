package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cdrl.Sampler;
import org.cdrl.config.CdrlConfig;
import org.cdrl.internal.sampling.Pieces;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.value.Condition;

/**
 * What there is for every label of a condition in rows: how well an engine knows the rows under it,
 * level by level, and what {@link Regressions} say.
 *
 * <p>The engine tells by how well its initializer finds the noised rows again. Energies say less:
 * proposals obey the condition, so the energies are taught little by them about it; and errors of
 * the initializer, other than energies, bound densities without a constant that depends on the
 * label (Li, Prabhudesai, Duggal, Brown, Pathak, "Your Diffusion Model is Secretly a Zero-Shot
 * Classifier", ICCV 2023). In models of DRL energies are all there is.
 *
 * <p>Networks have to learn even simple differences, and few rows teach little. Regressions know
 * such differences from few rows.
 *
 * @param levels half of how much smaller the initializer's squared error at x_i is under the label;
 *     of DRL log p_i(row | label) - log p_i(row), up to constants; [n][labels][levels]
 * @param regressions [n][labels][kinds]
 */
record LabelEvidence(double[][][] levels, double[][][] regressions) {
  /** Noises per row and level; the same for all rows, so that a row's evidence is its own. */
  static final int NOISES = 8;

  /** Where there are many labels, a pair of noises has to do. */
  private static final int MANY_LABELS = 16;

  /** Pairs of row and label that are asked for at once, for every question takes its time. */
  private static final int AT_ONCE = Sampler.ROWS_AT_ONCE;

  private interface ByLevel {
    /** Numbers of rows, [levels][n]. */
    float[][] of(Sampler sampler, float[][] points);
  }

  /** Asks a model; for labels that it does not know all is 0. */
  static LabelEvidence of(TableModel model, Table rows, int column) {
    return new LabelEvidence(levels(model, rows, column), regressions(model, rows, column));
  }

  /** What the engine says alone. */
  static double[][][] levels(TableModel model, Table rows, int column) {
    float[][] points = EncodedRows.of(model, rows).points();
    if (!AnomalyEvidence.isComparable(model.engine())) {
      return compare(model, column, points, (s, x) -> s.logDensities(x), 1);
    }
    int labels = model.schema().column(column).labels().size();
    int noises = labels > MANY_LABELS ? 2 : NOISES;
    return compare(model, column, points, (s, x) -> s.denoisingErrors(x, noises), -.5);
  }

  private static double[][][] regressions(TableModel model, Table rows, int column) {
    Regressions regressions = model.parts().centre().regressions();
    double[][][] told =
        new double[rows.size()][model.schema().column(column).labels().size()][regressions.kinds()];
    int[] known = RowClassifier.known(model, column);
    for (int r = 0; r < told.length; r++) {
      Pieces.interruptible();
      double[] row = rows.rows()[r].clone();
      for (int label : known) {
        row[column] = label;
        told[r][label] = regressions.evidence(row);
      }
    }
    return told;
  }

  private static double[][][] compare(
      TableModel model, int column, float[][] points, ByLevel number, double factor) {
    Column condition = model.schema().column(column);
    int labels = condition.labels().size();
    List<Condition> asked = new ArrayList<>(List.of(Condition.none()));
    int[] known = RowClassifier.known(model, column);
    for (int label : known) {
      asked.add(Condition.of(condition.name(), label));
    }
    float[][][] told = underAll(model.engine().sampler(), asked, points, number);
    double[][][] compared = new double[points.length][labels][told[0].length];
    for (int k = 0; k < known.length; k++) {
      for (int i = 0; i < told[0].length; i++) {
        for (int r = 0; r < points.length; r++) {
          compared[r][known[k]][i] = factor * (told[k + 1][i][r] - told[0][i][r]);
        }
      }
    }
    return compared;
  }

  /** The numbers of rows under every condition, [conditions][levels][n]. */
  private static float[][][] underAll(
      Sampler sampler, List<Condition> conditions, float[][] points, ByLevel number) {
    int count = conditions.size();
    int n = points.length;
    if (n * count > AT_ONCE) {
      // One condition for all rows is less work for networks than one for every row.
      return conditions.stream()
          .map(condition -> number.of(sampler.given(condition), points))
          .toArray(float[][][]::new);
    }
    float[][] repeated = new float[n * count][];
    for (int k = 0; k < count; k++) {
      System.arraycopy(points, 0, repeated, k * n, n);
    }
    float[][] all = number.of(sampler.given(row -> conditions.get((int) row / n)), repeated);
    float[][][] told = new float[count][all.length][];
    for (int k = 0; k < count; k++) {
      for (int i = 0; i < all.length; i++) {
        told[k][i] = Arrays.copyOfRange(all[i], k * n, (k + 1) * n);
      }
    }
    return told;
  }

  /**
   * The sum over levels, what regressions say, and every level, [n][labels][features].
   *
   * <p>The sum is the better evidence where few rows tell what each level is worth; see {@link
   * Calibration}.
   */
  double[][][] features() {
    return IntStream.range(0, levels.length)
        .mapToObj(
            r ->
                IntStream.range(0, levels[r].length)
                    .mapToObj(l -> features(levels[r][l], regressions[r][l]))
                    .toArray(double[][]::new))
        .toArray(double[][][]::new);
  }

  private static double[] features(double[] levels, double[] regressions) {
    return DoubleStream.concat(
            DoubleStream.concat(
                DoubleStream.of(Arrays.stream(levels).sum()), Arrays.stream(regressions)),
            Arrays.stream(levels))
        .toArray();
  }

  /** How many features there are of such an engine and such regressions. */
  static int featureCount(CdrlConfig config, Regressions regressions) {
    return 1 + regressions.kinds() + config.chains().levels();
  }
}
