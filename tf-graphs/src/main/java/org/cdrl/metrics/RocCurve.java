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
    if (ordinary.length == 0 || anomalous.length == 0) {
      throw new IllegalArgumentException("Both groups need at least one score");
    }
    double[] sorted = ordinary.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : anomalous) {
      wins += below(sorted, score, false) + .5 * ties(sorted, score);
    }
    return wins / ((double) ordinary.length * anomalous.length);
  }

  private static int ties(double[] sorted, double score) {
    return below(sorted, score, true) - below(sorted, score, false);
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
