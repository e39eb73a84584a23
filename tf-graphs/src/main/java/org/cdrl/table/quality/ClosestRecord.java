package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.Table;

/**
 * How near synthetic rows come to rows they were learned from, by the root of {@link
 * GowerSpace#squaredDistance}.
 *
 * <p>The median distance from a synthetic row to its closest training row is at least 0; what is
 * too small depends on the data, so compare with the median from holdout to training rows. 0 means
 * that at least half of the rows are copies. The share of synthetic rows that are nearer to the
 * training rows than to equally many holdout rows, ties counting half, is from 0 to 1: .5 is ideal,
 * more means that training rows were memorised, 1 that all are copies.
 *
 * <p>At most 10,000 training, holdout and synthetic rows are used, drawn at random; fewer training
 * rows make the median distance larger.
 *
 * <p>Sources: DCR of TabDDPM (ICML 2023), the median, and of TabSyn (ICLR 2024), the share.
 *
 * @param medianDistance from synthetic rows to their closest training row
 * @param medianOfHoldout the same from holdout rows
 * @param nearerToTraining share of synthetic rows
 */
public record ClosestRecord(
    double medianDistance, double medianOfHoldout, double nearerToTraining) {
  private static final int MOST_ROWS = 10_000;

  /**
   * Measures. Takes time in proportion to m (n + h).
   *
   * @param training rows that the generator has seen
   * @param holdout rows of the same kind that it has not
   * @param seed of the choice of rows
   */
  public static ClosestRecord of(Table training, Table holdout, Table synthetic, long seed) {
    GowerSpace space = GowerSpace.of(training);
    Table seen = RandomRows.of(training, MOST_ROWS, seed);
    Table unseen = RandomRows.of(holdout, MOST_ROWS, seed);
    int half = Math.min(seen.size(), unseen.size());
    float[][] train = space.points(seen);
    float[][] held = space.points(unseen);
    float[][] made = space.points(RandomRows.of(synthetic, MOST_ROWS, seed));
    double[] distances = new double[made.length];
    double nearer = 0;
    for (int i = 0; i < made.length; i++) {
      // The first rows of a random order are a random half.
      double toSome = nearest(space, made[i], train, 0, half);
      double toHeld = nearest(space, made[i], held, 0, half);
      nearer += toSome < toHeld ? 1 : toSome == toHeld ? .5 : 0;
      distances[i] = Math.min(toSome, nearest(space, made[i], train, half, train.length));
    }
    double[] ofHeld =
        Arrays.stream(held).mapToDouble(h -> nearest(space, h, train, 0, train.length)).toArray();
    return new ClosestRecord(median(distances), median(ofHeld), nearer / made.length);
  }

  private static double nearest(
      GowerSpace space, float[] point, float[][] among, int from, int to) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = from; j < to; j++) {
      least = Math.min(least, space.squaredDistance(point, among[j]));
    }
    return least;
  }

  /** The median distance. */
  private static double median(double[] squares) {
    double[] sorted = Arrays.stream(squares).map(Math::sqrt).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
