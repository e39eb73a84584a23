package org.cdrl.table;

import java.util.Arrays;

/**
 * The expectation of missing cells: between what draws say and what regressions do. The draws know
 * every dependence, but have to learn it, and have the noise of few; the regressions know simple
 * ones, and need few rows.
 *
 * <p>An expectation is the mean of a number, or the probabilities of labels.
 *
 * @param regressions what they expect
 * @param weights of the draws' means, from 0 to 1, by data column; the regressions have the rest
 * @param medianWeights the same of the draws' medians
 */
record Centre(Regressions regressions, double[] weights, double[] medianWeights) {
  /**
   * Both alike, where it is not known which is better; the draws alone if there are no regressions.
   */
  static Centre alike(Regressions regressions) {
    double[] weights = new double[regressions.weights().length];
    Arrays.fill(weights, regressions.isNone() ? 1 : .5);
    return new Centre(regressions, weights, weights);
  }

  /** What regressions expect of a row; see {@link Regressions#expect}. */
  double[][] expect(double[] row) {
    return regressions.expect(row);
  }

  /**
   * The expectation of a cell.
   *
   * @param column data column
   * @param drawn the mean or probabilities by the draws
   * @param expected by regressions; null if they say nothing
   */
  double[] mean(int column, double[] drawn, double[] expected) {
    return expected == null ? drawn : JoinFit.join(weights[column], drawn, expected);
  }

  /**
   * The number from which a cell is least far on average.
   *
   * @param drawn the median of the draws
   */
  double median(int column, double drawn, double[] expected) {
    return expected == null ? drawn : JoinFit.join(medianWeights[column], drawn, expected[0]);
  }

  /**
   * The mean of a number's cells, or the shares of labels.
   *
   * @param labels of the column, 0 for numbers
   */
  static double[] mean(double[] cells, int labels) {
    if (labels == 0) {
      return new double[] {Arrays.stream(cells).average().orElseThrow()};
    }
    double[] shares = new double[labels];
    for (double cell : cells) {
      if (!Double.isNaN(cell)) {
        shares[(int) cell]++;
      }
    }
    Arrays.setAll(shares, label -> shares[label] / cells.length);
    return shares;
  }
}
