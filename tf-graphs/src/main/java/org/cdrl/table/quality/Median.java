package org.cdrl.table.quality;

import java.util.Arrays;

/** The value in the middle. */
public final class Median {
  private Median() {}

  /** The median; the mean of the two in the middle of an even number. */
  public static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
