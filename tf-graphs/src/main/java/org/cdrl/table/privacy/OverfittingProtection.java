package org.cdrl.table.privacy;

import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * Whether synthetic rows are nearer to the training rows than to rows held out: with the share s of
 * those that are strictly nearer to a training row, the score is 2 (1 - s), at most 1. It is 0 if
 * all are, and 1 if no more than half are. A tie counts for the rows held out.
 *
 * <p>Where there are fewer rows held out than training rows, as many training rows are drawn, lest
 * the larger table be nearer by chance; at most 20,000 of each, and 5,000 synthetic rows.
 *
 * <p>Source: DCROverfittingProtection of SDMetrics, which takes tables as they are.
 *
 * @param score from 0 to 1, higher is more private
 * @param nearerToTraining s, from 0 to 1
 */
public record OverfittingProtection(double score, double nearerToTraining) {
  private static final int MOST_ROWS = 5000;
  private static final int MOST_REAL_ROWS = 20_000;

  /**
   * Measures.
   *
   * @param synthetic rows to judge
   * @param seed of the choice of rows
   */
  public static OverfittingProtection of(
      Table training, Table holdout, Table synthetic, long seed) {
    SameColumns.require(training, holdout);
    SameColumns.require(training, synthetic);
    int rows = Math.min(MOST_REAL_ROWS, Math.min(training.size(), holdout.size()));
    Table made = RandomRows.of(synthetic, MOST_ROWS, seed + 1);
    double[] toTraining = RecordSpace.of(RandomRows.of(training, rows, seed)).distances(made);
    double[] toHoldout = RecordSpace.of(RandomRows.of(holdout, rows, seed)).distances(made);
    int nearer = 0;
    for (int r = 0; r < toTraining.length; r++) {
      nearer += toTraining[r] < toHoldout[r] ? 1 : 0;
    }
    double share = (double) nearer / toTraining.length;
    return new OverfittingProtection(Math.min(2 * (1 - share), 1), share);
  }
}
