package org.cdrl.table;

/**
 * What regressions on the known cells of a row expect of the others: straight lines and groups of
 * rows that are near, together.
 *
 * @param groups null where rows are too wide for either
 * @param weights of the groups, from 0 to 1, by data column; the lines have the rest
 */
record Regressions(LinearCells lines, GroupCells groups, double[] weights) {
  /** Nearer is as near, where all rows of a label are equal. */
  private static final double LEAST_DISTANCE = 1e-9;

  /** Those of rows that are too wide: none. */
  static Regressions none(int columns) {
    return new Regressions(LinearCells.none(columns), null, new double[columns]);
  }

  boolean isNone() {
    return groups == null;
  }

  /** How many kinds of evidence there are of a label. */
  int kinds() {
    return isNone() ? 0 : 3;
  }

  /**
   * What there is for a label that a row has: the log densities by both normal distributions, which
   * are those of linear discriminants (Fisher, Annals of Eugenics 7, 1936), and minus the logarithm
   * of the squared distance from the nearest group.
   *
   * @param row with the label, of the whole table
   * @return one per kind, up to constants that the row and the label have
   */
  double[] evidence(double[] row) {
    return isNone()
        ? new double[0]
        : new double[] {
          lines.coded().logDensity(row),
          lines.plain().logDensity(row),
          -Math.log(Math.max(groups.distance(row), LEAST_DISTANCE))
        };
  }

  /** What is expected of a row; see {@link NormalCells#expect}. */
  double[][] expect(double[] row) {
    double[][] expected = lines.expect(row);
    if (isNone()) {
      return expected;
    }
    double[][] near = groups.expect(row);
    for (int k = 0; k < expected.length; k++) {
      if (expected[k] != null && near[k] != null) {
        expected[k] = JoinFit.join(weights[k], near[k], expected[k]);
      }
    }
    return expected;
  }
}
