package org.cdrl.metrics;

import java.util.Arrays;
import java.util.Random;

/**
 * Sliced Wasserstein-1 distance between two samples: the mean, over fixed random unit directions,
 * of the exact one-dimensional Wasserstein-1 distance between the projected samples.
 *
 * <p>The value is in the units of the data, at least 0, and 0 for equal samples. For a shift by
 * {@code s} in the plane it tends to {@code |s| * 2 / pi}. Two finite samples of one distribution
 * are a small positive distance apart: compare against that noise floor.
 *
 * <p>The directions depend on the dimension, their number and the seed only, so distances measured
 * by equally constructed instances compare. Instances are immutable and safe for use by many
 * threads.
 *
 * <p>Source: Rabin, Peyré, Delon and Bernot, "Wasserstein Barycenter and Its Application to Texture
 * Mixing", SSVM 2011 (there with the squared cost; here with order 1).
 */
public final class SlicedWasserstein {
  private final int dimension;
  private final double[][] directions;

  /**
   * Draws the directions, uniform on the unit sphere.
   *
   * @param dimension width {@code d} of the samples to compare, at least 1
   * @param directionCount number of directions, at least 1; 200 is plenty in the plane
   * @param seed seed of the directions
   * @throws IllegalArgumentException if {@code dimension} or {@code directionCount} is below 1
   */
  public SlicedWasserstein(int dimension, int directionCount, long seed) {
    if (dimension < 1) {
      throw new IllegalArgumentException("dimension must be at least 1, not " + dimension);
    }
    if (directionCount < 1) {
      throw new IllegalArgumentException(
          "directionCount must be at least 1, not " + directionCount);
    }
    this.dimension = dimension;
    this.directions = new double[directionCount][dimension];
    Random random = new Random(seed); // its Gaussians are specified to the bit, on every platform
    for (double[] direction : directions) {
      double squaredNorm;
      do {
        squaredNorm = 0;
        for (int j = 0; j < dimension; j++) {
          direction[j] = random.nextGaussian();
          squaredNorm += direction[j] * direction[j];
        }
      } while (squaredNorm == 0);
      double norm = Math.sqrt(squaredNorm);
      for (int j = 0; j < dimension; j++) {
        direction[j] /= norm;
      }
    }
  }

  /**
   * Returns the distance between two samples, whose sizes may differ. Takes O(k (n log n + n d))
   * time for k directions.
   *
   * @param first {@code float[n][d]}, n at least 1, d the dimension of this instance; not changed
   * @param second {@code float[m][d]}, m at least 1; not changed
   * @return the distance, at least 0, in the units of the data
   * @throws IllegalArgumentException if a sample is null, empty, ragged, of another width or holds
   *     a value that is not finite; the message names the place
   */
  public double distance(float[][] first, float[][] second) {
    SampleChecks.requireWidth(
        "first sample", SampleChecks.requireSample("first sample", first, 1), dimension);
    SampleChecks.requireWidth(
        "second sample", SampleChecks.requireSample("second sample", second, 1), dimension);
    double[] a = new double[first.length];
    double[] b = new double[second.length];
    double sum = 0;
    for (double[] direction : directions) {
      project(first, direction, a);
      project(second, direction, b);
      sum += distanceOfSorted(a, b);
    }
    return sum / directions.length;
  }

  /**
   * Returns the exact Wasserstein-1 distance between two one-dimensional empirical distributions:
   * the integral of the absolute difference of their distribution functions, for equal sizes the
   * mean absolute difference of the order statistics.
   *
   * @param sortedA at least one finite value, in ascending order
   * @param sortedB likewise; the length may differ
   * @return the distance, at least 0, in the units of the values
   * @throws IllegalArgumentException if an array is null, empty, not ascending or holds a value
   *     that is not finite
   */
  public static double wasserstein1(double[] sortedA, double[] sortedB) {
    SampleChecks.requireSorted("sortedA", sortedA);
    SampleChecks.requireSorted("sortedB", sortedB);
    return distanceOfSorted(sortedA, sortedB);
  }

  private static double distanceOfSorted(double[] a, double[] b) {
    int n = a.length;
    int m = b.length;
    double sum = 0;
    if (n == m) {
      for (int i = 0; i < n; i++) {
        sum += Math.abs(a[i] - b[i]);
      }
      return sum / n;
    }
    // Walks through the merged values; i and j count the values of a and b up to the current one.
    int i = 0;
    int j = 0;
    double previous = Math.min(a[0], b[0]);
    while (i < n || j < m) {
      double next = j == m || (i < n && a[i] <= b[j]) ? a[i] : b[j];
      sum += Math.abs((double) i / n - (double) j / m) * (next - previous);
      previous = next;
      while (i < n && a[i] == next) {
        i++;
      }
      while (j < m && b[j] == next) {
        j++;
      }
    }
    return sum;
  }

  /** Writes the projections of the points on {@code direction} into {@code out}, ascending. */
  private static void project(float[][] points, double[] direction, double[] out) {
    for (int i = 0; i < points.length; i++) {
      float[] point = points[i];
      double dot = 0;
      for (int j = 0; j < direction.length; j++) {
        dot += point[j] * direction[j];
      }
      out[i] = dot;
    }
    Arrays.sort(out);
  }
}
