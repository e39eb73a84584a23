package org.cdrl.table.baseline;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.table.data.Column;

/**
 * One column as a standard normal score: cells to scores by their ranks, scores to cells by the
 * empirical quantiles. Labels are intervals of the score, in the order of their positions.
 */
final class Marginal {
  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  private final boolean interpolated;
  private final double[] sorted;
  private final double missing;

  /**
   * Learns a column.
   *
   * @param cells NaN where missing
   */
  Marginal(Column column, double[] cells) {
    // Between two whole numbers, dates or labels there may be none.
    interpolated = column.kind() == Column.Kind.REAL;
    sorted = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).sorted().toArray();
    missing = 1 - (double) sorted.length / cells.length;
  }

  /** The share of missing cells. */
  double missing() {
    return missing;
  }

  /** The scores of cells: that of the middle of their ranks, 0 for missing ones. */
  double[] scores(double[] cells) {
    double[] score = new double[sorted.length];
    for (int from = 0, to; from < sorted.length; from = to) {
      to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      score[from] = NORMAL.inverseCumulativeProbability((from + to) / 2.0 / sorted.length);
    }
    double[] scores = new double[cells.length];
    for (int r = 0; r < cells.length; r++) {
      scores[r] = Double.isNaN(cells[r]) ? 0 : score[firstOf(cells[r])];
    }
    return scores;
  }

  private int firstOf(double cell) {
    int at = Arrays.binarySearch(sorted, cell);
    // Cells may be twice there; the search finds any of them.
    int low = 0;
    while (low < at) {
      int middle = (low + at) >>> 1;
      if (sorted[middle] < cell) {
        low = middle + 1;
      } else {
        at = middle;
      }
    }
    return at;
  }

  /** The cell of a score; NaN if all cells were missing. */
  double cell(double score) {
    int n = sorted.length;
    if (n == 0) {
      return Double.NaN;
    }
    double at = NORMAL.cumulativeProbability(score) * n;
    if (!interpolated) {
      return sorted[Math.min(n - 1, (int) at)];
    }
    // The k-th smallest is the quantile of (k - 1/2) / n.
    double place = Math.max(0, Math.min(n - 1, at - .5));
    int low = (int) place;
    int high = Math.min(n - 1, low + 1);
    return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
  }
}
