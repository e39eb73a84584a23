package org.cdrl.metrics;

import java.util.Arrays;

/**
 * How much of one sample lies where another does: precision, the share of generated points inside
 * the balls around real points, and recall, the share of real points inside the balls around
 * generated ones. A ball reaches to the point's k-th nearest neighbour in its own sample.
 *
 * <p>Source: Kynkäänniemi, Karras, Laine, Lehtinen, Aila, "Improved Precision and Recall Metric for
 * Assessing Generative Models", NeurIPS 2019.
 *
 * @param precision from 0 to 1: are generated points like real ones?
 * @param recall from 0 to 1: do generated points cover real ones?
 */
public record PrecisionRecall(double precision, double recall) {
  /** The authors' k. */
  public static final int NEIGHBOURS = 3;

  /**
   * Measures both. Takes O((n + m)^2 d) time.
   *
   * @param real {@code float[n][d]}, n above k; not changed
   * @param generated {@code float[m][d]}, m above k; not changed
   * @param k number of the neighbour that a ball reaches to, at least 1
   * @throws IllegalArgumentException if k is below 1, a sample has too few rows, is null, ragged or
   *     not finite, or if the widths differ
   */
  public static PrecisionRecall of(float[][] real, float[][] generated, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1, not " + k);
    }
    SampleChecks.requirePair(real, generated, k + 1);
    return new PrecisionRecall(inside(generated, real, k), inside(real, generated, k));
  }

  /** Share of points inside any ball of others. */
  private static double inside(float[][] points, float[][] others, int k) {
    double[] radii = new double[others.length];
    double[] distances = new double[others.length];
    for (int i = 0; i < others.length; i++) {
      for (int j = 0; j < others.length; j++) {
        distances[j] = NeighbourDistance.squared(others[i], others[j]);
      }
      Arrays.sort(distances);
      radii[i] = distances[k]; // the first is the point itself
    }
    int count = 0;
    for (float[] point : points) {
      for (int i = 0; i < others.length; i++) {
        if (NeighbourDistance.squared(point, others[i]) <= radii[i]) {
          count++;
          break;
        }
      }
    }
    return count / (double) points.length;
  }
}
