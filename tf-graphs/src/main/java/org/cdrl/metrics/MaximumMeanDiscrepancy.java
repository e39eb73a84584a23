package org.cdrl.metrics;

/**
 * Maximum mean discrepancy between two samples with a Gaussian kernel whose bandwidth follows the
 * median heuristic.
 *
 * <p>The kernel is {@code k(x, y) = exp(-|x - y|^2 / med)}, where {@code med} is the median of the
 * squared Euclidean distances over all pairs of distinct points of the two samples pooled; that is
 * {@code exp(-|x - y|^2 / (2 h^2))} with {@code h^2 = med / 2}. Results have no unit and do not
 * change when all data are scaled or shifted alike.
 *
 * <p>Source: Gretton, Borgwardt, Rasch, Schölkopf and Smola, "A Kernel Two-Sample Test", JMLR 13
 * (2012), equations 3 and 5 and the median heuristic of section 8.
 */
public final class MaximumMeanDiscrepancy {
  /** How many points of each sample {@link #estimate(float[][], float[][])} uses at most. */
  public static final int DEFAULT_MAX_POINTS = 2000;

  /** Above this many pooled points the pairs no longer fit one array. */
  private static final int LARGEST_MAX_POINTS = 16_000;

  private MaximumMeanDiscrepancy() {}

  /**
   * The two usual estimates, and the bandwidth they were computed with.
   *
   * @param squaredUnbiased unbiased estimate of the squared discrepancy, in (-2, 2); its mean is 0
   *     for two samples of one distribution, so it is negative about half of the time
   * @param biased square root of the biased (never negative) estimate of the squared discrepancy,
   *     in [0, sqrt(2)); positive for finite samples even of one distribution
   * @param medianSquaredDistance the {@code med} of the kernel, above 0, in squared data units
   */
  public record Estimate(double squaredUnbiased, double biased, double medianSquaredDistance) {}

  /** As {@link #estimate(float[][], float[][], int)} with {@link #DEFAULT_MAX_POINTS}. */
  public static Estimate estimate(float[][] first, float[][] second) {
    return estimate(first, second, DEFAULT_MAX_POINTS);
  }

  /**
   * Estimates the discrepancy from the first {@code maxPoints} points of each sample; shuffle
   * samples whose order means something. Time and memory grow with the square of the points used:
   * 2,000 of each take 64 MB.
   *
   * @param first {@code float[n][d]}, n at least 2; not changed
   * @param second {@code float[m][d]}, m at least 2; not changed
   * @param maxPoints the most points of each sample to use, from 2 to 16,000
   * @return the estimates
   * @throws IllegalArgumentException if {@code maxPoints} is out of range; if a sample is null, has
   *     fewer than 2 rows, is ragged or holds a value that is not finite; if the widths differ; or
   *     if so many points coincide that the median distance is 0
   */
  public static Estimate estimate(float[][] first, float[][] second, int maxPoints) {
    if (maxPoints < 2 || maxPoints > LARGEST_MAX_POINTS) {
      throw new IllegalArgumentException(
          "maxPoints must be from 2 to " + LARGEST_MAX_POINTS + ", not " + maxPoints);
    }
    SampleChecks.requirePair(first, second, 2);
    int n = Math.min(first.length, maxPoints);
    int m = Math.min(second.length, maxPoints);
    float[][] pooled = new float[n + m][];
    System.arraycopy(first, 0, pooled, 0, n);
    System.arraycopy(second, 0, pooled, n, m);

    double median = median(squaredDistances(pooled));
    if (!(median > 0)) {
      throw new IllegalArgumentException(
          "the median distance of the pooled points is 0: too many of them coincide");
    }
    double firstPairs = 0; // sums of the kernel over i < j
    double secondPairs = 0;
    double crossPairs = 0;
    for (int i = 0; i < pooled.length; i++) {
      for (int j = i + 1; j < pooled.length; j++) {
        double kernel = Math.exp(-squaredDistance(pooled[i], pooled[j]) / median);
        if (j < n) {
          firstPairs += kernel;
        } else if (i >= n) {
          secondPairs += kernel;
        } else {
          crossPairs += kernel;
        }
      }
    }
    double cross = 2 * crossPairs / ((double) n * m);
    double unbiased = 2 * firstPairs / (n * (n - 1.0)) + 2 * secondPairs / (m * (m - 1.0)) - cross;
    // k(x, x) = 1: the diagonals add n and m.
    double biased =
        (n + 2 * firstPairs) / ((double) n * n) + (m + 2 * secondPairs) / ((double) m * m) - cross;
    return new Estimate(unbiased, Math.sqrt(Math.max(biased, 0)), median);
  }

  private static double[] squaredDistances(float[][] points) {
    int count = points.length;
    double[] out = new double[(int) ((long) count * (count - 1) / 2)];
    int k = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        out[k++] = squaredDistance(points[i], points[j]);
      }
    }
    return out;
  }

  private static double squaredDistance(float[] x, float[] y) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      double difference = (double) x[j] - y[j];
      sum += difference * difference;
    }
    return sum;
  }

  /** The median (mean of the middle two for an even count); reorders {@code values}. */
  private static double median(double[] values) {
    int middle = values.length / 2;
    double upper = select(values, middle);
    if (values.length % 2 == 1) {
      return upper;
    }
    double lower = values[0]; // after select the first `middle` values are the smallest
    for (int i = 1; i < middle; i++) {
      lower = Math.max(lower, values[i]);
    }
    return lower + (upper - lower) / 2;
  }

  /** Quickselect: puts the k-th smallest value at index k, smaller ones before it. */
  private static double select(double[] values, int k) {
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double x = values[low];
      double y = values[(low + high) >>> 1];
      double z = values[high];
      double pivot = Math.max(Math.min(x, y), Math.min(Math.max(x, y), z));
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = values[i];
          values[i++] = values[j];
          values[j--] = swap;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        break;
      }
    }
    return values[k];
  }
}
