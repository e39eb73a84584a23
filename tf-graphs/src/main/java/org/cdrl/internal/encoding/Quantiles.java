package org.cdrl.internal.encoding;

import java.util.Arrays;

/**
 * How the numbers of a column are distributed, as its training cells tell: shares of rows to
 * numbers, and back.
 *
 * <p>A number that occurs more than once (a zero, a bound, a rounded value, every value of a grid)
 * owns an interval of shares as wide as it is frequent, and comes back exactly. A number that
 * occurs once stands at the middle of its row, and shares between such places are interpolated:
 * what only one row has is not handed out again.
 *
 * @param values distinct training values, increasing; of those that occur once, few where there are
 *     many
 * @param low share of rows at which every value begins, above 0
 * @param high share at which it ends, below 1; the same as low of values that occur once
 */
public record Quantiles(double[] values, double[] low, double[] high) {
  /** More single values than this are thinned out to about evenly spaced shares. */
  private static final int SINGLE = 1000;

  /** Makes one number of both zeros. */
  private static final double POSITIVE = 0.0;

  /**
   * Learns a distribution.
   *
   * @param cells at least one finite number
   */
  public static Quantiles of(double[] cells) {
    return of(cells, 2);
  }

  /**
   * That of labels: between two of them there is nothing, so that all own intervals.
   *
   * @param cells at least one finite number
   */
  public static Quantiles ofLabels(double[] cells) {
    return of(cells, 1);
  }

  private static Quantiles of(double[] cells, int repeated) {
    double[] sorted = cells.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double[] values = new double[n];
    double[] low = new double[n];
    double[] high = new double[n];
    int knots = 0;
    double next = 0;
    for (int begin = 0, end; begin < n; begin = end) {
      end = begin + 1;
      while (end < n && sorted[end] == sorted[begin]) {
        end++;
      }
      if (end - begin >= repeated) {
        low[knots] = Math.max(begin, .5) / n;
        high[knots] = Math.min(end, n - .5) / n;
      } else if (begin >= next || begin == 0 || end == n) {
        low[knots] = (begin + .5) / n;
        high[knots] = low[knots];
        next = begin + (double) n / SINGLE;
      } else {
        continue;
      }
      values[knots++] = sorted[begin] + POSITIVE;
    }
    return new Quantiles(
        Arrays.copyOf(values, knots), Arrays.copyOf(low, knots), Arrays.copyOf(high, knots));
  }

  /** The smallest training value. */
  public double least() {
    return values[0];
  }

  /** The number of training cells: the first of them stands at the middle of its row. */
  int cells() {
    return (int) Math.rint(.5 / low[0]);
  }

  /** The largest training value. */
  public double most() {
    return values[values.length - 1];
  }

  /** The share of rows below a number, half of those that have the same included. */
  public double middle(double value) {
    return (begin(value) + end(value)) / 2;
  }

  /** The share of rows at which a number's interval begins. */
  public double begin(double value) {
    return share(value, low);
  }

  /** The share of rows at which a number's interval ends. */
  public double end(double value) {
    return share(value, high);
  }

  private double share(double value, double[] at) {
    int found = Arrays.binarySearch(values, value + POSITIVE);
    if (found >= 0) {
      return at[found];
    }
    int right = -found - 1;
    if (right == 0 || right == values.length) {
      return right == 0 ? low[0] : high[right - 1];
    }
    double part = (value - values[right - 1]) / (values[right] - values[right - 1]);
    return high[right - 1] + part * (low[right] - high[right - 1]);
  }

  /**
   * The number at a share of rows.
   *
   * @param share from 0 to 1
   */
  public double value(double share) {
    int right = Arrays.binarySearch(low, share);
    if (right >= 0) {
      return values[right];
    }
    right = -right - 1;
    if (right == 0 || right == values.length || share <= high[right - 1]) {
      return values[Math.max(0, right - 1)];
    }
    double part = (share - high[right - 1]) / (low[right] - high[right - 1]);
    return values[right - 1] + part * (values[right] - values[right - 1]);
  }

  /** Whether a number is a training value that owns an interval. */
  boolean isRepeated(double value) {
    int found = Arrays.binarySearch(values, value + POSITIVE);
    return found >= 0 && high[found] > low[found];
  }

  /** The share of rows whose value occurs more than once. */
  public double repeated() {
    double share = 0;
    for (int v = 0; v < values.length; v++) {
      share += high[v] - low[v];
    }
    return share;
  }

  /** The number of values that occur more than once. */
  public int repeatedValues() {
    int count = 0;
    for (int v = 0; v < values.length; v++) {
      count += high[v] > low[v] ? 1 : 0;
    }
    return count;
  }
}
