package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Finds columns that are weighted sums of others. Column by column, from the least scattered on,
 * the part that those before do not explain is looked at in a few rows (modified Gram-Schmidt);
 * weights are rounded to as few decimals as serve, and all rows have to confirm them.
 */
final class SumSearch {
  private static final int FEWEST_ROWS = 200;

  /** Rows more than columns: by chance, columns are never explained by so many fewer. */
  private static final int MORE_ROWS = 20;

  /** Samples, so that one has none of the few rows that break a rule. */
  private static final int SAMPLES = 3;

  /** Work in all samples, so that wide tables take no longer. */
  private static final double MOST_WORK = 1e9;

  /** What is left of a column that is an exact sum, in its standard deviations. */
  private static final double EXACT = 1e-6;

  /** What rounding may leave of it. */
  private static final double ROUNDED = .05;

  /** Columns that explain less than this, in standard deviations, are not part of a sum. */
  private static final double PART = .005;

  private static final int MOST_PARTS = 20;

  private final RuleSearch search;

  SumSearch(RuleSearch search) {
    this.search = search;
  }

  List<Sum> found() {
    List<Sum> found = new ArrayList<>();
    int[] columns = columns();
    int size = Math.max(FEWEST_ROWS, columns.length + MORE_ROWS);
    double work = (double) size * columns.length * columns.length;
    int[] order = search.sample(search.table().size());
    int from = 0;
    for (int n = 0; n < SAMPLES && (n == 0 || (n + 1) * work <= MOST_WORK); n++) {
      List<double[]> rows = new ArrayList<>();
      for (; from < order.length && rows.size() < size; from++) {
        double[] row = search.table().rows()[order[from]];
        if (Arrays.stream(columns).noneMatch(c -> Double.isNaN(row[c]))) {
          rows.add(row);
        }
      }
      if (rows.size() < columns.length + MORE_ROWS) {
        break;
      }
      double[][] few = rows.toArray(double[][]::new);
      int[] left = sums(few, columns, EXACT, found);
      sums(few, left, ROUNDED, found);
    }
    return shorter(found);
  }

  /** Puts totals in place of what they are the sums of, where sums get shorter. */
  private List<Sum> shorter(List<Sum> sums) {
    for (int n = 1; n < sums.size(); n++) {
      for (int k = 0; k < n; k++) {
        Sum shorter = sums.get(n).with(sums.get(k));
        boolean exact = shorter != null && count(shorter) >= count(sums.get(n));
        sums.set(n, exact ? shorter : sums.get(n));
      }
    }
    return sums;
  }

  private long count(Sum sum) {
    return Arrays.stream(search.table().rows()).filter(sum::obeys).count();
  }

  /**
   * Adds the sums that a few rows show and all rows confirm.
   *
   * @return the columns that are none of the totals
   */
  private int[] sums(double[][] rows, int[] columns, double unexplained, List<Sum> found) {
    LeastSquares explained = new LeastSquares(rows.length);
    List<Integer> others = new ArrayList<>();
    for (int column : columns) {
      double[] cells = Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
      LeastSquares.Fit fit = explained.fit(cells);
      Sum sum = fit.unexplained() <= unexplained ? sum(rows, column, fit) : null;
      if (sum == null) {
        explained.add(column, cells);
        others.add(column);
        continue;
      }
      if (found.stream().noneMatch(rule -> sameColumns(rule, sum))) {
        found.add(sum);
      }
      if (sum.total() != column && sum.total() != Sum.NOTHING) {
        // Others follow from what a total follows from, not from the total.
        int[] left = Arrays.stream(columns).filter(c -> c != sum.total()).toArray();
        return sums(rows, left, unexplained, found);
      }
    }
    return others.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The sum that weights of earlier columns stand for; null if all rows do not confirm it. */
  private Sum sum(double[][] rows, int column, LeastSquares.Fit fit) {
    int[] parts = fit.columns(PART);
    boolean marks = isMark(rows, column) && Arrays.stream(parts).allMatch(c -> isMark(rows, c));
    if (parts.length == 0 || parts.length > MOST_PARTS || marks) {
      return null;
    }
    LeastSquares few = new LeastSquares(rows.length);
    for (int part : parts) {
      few.add(part, Arrays.stream(rows).mapToDouble(row -> row[part]).toArray());
    }
    double[] weights =
        few.fit(Arrays.stream(rows).mapToDouble(row -> row[column]).toArray()).weights();
    return new SumFit(rows, search.values(), column, parts, weights)
        .sums()
        .map(this::confirmed)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Whether a column has but zeros and ones: of those, one-hot groups tell more. */
  private static boolean isMark(double[][] rows, int column) {
    return Arrays.stream(rows).allMatch(row -> row[column] == 0 || row[column] == 1);
  }

  static boolean sameColumns(Rule a, Rule b) {
    return Arrays.equals(
        Arrays.stream(a.columns()).sorted().toArray(),
        Arrays.stream(b.columns()).sorted().toArray());
  }

  /** Columns of numbers that differ; those come first that scatter least. */
  private int[] columns() {
    double[] deviation = new double[search.schema().size()];
    for (int c = 0; c < deviation.length; c++) {
      double[] cells =
          Arrays.stream(search.table().column(c)).filter(v -> !Double.isNaN(v)).toArray();
      double mean = Arrays.stream(cells).average().orElse(0);
      deviation[c] =
          Math.sqrt(Arrays.stream(cells).map(v -> (v - mean) * (v - mean)).average().orElse(0));
    }
    return IntStream.range(0, deviation.length)
        .filter(c -> search.schema().column(c).isNumeric() && deviation[c] > 0)
        .boxed()
        .sorted(Comparator.comparing(c -> deviation[c]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** A sum that all rows confirm, or nearly all; null if it is none. */
  private Sum confirmed(Sum of) {
    double[] errors =
        Arrays.stream(search.table().rows())
            .mapToDouble(row -> Math.abs(of.error(row)))
            .filter(error -> !Double.isNaN(error))
            .sorted()
            .toArray();
    int good = 0;
    while (good < errors.length && errors[good] <= of.tolerance()) {
      good++;
    }
    if (good < RuleSearch.MOST * errors.length || good == 0) {
      return null;
    }
    Sum tight = of.within(Math.min(of.tolerance(), errors[good - 1] + SumFit.noise(of, rows())));
    return search.hasEvidence(tight, tight.columns()[0]) ? tight : null;
  }

  private double[][] rows() {
    return search.table().rows();
  }
}
