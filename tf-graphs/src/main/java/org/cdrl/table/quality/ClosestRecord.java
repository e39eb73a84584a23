package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.data.Table;

/**
 * How near synthetic rows come to rows they were learned from, by the root of {@link
 * GowerSpace#squaredDistance}.
 *
 * <p>The median distance from a synthetic row to its closest training row is at least 0; what is
 * too small depends on the data, so compare with the median from holdout to training rows. 0 means
 * that at least half of the rows are copies.
 *
 * <p>The share of synthetic rows that are nearer to the training than to the holdout rows is from 0
 * to 1: .5 is ideal, more means that training rows were memorised, 1 that all are copies. Between
 * equally many training and holdout rows it is the plain share. The odds of being nearer to the
 * larger of two unequal tables are better by chance, by as much as it is larger, and are divided by
 * that; comparing with a random part of the training rows would not see what was memorised of the
 * others. A tie counts for both sides as chance has it.
 *
 * <p>At most 5,000 synthetic rows are looked at, drawn at random, and as many holdout rows for
 * their median. They are compared with at most 50,000 training and 50,000 holdout rows; what was
 * memorised of rows beyond that is not seen.
 *
 * <p>Sources: DCR of TabDDPM (ICML 2023), the median, and of TabSyn (ICLR 2024), the share between
 * equal halves.
 *
 * @param medianDistance from synthetic rows to their closest training row
 * @param medianOfHoldout the same from holdout rows
 * @param nearerToTraining share of synthetic rows, for tables of equal size
 */
public record ClosestRecord(
    double medianDistance, double medianOfHoldout, double nearerToTraining) {
  private static final int MOST_ROWS = 5000;
  private static final int MOST_REAL_ROWS = 50_000;

  /**
   * Measures. Takes time in proportion to m (n + h).
   *
   * @param training rows that the generator has seen
   * @param holdout rows of the same kind that it has not
   * @param seed of the choice of rows, where there are too many
   */
  public static ClosestRecord of(Table training, Table holdout, Table synthetic, long seed) {
    GowerSpace space = GowerSpace.of(training);
    float[][] train = space.points(RandomRows.of(training, MOST_REAL_ROWS, seed));
    float[][] held = space.points(RandomRows.of(holdout, MOST_REAL_ROWS, seed));
    float[][] made = space.points(RandomRows.of(synthetic, MOST_ROWS, seed + 1));
    double[] distances = new double[made.length];
    double nearer = 0;
    double farther = 0;
    for (int i = 0; i < made.length; i++) {
      distances[i] = nearest(space, made[i], train);
      double toHeld = nearest(space, made[i], held);
      double tie = (double) train.length * held.length / (train.length + held.length);
      // By chance the odds are train.length to held.length.
      nearer += distances[i] < toHeld ? held.length : distances[i] == toHeld ? tie : 0;
      farther += distances[i] > toHeld ? train.length : distances[i] == toHeld ? tie : 0;
    }
    double[] ofHeld =
        Arrays.stream(held).limit(MOST_ROWS).mapToDouble(h -> nearest(space, h, train)).toArray();
    return new ClosestRecord(median(distances), median(ofHeld), nearer / (nearer + farther));
  }

  private static double nearest(GowerSpace space, float[] point, float[][] among) {
    double least = Double.POSITIVE_INFINITY;
    for (float[] other : among) {
      least = Math.min(least, space.squaredDistance(point, other));
    }
    return least;
  }

  private static double median(double[] squares) {
    return Median.of(Arrays.stream(squares).map(Math::sqrt).toArray());
  }
}
