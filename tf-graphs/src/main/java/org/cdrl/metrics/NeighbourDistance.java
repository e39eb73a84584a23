package org.cdrl.metrics;

import java.util.Arrays;

/** How far rows are from others: what anomaly scores without a model are measured by. */
public final class NeighbourDistance {
  /** The neighbour that benchmarks of anomalies count to. */
  public static final int NEIGHBOUR = 5;

  private NeighbourDistance() {}

  /**
   * Euclidean distances to the k-th nearest row of a reference. Takes O(n m d) time.
   *
   * @param reference {@code float[n][d]}, at least k; not changed
   * @param rows {@code float[m][d]}, none of which is in the reference; not changed
   * @param k at least 1
   * @return one per row
   * @throws IllegalArgumentException if k is below 1, there are too few rows, or one is null,
   *     ragged or not finite, or if the widths differ
   */
  public static double[] of(float[][] reference, float[][] rows, int k) {
    if (k < 1 || k > reference.length) {
      throw new IllegalArgumentException(
          "k must be from 1 to the " + reference.length + " rows of the reference, not " + k);
    }
    SampleChecks.requirePair(reference, rows, 1);
    double[] squares = new double[reference.length];
    return Arrays.stream(rows)
        .mapToDouble(
            row -> {
              Arrays.setAll(squares, n -> squared(row, reference[n]));
              Arrays.sort(squares);
              return Math.sqrt(squares[k - 1]);
            })
        .toArray();
  }

  /** The squared distance of two rows. */
  static double squared(float[] x, float[] y) {
    double sum = 0;
    for (int c = 0; c < x.length; c++) {
      sum += (x[c] - (double) y[c]) * (x[c] - (double) y[c]);
    }
    return sum;
  }
}
