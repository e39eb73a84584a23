package org.cdrl.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.CdrlConfig;
import org.cdrl.Condition;
import org.cdrl.Sampler;

/**
 * What an engine says of rows under every label of a condition, against what it says of them
 * without: by its energies, and by how well its initializer finds the noised rows again.
 *
 * <p>The initializer knows labels better than energies do. Its proposals obey the condition, so the
 * energies are taught little by them about it; and its errors, other than energies, bound densities
 * without a constant that depends on the label (Li, Prabhudesai, Duggal, Brown, Pathak, "Your
 * Diffusion Model is Secretly a Zero-Shot Classifier", ICCV 2023).
 *
 * @param energies log p_i(row | label) - log p_i(row), up to constants, [n][labels][levels]
 * @param denoising half of how much smaller the initializer's squared error at x_i is under the
 *     label, [n][labels][levels]; without levels if there is no initializer (DRL)
 */
record LabelEvidence(double[][][] energies, double[][][] denoising) {
  /** Noises per row and level; the same for all rows, so that a row's evidence is its own. */
  private static final int NOISES = 8;

  /** Where there are many labels, a pair of noises has to do. */
  private static final int MANY_LABELS = 16;

  private interface ByLevel {
    float[][] of(Sampler sampler);
  }

  /** Asks an engine; for labels that it does not know all is 0. */
  static LabelEvidence of(TableModel model, Table rows, int column) {
    float[][] points = AnomalyScorer.encoded(model, rows);
    boolean denoises = model.engine().config().method() != CdrlConfig.Method.DRL;
    int labels = model.schema().column(column).labels().size();
    int noises = labels > MANY_LABELS ? 2 : NOISES;
    double[][][] denoising =
        denoises
            ? compare(model, column, points.length, s -> s.denoisingErrors(points, noises), -.5)
            : new double[points.length][labels][0];
    return new LabelEvidence(energies(model, points, column), denoising);
  }

  /** The energies alone. */
  static double[][][] energies(TableModel model, Table rows, int column) {
    return energies(model, AnomalyScorer.encoded(model, rows), column);
  }

  private static double[][][] energies(TableModel model, float[][] points, int column) {
    return compare(model, column, points.length, s -> s.logDensities(points), 1);
  }

  private static double[][][] compare(
      TableModel model, int column, int n, ByLevel number, double factor) {
    Column condition = model.schema().column(column);
    int labels = condition.labels().size();
    float[][] without = number.of(model.engine().sampler());
    double[][][] compared = new double[n][labels][without.length];
    for (int l = 0; l < labels; l++) {
      if (RowClassifier.knows(model, column, l)) {
        float[][] with =
            number.of(model.engine().sampler().given(Condition.of(condition.name(), l)));
        for (int r = 0; r < n; r++) {
          for (int i = 0; i < with.length; i++) {
            compared[r][l][i] = factor * (with[i][r] - without[i][r]);
          }
        }
      }
    }
    return compared;
  }

  /** Both kinds, one after the other, [n][labels][features]. */
  double[][][] features() {
    return IntStream.range(0, energies.length)
        .mapToObj(r -> joined(energies[r], denoising[r]))
        .toArray(double[][][]::new);
  }

  private static double[][] joined(double[][] a, double[][] b) {
    double[][] joined = new double[a.length][];
    for (int l = 0; l < a.length; l++) {
      joined[l] = Arrays.copyOf(a[l], a[l].length + b[l].length);
      System.arraycopy(b[l], 0, joined[l], a[l].length, b[l].length);
    }
    return joined;
  }

  /** How many features an engine of this configuration gives. */
  static int featureCount(CdrlConfig config) {
    return config.method() == CdrlConfig.Method.DRL ? config.levels() : 2 * config.levels();
  }
}
