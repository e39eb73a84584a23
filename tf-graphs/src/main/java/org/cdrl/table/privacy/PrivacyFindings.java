package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;

/**
 * Everything of this package that needs no choice of columns, about one table of rows: at most
 * 2,000 of them, drawn at random, beside at most 50,000 training rows and 50,000 rows held out.
 * Identical rows are looked for among all.
 *
 * @param identical rows that occur in the training table
 * @param ratio of the distances to the two nearest training rows
 * @param baseline distance to the training rows, beside that of random rows
 * @param overfitting nearness to training rows, beside that to rows held out
 * @param attack by densities of synthetic and of real rows
 */
public record PrivacyFindings(
    IdenticalRows identical,
    DistanceRatio ratio,
    BaselineProtection baseline,
    OverfittingProtection overfitting,
    MembershipAttack attack) {
  private static final int MOST_ROWS = 2000;
  private static final int MOST_REAL_ROWS = 50_000;

  /**
   * Measures.
   *
   * @param holdout real rows that were not learned from, at least two
   * @param rows synthetic rows; or other real rows that were not learned from, to compare with
   * @param seed of all that is random
   */
  public static PrivacyFindings of(Table training, Table holdout, Table rows, long seed) {
    RecordSpace learned = RecordSpace.of(RandomRows.of(training, MOST_REAL_ROWS, seed));
    Table unseen = RandomRows.of(holdout, MOST_REAL_ROWS, seed);
    Table some = RandomRows.of(rows, MOST_ROWS, seed + 1);
    RecordSpace.Nearest[] nearest = learned.nearest(some);
    double[] toTraining = Arrays.stream(nearest).mapToDouble(RecordSpace.Nearest::first).toArray();
    return new PrivacyFindings(
        IdenticalRows.of(training, rows),
        DistanceRatio.of(nearest),
        BaselineProtection.of(learned, toTraining, seed),
        OverfittingProtection.of(
            toTraining,
            learned.reference().size(),
            RecordSpace.of(unseen).distances(some),
            unseen.size()),
        DensityRatioAttack.of(training, holdout, rows, seed));
  }
}
