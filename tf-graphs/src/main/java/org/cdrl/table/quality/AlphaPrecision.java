package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.data.Table;

/**
 * Whether synthetic rows lie where most real rows do (alpha-precision), whether all kinds of real
 * rows come up (beta-recall), and whether synthetic rows are more than copies (authenticity).
 *
 * <p>Rows are points: numbers scaled to 0..1 by the real table, labels and missing labels one-hot,
 * missing numbers at the mean and, where there are any, one more coordinate that is 1 for them. The
 * centre is the mean of the real points; the original learns an embedding with a centre instead,
 * and published values of the TabSyn family are of the form that is used here ("naive" in
 * synthcity). Then, for 30 values of alpha and beta from 0 to 1,
 *
 * <ul>
 *   <li>P(alpha): the share of synthetic points within the ball that holds the share alpha of the
 *       real points;
 *   <li>R(beta): the share of real points whose nearest synthetic point is no farther than their
 *       nearest other real point, and within the ball around the synthetic mean that holds the
 *       share beta of such nearest points;
 *   <li>the values are 1 - 2 sum |P(alpha) - alpha| / 29, and likewise of R;
 *   <li>authenticity is the share of real points whose nearest synthetic point is farther than
 *       their nearest other real point.
 * </ul>
 *
 * <p>Precision and recall go from about 0 (or -.03) to 1, higher is better. A real sample of the
 * same distribution has a precision near 1 and a recall near .5, because its points are as far as
 * real neighbours are; a copy has a recall near 1 and an authenticity of 0. Authenticity near .5 is
 * that of fresh rows.
 *
 * <p>At most 3,000 random rows of each table are used.
 *
 * <p>Source: Alaa, van Breugel, Saveliev and van der Schaar, "How Faithful is your Synthetic
 * Data?", ICML 2022, as synthcity computes it.
 *
 * @param precision alpha-precision
 * @param recall beta-recall
 * @param authenticity the share of real rows that nothing synthetic comes as near to as real rows
 *     do
 */
public record AlphaPrecision(double precision, double recall, double authenticity) {
  private static final int STEPS = 30;
  private static final int MOST_ROWS = 3000;

  /**
   * Measures. Takes time in proportion to n (n + m).
   *
   * @param seed of the choice of rows, where there are too many
   * @throws IllegalArgumentException if there are fewer than 2 real rows
   */
  public static AlphaPrecision of(Table real, Table synthetic, long seed) {
    SameColumns.require(real, synthetic);
    if (real.size() < 2) {
      throw new IllegalArgumentException("Precision and recall need at least 2 real rows");
    }
    Table a = RandomRows.of(real, MOST_ROWS, seed);
    Table b = RandomRows.of(synthetic, MOST_ROWS, seed + 1);
    OneHotPoints x = OneHotPoints.of(a, a);
    OneHotPoints y = OneHotPoints.of(a, b);
    double[] realRadii = x.fromMean(x);
    double[] syntheticRadii = x.fromMean(y);
    Arrays.sort(realRadii);
    Arrays.sort(syntheticRadii);
    double[] radii = y.fromMean(y);
    double[] ownRadius = new double[x.size()]; // of the nearest synthetic point, about its mean
    boolean[] reached = new boolean[x.size()];
    int fresh = 0;
    for (int i = 0; i < x.size(); i++) {
      float toReal = Float.POSITIVE_INFINITY;
      for (int j = 0; j < x.size(); j++) {
        if (j != i) {
          toReal = Math.min(toReal, x.squaredDistance(i, x, j));
        }
      }
      float toSynthetic = Float.POSITIVE_INFINITY;
      int nearest = 0;
      for (int j = 0; j < y.size(); j++) {
        float distance = x.squaredDistance(i, y, j);
        if (distance < toSynthetic) {
          toSynthetic = distance;
          nearest = j;
        }
      }
      reached[i] = toSynthetic <= toReal;
      ownRadius[i] = radii[nearest];
      fresh += reached[i] ? 0 : 1;
    }
    double[] ownRadii = ownRadius.clone();
    Arrays.sort(ownRadii);
    double precisionGap = 0;
    double recallGap = 0;
    for (int s = 0; s < STEPS; s++) {
      double level = s / (STEPS - 1.0);
      double within = share(syntheticRadii, quantile(realRadii, level));
      double radius = quantile(ownRadii, level);
      int recalled = 0;
      for (int i = 0; i < x.size(); i++) {
        recalled += reached[i] && ownRadius[i] <= radius ? 1 : 0;
      }
      precisionGap += Math.abs(level - within);
      recallGap += Math.abs(level - (double) recalled / x.size());
    }
    return new AlphaPrecision(
        1 - 2 * precisionGap / (STEPS - 1),
        1 - 2 * recallGap / (STEPS - 1),
        (double) fresh / x.size());
  }

  /** The linearly interpolated quantile of ascending values, as numpy has it. */
  private static double quantile(double[] sorted, double level) {
    double at = level * (sorted.length - 1);
    int low = (int) at;
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** The share of ascending values that are no larger than a bound. */
  private static double share(double[] sorted, double bound) {
    int count = 0;
    while (count < sorted.length && sorted[count] <= bound) {
      count++;
    }
    return (double) count / sorted.length;
  }
}
