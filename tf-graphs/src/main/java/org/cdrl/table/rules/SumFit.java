package org.cdrl.table.rules;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Sums that some columns may be, with weights of as few decimals as serve. */
final class SumFit {
  private static final int DECIMALS = 6;

  /** What doubles lose in a sum, as a share of its terms. */
  private static final double ROUNDING = 1e-9;

  /** Most that rounded cells may be off, in standard deviations of the total. */
  private static final double MOST_OFF = .05;

  private final double[][] rows;
  private final ColumnValues values;
  private final int[] columns;
  private final double[] weights;

  /**
   * Columns of which one is a weighted sum of the others.
   *
   * @param rows that show it
   * @param values of the columns
   * @param total the one
   * @param parts the others
   * @param weights of the parts, about
   */
  SumFit(double[][] rows, ColumnValues values, int total, int[] parts, double[] weights) {
    this.rows = rows;
    this.values = values;
    columns = IntStream.concat(IntStream.of(total), Arrays.stream(parts)).toArray();
    this.weights = new double[columns.length];
    this.weights[0] = -1;
    System.arraycopy(weights, 0, this.weights, 1, weights.length);
  }

  /**
   * Sums to choose from, the best first: one that is constant, if all parts count the same; with
   * weights of few decimals; of a column to which all others are added; of the most scattered one.
   */
  Stream<Sum> sums() {
    Comparator<Integer> byAdding = Comparator.comparing(k -> subtracted(k) > 0);
    List<Integer> totals =
        IntStream.range(0, columns.length)
            .boxed()
            .sorted(byAdding.thenComparing(k -> -spread(columns[k])))
            .toList();
    Stream<Sum> ofTotals =
        IntStream.rangeClosed(0, DECIMALS)
            .boxed()
            .flatMap(decimals -> totals.stream().map(total -> rounded(total, decimals)));
    boolean same = Arrays.stream(weights).allMatch(w -> Math.abs(w + 1) < .01);
    return Stream.concat(same ? Stream.of(constant()) : Stream.empty(), ofTotals)
        .filter(Objects::nonNull);
  }

  private Sum constant() {
    double[] ones = new double[columns.length];
    Arrays.fill(ones, 1);
    Sum sum = withConstant(Sum.NOTHING, columns, ones);
    return sum.constant() == 0 ? null : sum;
  }

  private long subtracted(int total) {
    return IntStream.range(0, columns.length)
        .filter(k -> k != total && -weights[k] / weights[total] < 0)
        .count();
  }

  private double spread(int column) {
    double mean = Arrays.stream(rows).mapToDouble(row -> row[column]).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(rows)
            .mapToDouble(row -> (row[column] - mean) * (row[column] - mean))
            .average()
            .orElseThrow());
  }

  /** The sum of one column with weights of some decimals; null if these rows do not obey it. */
  private Sum rounded(int total, int decimals) {
    int[] others = IntStream.range(0, columns.length).filter(k -> k != total).toArray();
    double unit = Math.pow(10, decimals);
    double[] simple =
        Arrays.stream(others)
            .mapToDouble(k -> Math.rint(-weights[k] / weights[total] * unit) / unit)
            .toArray();
    if (Arrays.stream(simple).anyMatch(w -> w == 0)) {
      return null;
    }
    int[] parts = Arrays.stream(others).map(k -> columns[k]).toArray();
    Sum sum = withConstant(columns[total], parts, simple);
    double off = Arrays.stream(rows).mapToDouble(row -> Math.abs(sum.error(row))).max().orElse(0);
    double explained = Math.log10(spread(columns[total]) / (off + noise(sum, rows)));
    return off <= sum.tolerance() && digits(simple) <= explained ? sum : null;
  }

  /**
   * Digits of weights other than 1. With more of them than a sum explains of its total, rounding
   * makes a rule of what is none.
   */
  static int digits(double... simple) {
    return Arrays.stream(simple)
        .map(Math::abs)
        .filter(w -> w != 1)
        .mapToInt(w -> BigDecimal.valueOf(w).stripTrailingZeros().precision())
        .sum();
  }

  /** With the constant of the fewest decimals. */
  private Sum withConstant(int total, int[] parts, double[] simple) {
    Sum bare = new Sum(total, parts, simple, 0, 0);
    double[] errors = Arrays.stream(rows).mapToDouble(bare::error).sorted().toArray();
    double middle = -(errors[0] + errors[errors.length - 1]) / 2;
    double tolerance = tolerance(bare);
    double unit = 1;
    for (int decimals = 0; decimals < DECIMALS; decimals++, unit *= 10) {
      double constant = Math.rint(middle * unit) / unit + 0.;
      boolean good =
          errors[0] + constant >= -tolerance && errors[errors.length - 1] + constant <= tolerance;
      if (good) {
        return new Sum(total, parts, simple, constant, tolerance);
      }
    }
    return bare.within(tolerance);
  }

  /** How far cells may be off because columns are rounded, each on its own. */
  private double tolerance(Sum sum) {
    double[] simple = sum.weights();
    boolean has = sum.total() != Sum.NOTHING;
    double steps = has ? values.step(sum.total()) : 0;
    double spread = has ? spread(sum.total()) : 0;
    for (int k = 0; k < simple.length; k++) {
      // Of what was multiplied, the table has the number that was.
      steps += Math.abs(simple[k]) == 1 ? values.step(sum.parts()[k]) : 0;
      spread = Math.max(spread, Math.abs(simple[k]) * spread(sum.parts()[k]));
    }
    return Math.min(steps / 2, MOST_OFF * spread) + noise(sum, rows);
  }

  /** How far doubles are off. */
  static double noise(Sum sum, double[][] rows) {
    double largest = 0;
    for (double[] row : rows) {
      double terms = sum.total() == Sum.NOTHING ? 0 : Math.abs(row[sum.total()]);
      for (int k = 0; k < sum.parts().length; k++) {
        terms += Math.abs(sum.weights()[k] * row[sum.parts()[k]]);
      }
      largest = Math.max(largest, Double.isNaN(terms) ? 0 : terms);
    }
    return ROUNDING * largest;
  }

  /** How far a sum that was asked for may be off. */
  static Sum tolerant(Sum asked, double[][] rows, ColumnValues values) {
    SumFit fit = new SumFit(rows, values, asked.columns()[0], new int[0], new double[0]);
    return asked.within(fit.tolerance(asked));
  }
}
