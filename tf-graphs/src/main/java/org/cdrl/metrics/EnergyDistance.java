package org.cdrl.metrics;

/**
 * Energy distance between two samples: 2 E|x - y| - E|x - x'| - E|y - y'| with Euclidean distances;
 * 0 only for equal distributions, in the unit of the data.
 *
 * <p>Source: Székely and Rizzo, "Energy statistics: A class of statistics based on distances",
 * Journal of Statistical Planning and Inference 143 (2013), equation 5, with the diagonal left out
 * of both within-sample means, so that it is unbiased and negative about half of the time for two
 * samples of one distribution.
 */
public final class EnergyDistance {
  private EnergyDistance() {}

  /**
   * The distance of two samples; time grows with the square of their sizes.
   *
   * @param first {@code float[n][d]}, n at least 2
   * @param second {@code float[m][d]}, m at least 2
   * @throws IllegalArgumentException if a sample is too small, ragged or not finite, or if widths
   *     differ
   */
  public static double between(float[][] first, float[][] second) {
    SampleChecks.requirePair(first, second, 2);
    return 2 * mean(first, second) - within(first) - within(second);
  }

  private static double mean(float[][] first, float[][] second) {
    double sum = 0;
    for (float[] x : first) {
      double ofRow = 0;
      for (float[] y : second) {
        ofRow += distance(x, y);
      }
      sum += ofRow / second.length;
    }
    return sum / first.length;
  }

  private static double within(float[][] sample) {
    double sum = 0;
    for (int i = 1; i < sample.length; i++) {
      double ofRow = 0;
      for (int j = 0; j < i; j++) {
        ofRow += distance(sample[i], sample[j]);
      }
      sum += ofRow;
    }
    return 2 * sum / ((double) sample.length * (sample.length - 1));
  }

  /** The Euclidean distance of two rows of one width. */
  public static double distance(float[] x, float[] y) {
    double squares = 0;
    for (int c = 0; c < x.length; c++) {
      double difference = x[c] - y[c];
      squares += difference * difference;
    }
    return Math.sqrt(squares);
  }
}
