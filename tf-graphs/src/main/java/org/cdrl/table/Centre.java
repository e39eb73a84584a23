package org.cdrl.table;

import java.util.Arrays;
import org.cdrl.internal.encoding.TableEncoding;

/**
 * The expectation of missing cells: between the mean of what the engine draws and what a normal
 * distribution expects. The one knows every dependence, but from as many rows as it has, and with
 * the noise of few draws; the other knows straight lines only, and needs few rows.
 *
 * <p>An expectation is the mean of a number, or the probabilities of labels.
 *
 * @param normal null where there is none, for rows are too wide
 * @param weights of the draws, from 0 to 1, by data column; the normal distribution has the rest
 */
record Centre(NormalCells normal, double[] weights) {
  /** The draws alone. */
  static Centre ofDraws(TableEncoding encoding) {
    double[] ones = new double[encoding.codes().size()];
    Arrays.fill(ones, 1);
    return new Centre(null, ones);
  }

  /** Both alike, where it is not known which is better. */
  static Centre alike(NormalCells normal, TableEncoding encoding) {
    double[] halves = new double[encoding.codes().size()];
    Arrays.fill(halves, .5);
    return new Centre(normal, halves);
  }

  /** What the normal distribution expects of a row; see {@link NormalCells#expect}. */
  double[][] expect(double[] row) {
    return normal == null ? new double[weights.length][] : normal.expect(row);
  }

  /**
   * The expectation of a cell.
   *
   * @param column data column
   * @param drawn the mean or probabilities by the draws
   * @param expected by the normal distribution; null if it says nothing
   */
  double[] of(int column, double[] drawn, double[] expected) {
    if (expected == null) {
      return drawn;
    }
    double w = weights[column];
    double[] joined = new double[drawn.length];
    Arrays.setAll(joined, j -> w * drawn[j] + (1 - w) * expected[j]);
    return joined;
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
