package org.cdrl.table.quality;

/** One minus the total variation distance between shares of classes, or of pairs of classes. */
final class Contingency {
  private Contingency() {}

  static double similarity(Classes classes, double[] real, double[] synthetic) {
    double[] difference = new double[classes.count()];
    for (double cell : real) {
      difference[classes.of(cell)] += 1.0 / real.length;
    }
    for (double cell : synthetic) {
      difference[classes.of(cell)] -= 1.0 / synthetic.length;
    }
    return complement(difference);
  }

  /**
   * Of pairs.
   *
   * @param real classes of the first and of the second column, for every row
   * @param synthetic likewise
   * @param counts how many classes either column has
   */
  static double similarity(int[][] real, int[][] synthetic, int[] counts) {
    double[] difference = new double[counts[0] * counts[1]];
    add(difference, real, counts[1], 1);
    add(difference, synthetic, counts[1], -1);
    return complement(difference);
  }

  private static void add(double[] to, int[][] classes, int width, double sign) {
    int rows = classes[0].length;
    for (int r = 0; r < rows; r++) {
      to[classes[0][r] * width + classes[1][r]] += sign / rows;
    }
  }

  private static double complement(double[] difference) {
    double sum = 0;
    for (double d : difference) {
      sum += Math.abs(d);
    }
    // Rounding may take it a little out of its range.
    return Math.max(0, Math.min(1, 1 - sum / 2));
  }
}
