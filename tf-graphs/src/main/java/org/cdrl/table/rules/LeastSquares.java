package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Explains columns by others that came before, by modified Gram-Schmidt. */
final class LeastSquares {
  /** What counts as nothing, in standard deviations. */
  private static final double NOTHING = 1e-9;

  private final int rows;
  private final List<Integer> names = new ArrayList<>();

  /** Directions of unit length, without a mean. */
  private final List<double[]> directions = new ArrayList<>();

  /** How much of each direction a column has, those before it first. */
  private final List<double[]> shares = new ArrayList<>();

  LeastSquares(int rows) {
    this.rows = rows;
  }

  /**
   * What is known of a column.
   *
   * @param names of the columns that explain it
   * @param weights of these columns
   * @param parts of its deviation that they contribute
   * @param unexplained part of its deviation
   */
  record Fit(int[] names, double[] weights, double[] parts, double unexplained) {
    /** The columns that contribute at least a part. */
    int[] columns(double least) {
      int[] which = new int[names.length];
      int n = 0;
      for (int k = 0; k < names.length; k++) {
        if (Math.abs(parts[k]) >= least) {
          which[n++] = names[k];
        }
      }
      return Arrays.copyOf(which, n);
    }
  }

  /** Explains a column by those that were added. */
  Fit fit(double[] cells) {
    double[] rest = centred(cells);
    double length = length(rest);
    int n = names.size();
    double[] share = new double[n];
    for (int k = 0; k < n; k++) {
      share[k] = project(rest, directions.get(k));
    }
    double[] weights = new double[n];
    double[] parts = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double left = share[k];
      for (int j = k + 1; j < n; j++) {
        left -= weights[j] * shares.get(j)[k];
      }
      weights[k] = left / shares.get(k)[k];
      parts[k] = weights[k] * length(shares.get(k)) / length;
    }
    return new Fit(
        names.stream().mapToInt(Integer::intValue).toArray(),
        weights,
        parts,
        length == 0 ? 1 : length(rest) / length);
  }

  /** Lets a column explain others; one that others explain to the last bit does not. */
  void add(int name, double[] cells) {
    double[] rest = centred(cells);
    double whole = length(rest);
    double[] share = new double[names.size() + 1];
    for (int k = 0; k < names.size(); k++) {
      share[k] = project(rest, directions.get(k));
    }
    double length = length(rest);
    if (length > NOTHING * whole) {
      share[share.length - 1] = length;
      for (int r = 0; r < rows; r++) {
        rest[r] /= length;
      }
      names.add(name);
      directions.add(rest);
      shares.add(share);
    }
  }

  private static double[] centred(double[] cells) {
    double mean = Arrays.stream(cells).average().orElseThrow();
    return Arrays.stream(cells).map(cell -> cell - mean).toArray();
  }

  private static double length(double[] vector) {
    double squares = 0;
    for (double v : vector) {
      squares += v * v;
    }
    return Math.sqrt(squares);
  }

  /** Takes a direction out of a vector, and tells how much of it there was. */
  private static double project(double[] rest, double[] direction) {
    double share = 0;
    for (int r = 0; r < rest.length; r++) {
      share += rest[r] * direction[r];
    }
    for (int r = 0; r < rest.length; r++) {
      rest[r] -= share * direction[r];
    }
    return share;
  }
}
