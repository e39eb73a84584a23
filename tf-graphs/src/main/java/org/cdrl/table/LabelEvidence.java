package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.Sampler;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Method;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.value.Condition;

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
  static final int NOISES = 8;

  /** Where there are many labels, a pair of noises has to do. */
  private static final int MANY_LABELS = 16;

  /** Pairs of row and label that are asked for at once, for every question takes its time. */
  private static final int AT_ONCE = Sampler.ROWS_AT_ONCE;

  private interface ByLevel {
    /** Numbers of rows, [levels][n]. */
    float[][] of(Sampler sampler, float[][] points);
  }

  /** Asks an engine; for labels that it does not know all is 0. */
  static LabelEvidence of(TableModel model, Table rows, int column) {
    float[][] points = EncodedRows.of(model, rows).points();
    boolean denoises = model.engine().config().method() != Method.DRL;
    int labels = model.schema().column(column).labels().size();
    int noises = labels > MANY_LABELS ? 2 : NOISES;
    double[][][] denoising =
        denoises
            ? compare(model, column, points, (s, x) -> s.denoisingErrors(x, noises), -.5)
            : new double[points.length][labels][0];
    return new LabelEvidence(energies(model, points, column), denoising);
  }

  /** The energies alone. */
  static double[][][] energies(TableModel model, Table rows, int column) {
    return energies(model, EncodedRows.of(model, rows).points(), column);
  }

  private static double[][][] energies(TableModel model, float[][] points, int column) {
    return compare(model, column, points, (s, x) -> s.logDensities(x), 1);
  }

  private static double[][][] compare(
      TableModel model, int column, float[][] points, ByLevel number, double factor) {
    Column condition = model.schema().column(column);
    int labels = condition.labels().size();
    List<Condition> asked = new ArrayList<>(List.of(Condition.none()));
    List<Integer> known = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      if (RowClassifier.knows(model, column, l)) {
        asked.add(Condition.of(condition.name(), l));
        known.add(l);
      }
    }
    float[][][] told = underAll(model.engine().sampler(), asked, points, number);
    double[][][] compared = new double[points.length][labels][told[0].length];
    for (int k = 0; k < known.size(); k++) {
      for (int i = 0; i < told[0].length; i++) {
        for (int r = 0; r < points.length; r++) {
          compared[r][known.get(k)][i] = factor * (told[k + 1][i][r] - told[0][i][r]);
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
    return config.method() == Method.DRL ? config.chains().levels() : 2 * config.chains().levels();
  }
}
