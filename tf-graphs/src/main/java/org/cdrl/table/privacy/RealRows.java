package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;

/**
 * Training rows and rows held out, to compare several tables with: what depends on them alone is
 * worked out once. At most 50,000 of each are looked at, drawn at random, beside at most 5,000 rows
 * of a table; what was memorised of rows beyond that is not seen. Identical rows are looked for
 * among all.
 */
public final class RealRows {
  private static final int MOST_ROWS = 5000;
  private static final int MOST_REAL_ROWS = 50_000;

  private final Table training;
  private final Table holdout;
  private final long seed;
  private final RecordSpace learned;
  private final RecordSpace unseen;
  private final double randomDistance;

  private RealRows(
      Table training, Table holdout, long seed, RecordSpace learned, double randomDistance) {
    this.training = training;
    this.holdout = holdout;
    this.seed = seed;
    this.learned = learned;
    this.randomDistance = randomDistance;
    unseen = RecordSpace.of(RandomRows.of(holdout, MOST_REAL_ROWS, seed), learned.reference());
  }

  /**
   * Gets ready.
   *
   * @param training rows that a generator has learned from
   * @param holdout real rows that it has not, at least two
   * @param seed of all that is random
   */
  public static RealRows of(Table training, Table holdout, long seed) {
    RecordSpace learned = RecordSpace.of(RandomRows.of(training, MOST_REAL_ROWS, seed));
    double random = BaselineProtection.randomDistance(learned, MOST_ROWS, seed);
    return new RealRows(training, holdout, seed, learned, random);
  }

  /** The same training rows beside other rows held out. */
  public RealRows withHoldout(Table other) {
    return new RealRows(training, other, seed, learned, randomDistance);
  }

  /**
   * Everything that needs no choice of columns.
   *
   * @param rows synthetic rows; or other real rows that were not learned from, to compare with
   */
  public PrivacyFindings findings(Table rows) {
    Table some = some(rows);
    RecordSpace.Nearest[] nearest = learned.nearest(some);
    double[] toTraining = Arrays.stream(nearest).mapToDouble(RecordSpace.Nearest::first).toArray();
    double[] toHoldout = unseen.distances(some);
    int n = learned.reference().size();
    int h = unseen.reference().size();
    return new PrivacyFindings(
        IdenticalRows.of(training, rows),
        ClosestRecord.of(toTraining, n, toHoldout, h),
        DistanceRatio.of(nearest),
        BaselineProtection.of(toTraining, randomDistance),
        OverfittingProtection.of(toTraining, n, toHoldout, h),
        DensityRatioAttack.of(training, holdout, rows, seed));
  }

  /** How near rows come to their closest training row, alone. */
  ClosestRecord closest(Table rows) {
    Table some = some(rows);
    return ClosestRecord.of(
        learned.distances(some),
        learned.reference().size(),
        unseen.distances(some),
        unseen.reference().size());
  }

  /** With another seed than that of the real rows, lest rows that correspond be drawn together. */
  private Table some(Table rows) {
    return RandomRows.of(rows, MOST_ROWS, seed + 1);
  }
}
