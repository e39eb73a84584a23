package org.cdrl.metrics;

import java.util.Locale;

/** Argument checks shared by the metrics; every failure names the sample and the place. */
final class SampleChecks {
  private SampleChecks() {}

  /**
   * Checks one sample: not null, at least {@code minRows} rows, all of one positive width, finite.
   *
   * @param name how messages call the sample, e.g. {@code "first sample"}
   * @return the common width of the rows
   */
  static int requireSample(String name, float[][] sample, int minRows) {
    if (sample == null) {
      throw new IllegalArgumentException(name + " is null");
    }
    if (sample.length == 0) {
      throw new IllegalArgumentException(name + " is empty");
    }
    if (sample.length < minRows) {
      throw new IllegalArgumentException(
          name + " has " + sample.length + " row(s), at least " + minRows + " are needed");
    }
    for (int i = 0; i < sample.length; i++) {
      float[] row = sample[i];
      if (row == null) {
        throw new IllegalArgumentException(name + ": row " + i + " is null");
      }
      if (row.length != sample[0].length) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is ragged: row %d has width %d, row 0 has width %d",
                name,
                i,
                row.length,
                sample[0].length));
      }
      for (int j = 0; j < row.length; j++) {
        if (!Float.isFinite(row[j])) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s: row %d, column %d is %s", name, i, j, row[j]));
        }
      }
    }
    if (sample[0].length == 0) {
      throw new IllegalArgumentException(name + " has rows of width 0");
    }
    return sample[0].length;
  }

  /**
   * Checks two samples of the same width, as {@link #requireSample} does each.
   *
   * @return the common width
   */
  static int requirePair(float[][] first, float[][] second, int minRows) {
    int width = requireSample("first sample", first, minRows);
    requireWidth("second sample", requireSample("second sample", second, minRows), width);
    return width;
  }

  /** Checks that {@code actual}, the width of what is called {@code name}, is as expected. */
  static void requireWidth(String name, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(
          name + " has width " + actual + ", expected width " + expected);
    }
  }

  /** Checks a one-dimensional sample: not null, not empty, finite, in ascending order. */
  static void requireSorted(String name, double[] values) {
    if (values == null) {
      throw new IllegalArgumentException(name + " is null");
    }
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " is empty");
    }
    for (int i = 0; i < values.length; i++) {
      requireFinite(name, i, values[i]);
      if (i > 0 && values[i] < values[i - 1]) {
        throw new IllegalArgumentException(
            name + " is not in ascending order: element " + i + " is below the one before it");
      }
    }
  }

  /** Checks a mean vector: not null, not empty, finite. */
  static void requireMean(String name, double[] mean) {
    if (mean == null) {
      throw new IllegalArgumentException(name + " is null");
    }
    if (mean.length == 0) {
      throw new IllegalArgumentException(name + " is empty");
    }
    for (int i = 0; i < mean.length; i++) {
      requireFinite(name, i, mean[i]);
    }
  }

  /** Checks a covariance matrix: {@code size} by {@code size}, finite, symmetric. */
  static void requireCovariance(String name, double[][] matrix, int size) {
    if (matrix == null) {
      throw new IllegalArgumentException(name + " is null");
    }
    if (matrix.length != size) {
      throw new IllegalArgumentException(
          name + " has " + matrix.length + " row(s), expected " + size);
    }
    double largest = 0;
    for (int i = 0; i < size; i++) {
      if (matrix[i] == null) {
        throw new IllegalArgumentException(name + ": row " + i + " is null");
      }
      if (matrix[i].length != size) {
        throw new IllegalArgumentException(
            name + ": row " + i + " has width " + matrix[i].length + ", expected " + size);
      }
      for (int j = 0; j < size; j++) {
        if (!Double.isFinite(matrix[i][j])) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s: row %d, column %d is %s", name, i, j, matrix[i][j]));
        }
        largest = Math.max(largest, Math.abs(matrix[i][j]));
      }
    }
    for (int i = 0; i < size; i++) {
      if (matrix[i][i] < 0) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s: row %d, column %d is negative, a variance is not", name, i, i));
      }
      for (int j = 0; j < i; j++) {
        if (Math.abs(matrix[i][j] - matrix[j][i]) > 1e-6 * largest) {
          throw new IllegalArgumentException(
              String.format(Locale.ROOT, "%s is not symmetric at row %d, column %d", name, i, j));
        }
      }
    }
  }

  private static void requireFinite(String name, int index, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + ": element " + index + " is " + value);
    }
  }
}
