package org.cdrl.table;

/**
 * What straight lines expect of missing cells: those between coordinates, in which skewed columns
 * are normal, and those between numbers as they are, for sums and shares are sums and shares of
 * these only.
 *
 * @param coded the normal distribution of coordinates; null where rows are too wide for either
 * @param plain the normal distribution of numbers as they are
 * @param weights of the first, from 0 to 1, by data column; the second has the rest
 */
record LinearCells(NormalCells coded, NormalCells plain, double[] weights) {
  /** Those of rows that are too wide: none. */
  static LinearCells none(int columns) {
    return new LinearCells(null, null, new double[columns]);
  }

  /** What is expected of a row; see {@link NormalCells#expect}. */
  double[][] expect(double[] row) {
    double[][] expected = new double[weights.length][];
    if (coded == null) {
      return expected;
    }
    double[][] first = coded.expect(row);
    double[][] second = plain.expect(row);
    for (int k = 0; k < expected.length; k++) {
      expected[k] = first[k] == null ? null : JoinFit.join(weights[k], first[k], second[k]);
    }
    return expected;
  }
}
