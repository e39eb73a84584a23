package org.cdrl.table.privacy;

import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Median;

/**
 * How near rows come to rows that were learned from.
 *
 * <p>The median distance to the closest training row (DCR) is from 0 to 1; what is too small
 * depends on the data, so compare with that of rows held out. 0 means that at least half of the
 * rows are copies.
 *
 * <p>The share of rows that are nearer to the training than to the holdout rows is from 0 to 1: .5
 * is ideal, more means that training rows were memorised, 1 that all are copies. Between equally
 * many training and holdout rows it is the plain share. The odds of being nearer to the larger of
 * two unequal tables are better by chance, by as much as it is larger, and are divided by that;
 * comparing with a random part of the training rows would not see what was memorised of the others.
 * A tie counts for both sides as chance has it.
 *
 * <p>Sources: DCR of TabDDPM (ICML 2023), the median, and of TabSyn (ICLR 2024), the share between
 * equal halves; with the distance of SDMetrics, which all of this package has.
 *
 * @param medianDistance to the closest training row
 * @param nearerToTraining share of the rows, for tables of equal size
 */
public record ClosestRecord(double medianDistance, double nearerToTraining) {
  /**
   * Measures some rows beside all others; see {@link RealRows} for how many.
   *
   * @param training rows that the generator has seen
   * @param holdout rows of the same kind that it has not
   * @param seed of the choice of rows, where there are too many
   */
  public static ClosestRecord of(Table training, Table holdout, Table rows, long seed) {
    return RealRows.of(training, holdout, seed).closest(rows);
  }

  /**
   * Measures.
   *
   * @param toTraining distances of the rows to judge to their closest of n training rows
   * @param toHoldout the same to their closest of h rows held out
   */
  static ClosestRecord of(double[] toTraining, int n, double[] toHoldout, int h) {
    double nearer = 0;
    double farther = 0;
    double tie = (double) n * h / (n + h);
    for (int r = 0; r < toTraining.length; r++) {
      // By chance the odds are n to h.
      nearer += toTraining[r] < toHoldout[r] ? h : toTraining[r] == toHoldout[r] ? tie : 0;
      farther += toTraining[r] > toHoldout[r] ? n : toTraining[r] == toHoldout[r] ? tie : 0;
    }
    return new ClosestRecord(Median.of(toTraining), nearer / (nearer + farther));
  }
}
