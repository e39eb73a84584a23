package org.cdrl.examples.tables;

import java.util.Arrays;

/**
 * Mean and standard deviation of a column's known cells.
 *
 * @param deviation 1 if all are the same
 */
record Standardised(double mean, double deviation) {
  static Standardised of(double[] cells) {
    double[] known = Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
    double mean = Arrays.stream(known).average().orElse(0);
    double variance = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return new Standardised(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** Distances from the mean in standard deviations. */
  double[] all(double[] cells) {
    return Arrays.stream(cells).map(cell -> (cell - mean) / deviation).toArray();
  }
}
