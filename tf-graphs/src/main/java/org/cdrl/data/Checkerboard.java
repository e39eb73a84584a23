package org.cdrl.data;

import java.util.SplittableRandom;
import org.cdrl.metrics.SlicedWasserstein;

/**
 * The two-dimensional checkerboard: the uniform distribution on 8 of the 16 squares of side 4 that
 * make up [-8, 8] x [-8, 8]. Points are {@code {x, y}}; the squares include their edges.
 */
public final class Checkerboard {
  /** Lower left corners; a square is the corner plus [0, 4] x [0, 4]. */
  private static final double[][] CORNERS = {
    {4, 0}, {0, 4}, {0, -4}, {4, -8}, {-4, -8}, {-8, -4}, {-4, 0}, {-8, 4}
  };

  private static final double SIDE = 4;
  private static final double DENSITY = 1 / (CORNERS.length * SIDE * SIDE);

  private static final int TRUTH_SIZE = 25_000;
  // Unlikely as a user's seed, lest a sample be compared with itself.
  private static final long TRUTH_SEED = 0x5eed_c4ec_e2b0_a2d5L;
  private static final int DIRECTION_COUNT = 200;
  private static final SlicedWasserstein SLICED = new SlicedWasserstein(2, DIRECTION_COUNT, 0);

  private Checkerboard() {}

  /**
   * How close a sample is to the checkerboard. What a perfect sampler reaches with a sample of n
   * points is {@link #floor}; points uniform on [-8, 8] x [-8, 8] have about 0.5, 0.5 and 0.33.
   *
   * @param inside fraction of the points in one of the 8 squares, in [0, 1]; the truth has 1
   * @param totalVariation total variation distance, in [0, 1], between the histogram over 9 bins
   *     (the 8 squares, and everything else) and the true one (1/8 each, and 0)
   * @param slicedWasserstein sliced Wasserstein-1 distance, in data units, over 200 fixed
   *     directions, to 25,000 fixed points of the true distribution
   */
  public record Quality(double inside, double totalVariation, double slicedWasserstein) {}

  /**
   * Draws points of the distribution, always the same ones for a seed.
   *
   * @param n number of points, at least 0
   * @param seed seed of the random numbers
   * @return {@code float[n][2]}, in data units
   * @throws IllegalArgumentException if {@code n} is negative
   */
  public static float[][] sample(int n, long seed) {
    if (n < 0) {
      throw new IllegalArgumentException("n must not be negative, but is " + n);
    }
    SplittableRandom random = new SplittableRandom(seed);
    float[][] points = new float[n][2];
    for (float[] point : points) {
      double[] corner = CORNERS[random.nextInt(CORNERS.length)];
      point[0] = (float) (corner[0] + SIDE * random.nextDouble());
      point[1] = (float) (corner[1] + SIDE * random.nextDouble());
    }
    return points;
  }

  /** Whether the point (x, y) is in one of the 8 squares or on an edge; false for NaN. */
  public static boolean inside(double x, double y) {
    return squareOf(x, y) < CORNERS.length;
  }

  /** The probability density at (x, y), per squared data unit: 1/128 inside and 0 elsewhere. */
  public static double density(double x, double y) {
    return inside(x, y) ? DENSITY : 0;
  }

  /**
   * Measures how close a sample is to the distribution. Takes under a second for 25,000 points.
   *
   * @param samples {@code float[n][2]}, n at least 1, in data units; not changed
   * @return the measures
   * @throws IllegalArgumentException if the sample is null, empty, ragged, not of width 2 or holds
   *     a value that is not finite; the message names the place
   */
  public static Quality quality(float[][] samples) {
    double slicedWasserstein = SLICED.distance(samples, sample(TRUTH_SIZE, TRUTH_SEED));
    int[] counts = new int[CORNERS.length + 1];
    for (float[] point : samples) {
      counts[squareOf(point[0], point[1])]++;
    }
    double n = samples.length;
    double outside = counts[CORNERS.length] / n;
    double deviation = outside;
    for (int k = 0; k < CORNERS.length; k++) {
      deviation += Math.abs(counts[k] / n - 1.0 / CORNERS.length);
    }
    return new Quality(1 - outside, deviation / 2, slicedWasserstein);
  }

  /**
   * The noise floor: the quality of a sample of the true distribution itself.
   *
   * @param n number of points, at least 1
   * @param seed seed of the sample
   * @return the measures of {@code sample(n, seed)}
   * @throws IllegalArgumentException if {@code n} is below 1
   */
  public static Quality floor(int n, long seed) {
    if (n < 1) {
      throw new IllegalArgumentException("n must be at least 1, but is " + n);
    }
    return quality(sample(n, seed));
  }

  /** Index of the first square that holds the point, or the number of squares if none does. */
  private static int squareOf(double x, double y) {
    for (int k = 0; k < CORNERS.length; k++) {
      double dx = x - CORNERS[k][0];
      double dy = y - CORNERS[k][1];
      if (dx >= 0 && dx <= SIDE && dy >= 0 && dy <= SIDE) {
        return k;
      }
    }
    return CORNERS.length;
  }
}
