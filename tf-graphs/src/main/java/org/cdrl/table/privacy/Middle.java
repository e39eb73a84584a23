package org.cdrl.table.privacy;

import java.util.Arrays;

/** Medians. */
final class Middle {
  private Middle() {}

  /** The median; the mean of the two in the middle of an even number. */
  static double of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
