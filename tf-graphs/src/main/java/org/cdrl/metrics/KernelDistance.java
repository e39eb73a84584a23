package org.cdrl.metrics;

/**
 * Kernel distance between two samples of features: the unbiased estimate of the squared maximum
 * mean discrepancy with the kernel (x'y / d + 1)^3. With the features of an Inception network it is
 * the "KID".
 *
 * <p>Source: Binkowski, Sutherland, Arbel, Gretton, "Demystifying MMD GANs", ICLR 2018, section
 * 4.1.
 */
public final class KernelDistance {
  private KernelDistance() {}

  /**
   * The distance; its mean is 0 for two samples of one distribution, so it may be negative. Takes
   * O((n + m)^2 d) time.
   *
   * @param first {@code float[n][d]}, n at least 2; not changed
   * @param second {@code float[m][d]}, m at least 2; not changed
   * @throws IllegalArgumentException if a sample is null, has fewer than 2 rows, is ragged or not
   *     finite, or if the widths differ
   */
  public static double distance(float[][] first, float[][] second) {
    SampleChecks.requirePair(first, second, 2);
    double within = mean(first, first, true) + mean(second, second, true);
    return within - 2 * mean(first, second, false);
  }

  private static double mean(float[][] a, float[][] b, boolean same) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        if (!same || i != j) {
          sum += kernel(a[i], b[j]);
        }
      }
    }
    return sum / ((double) a.length * (same ? a.length - 1 : b.length));
  }

  private static double kernel(float[] x, float[] y) {
    double dot = 0;
    for (int k = 0; k < x.length; k++) {
      dot += (double) x[k] * y[k];
    }
    double base = dot / x.length + 1;
    return base * base * base;
  }
}
