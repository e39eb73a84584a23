package org.cdrl.value;

import java.util.Arrays;

/**
 * How much rows count in training, compared with each other: a row of weight 2 is learned from as
 * often as two rows of weight 1 with the same values. Immutable.
 */
public final class RowWeights {
  private final int size;

  /** With mean 1; null if all are equal. */
  private final double[] weights;

  private RowWeights(int size, double[] weights) {
    this.size = size;
    this.weights = weights;
  }

  /** So many rows that count the same. */
  public static RowWeights equal(int rows) {
    return new RowWeights(rows, null);
  }

  /**
   * The weights of rows, in any unit.
   *
   * @param weights one per row, finite, 0 or more; rows of weight 0 are not learned from
   * @throws IllegalArgumentException if one is negative or not finite, with its number from 1, or
   *     if all are 0
   */
  public static RowWeights of(double[] weights) {
    double total = 0;
    boolean equal = true;
    for (int r = 0; r < weights.length; r++) {
      if (!(weights[r] >= 0 && weights[r] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Weight " + (r + 1) + " is " + weights[r] + "; weights must be finite and 0 or more");
      }
      total += weights[r];
      equal &= weights[r] == weights[0];
    }
    if (weights.length > 0 && total == 0) {
      throw new IllegalArgumentException("All weights are 0; there is nothing to learn from");
    }
    if (equal) {
      return equal(weights.length);
    }
    double mean = total / weights.length;
    return new RowWeights(
        weights.length, Arrays.stream(weights).map(weight -> weight / mean).toArray());
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** Whether all rows count the same. */
  public boolean areEqual() {
    return weights == null;
  }

  /** The weight of a row; their mean is 1. */
  public double of(int row) {
    return weights == null ? 1 : weights[row];
  }

  /** A sum of weights as a number of rows; 0 only for none. */
  public static long rounded(double sum) {
    return sum > 0 ? Math.max(1, Math.round(sum)) : 0;
  }

  /** The weights of some of the rows, compared with each other. */
  public RowWeights select(int[] rows) {
    return weights == null
        ? equal(rows.length)
        : of(Arrays.stream(rows).mapToDouble(this::of).toArray());
  }

  /**
   * As many row numbers as there are rows, increasing: each row as often as its weight says,
   * rounded up or down by systematic sampling (Madow 1949). With equal weights each row once.
   *
   * @param u decides what is rounded up, from 0 to below 1; uniform ones make the expected number
   *     of times a row's weight
   */
  public int[] rows(double u) {
    int[] rows = new int[size];
    int last = size - 1;
    while (last > 0 && of(last) == 0) {
      last--;
    }
    double upTo = of(0);
    int row = 0;
    for (int n = 0; n < size; n++) {
      while (upTo <= n + u && row < last) {
        row++;
        upTo += of(row);
      }
      rows[n] = row;
    }
    return rows;
  }
}
