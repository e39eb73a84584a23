package org.cdrl.quality;

import java.util.Arrays;

/**
 * Scales numbers to mean 0 and standard deviation 1.
 *
 * @param mean of the numbers
 * @param deviation of the numbers; 1 if they do not vary
 */
record Standard(double mean, double deviation) {
  /** The scale of some numbers, NaN left out. */
  static Standard of(double[] values) {
    double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(present).average().orElse(0);
    double variance = Arrays.stream(present).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return new Standard(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  double scaled(double value) {
    return (value - mean) / deviation;
  }

  double unscaled(double value) {
    return value * deviation + mean;
  }
}
