package org.cdrl.metrics;

import java.util.Arrays;

/** The area under the receiver operating characteristic of a score. */
public final class RocCurve {
  private RocCurve() {}

  /**
   * The probability that an anomaly scores higher than an ordinary one, ties counted half.
   *
   * @param ordinary scores, at least one
   * @param anomalous scores, at least one
   * @return from 0 to 1; .5 tells nothing
   */
  public static double area(double[] ordinary, double[] anomalous) {
    return Arrays.stream(placements(anomalous, ordinary)).average().orElseThrow();
  }

  /**
   * The standard error of the area, for scores of independent rows: sqrt(v(a) / m + v(o) / n), with
   * v(a) the variance over m anomalies of the share of ordinary rows that score less, and v(o) that
   * of the share of anomalies that score more over n ordinary rows (DeLong, DeLong and
   * Clarke-Pearson, "Comparing the areas under two or more correlated receiver operating
   * characteristic curves", Biometrics 1988). It is 0 where groups do not overlap, which is no
   * proof that they never do.
   *
   * @param ordinary scores, at least two
   * @param anomalous scores, at least two
   */
  public static double standardError(double[] ordinary, double[] anomalous) {
    if (ordinary.length < 2 || anomalous.length < 2) {
      throw new IllegalArgumentException("Both groups need at least two scores");
    }
    return Math.sqrt(
        variance(placements(anomalous, ordinary)) / anomalous.length
            + variance(placements(ordinary, anomalous)) / ordinary.length);
  }

  /** The share of a reference that is below each score, ties counted half. */
  private static double[] placements(double[] scores, double[] reference) {
    if (scores.length == 0 || reference.length == 0) {
      throw new IllegalArgumentException("Both groups need at least one score");
    }
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    return Arrays.stream(scores)
        .map(s -> (below(sorted, s, false) + below(sorted, s, true)) / (2. * sorted.length))
        .toArray();
  }

  private static double variance(double[] values) {
    double mean = Arrays.stream(values).average().orElseThrow();
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
  }

  /** How many are below, or at most, a score. */
  private static int below(double[] sorted, double score, boolean orEqual) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || orEqual && sorted[middle] == score) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
