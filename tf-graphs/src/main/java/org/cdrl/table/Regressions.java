package org.cdrl.table;

/**
 * What regressions on the known cells of a row expect of the others: straight lines and groups of
 * rows that are near, together.
 *
 * @param groups null where rows are too wide for either
 * @param weights of the groups, from 0 to 1, by data column; the lines have the rest
 */
record Regressions(LinearCells lines, GroupCells groups, double[] weights) {
  /** Those of rows that are too wide: none. */
  static Regressions none(int columns) {
    return new Regressions(LinearCells.none(columns), null, new double[columns]);
  }

  boolean isNone() {
    return groups == null;
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
