package org.cdrl.quality;

import java.util.Arrays;

/**
 * Scales numbers to mean 0 and standard deviation 1.
 *
 * @param mean of the numbers
 * @param deviation of the numbers; 1 if they do not vary
 */
public record Standard(double mean, double deviation) {
  /** The scale of some numbers, NaN left out. */
  public static Standard of(double[] values) {
    double[] present = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    double mean = Arrays.stream(present).average().orElse(0);
    double variance = Arrays.stream(present).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return new Standard(mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** A number in standard deviations from the mean. */
  public double scaled(double value) {
    return (value - mean) / deviation;
  }

  /** Numbers in standard deviations from the mean. */
  public double[] scaled(double[] values) {
    return Arrays.stream(values).map(this::scaled).toArray();
  }

  /** The number that is so many standard deviations from the mean. */
  public double unscaled(double value) {
    return value * deviation + mean;
  }
}
