package org.cdrl.table.privacy;

/**
 * Whether synthetic rows are nearer to the training rows than to rows held out: with the share s of
 * those that are strictly nearer to a training row, the score is 2 (1 - s), at most 1. It is 0 if
 * all are, and 1 if no more than half are. A tie counts for the rows held out.
 *
 * <p>SDMetrics takes tables as they are, and so does this where they are of one size. The odds of
 * being nearer to the larger of two unequal tables are better by chance, by as much as it is
 * larger, and are divided by that.
 *
 * <p>Source: DCROverfittingProtection of SDMetrics.
 *
 * @param score from 0 to 1, higher is more private
 * @param nearerToTraining s, from 0 to 1
 */
public record OverfittingProtection(double score, double nearerToTraining) {
  /**
   * Measures.
   *
   * @param toTraining distances of the rows to judge to their closest of n training rows
   * @param toHoldout the same to their closest of h rows held out
   */
  static OverfittingProtection of(double[] toTraining, int n, double[] toHoldout, int h) {
    double nearer = 0;
    double others = 0;
    for (int r = 0; r < toTraining.length; r++) {
      // By chance the odds are n to h.
      nearer += toTraining[r] < toHoldout[r] ? h : 0;
      others += toTraining[r] < toHoldout[r] ? 0 : n;
    }
    double share = nearer / (nearer + others);
    return new OverfittingProtection(Math.min(2 * (1 - share), 1), share);
  }
}
