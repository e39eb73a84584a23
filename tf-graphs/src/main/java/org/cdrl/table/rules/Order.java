package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cdrl.table.data.Schema;

/**
 * Numbers of some columns are at most those of another. Its distance from the largest of them is a
 * number of its own that is learned beside all columns. It decides, unless the values of the upper
 * column repeat more often than those of the distance: a sum would hit them too rarely or too
 * often. Then what was drawn there stays where it obeys.
 *
 * @param lowers columns of the smaller numbers
 * @param upper column of the largest
 * @param difference where rows have the distance; -1 as long as they have none
 * @param repeats whether the upper column's values repeat more often than those of the distance
 */
public record Order(int[] lowers, int upper, int difference, boolean repeats) implements Rule {
  /** What is lost where numbers are subtracted and added again, as a share. */
  private static final double ROUNDING = 1e-12;

  /** An order of two columns. */
  static Order of(int lower, int upper) {
    return new Order(new int[] {lower}, upper, -1, false);
  }

  /** The same with a place for the distance, as rows tell which values repeat. */
  Order with(int place, double[][] rows) {
    double[][] whole = Arrays.stream(rows).filter(this::concerns).toArray(double[][]::new);
    double ofUpper = repeating(Arrays.stream(whole).mapToDouble(row -> row[upper]));
    double ofDistance = repeating(Arrays.stream(whole).mapToDouble(this::difference));
    return new Order(lowers, upper, place, ofUpper > ofDistance);
  }

  /** How many pairs of rows have the same number. */
  private static double repeating(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    double pairs = 0;
    int begin = 0;
    for (int k = 1; k < sorted.length; k++) {
      double most = Math.max(Math.abs(sorted[0]), Math.abs(sorted[sorted.length - 1]));
      begin = sorted[k] - sorted[begin] > ROUNDING * most ? k : begin;
      pairs += k - begin;
    }
    return pairs;
  }

  @Override
  public int[] columns() {
    return IntStream.concat(Arrays.stream(lowers), IntStream.of(upper)).toArray();
  }

  @Override
  public int[] decides() {
    return new int[] {upper};
  }

  @Override
  public boolean obeys(double[] row) {
    return Arrays.stream(lowers).noneMatch(lower -> row[lower] > row[upper]);
  }

  @Override
  public String text(Schema schema) {
    return Arrays.stream(lowers)
        .mapToObj(lower -> schema.column(lower).name() + " <= " + schema.column(upper).name())
        .collect(Collectors.joining(" and "));
  }

  /** The distance, NaN where one of the cells is missing. */
  double difference(double[] row) {
    double most = Double.NEGATIVE_INFINITY;
    for (int lower : lowers) {
      most = Math.max(most, row[lower]);
    }
    return row[upper] - most;
  }

  @Override
  public void derive(double[] row, ColumnValues values) {
    row[difference] = difference(row);
  }

  /** Narrows upper columns to what is given below them. */
  void limitUpwards(RowDraft row) {
    for (int lower : lowers) {
      row.limit(upper, row.low(lower), Double.POSITIVE_INFINITY);
    }
  }

  /** Narrows lower columns to what is given above them. */
  void limitDownwards(RowDraft row) {
    for (int lower : lowers) {
      row.limit(lower, Double.NEGATIVE_INFINITY, row.high(upper));
    }
  }

  /**
   * Puts the lower numbers as far below one that is decided as was drawn.
   *
   * @param others columns that other rules decide, within their limits
   */
  void lower(RowDraft row, Set<Integer> others) {
    if (!row.isSettled(upper) || row.isMissing(upper)) {
      return;
    }
    double away = row.isMissing(difference) ? 0 : Math.max(0, row.cell(difference));
    double limit = row.cell(upper) - away;
    int largest = -1;
    boolean given = false;
    for (int lower : lowers) {
      if (row.isMissing(lower)) {
        continue;
      }
      if (row.isSettled(lower)) {
        limit = Math.max(limit, row.cell(lower));
        given = true;
      } else if (largest < 0 || row.cell(lower) > row.cell(largest)) {
        largest = lower;
      }
    }
    for (int lower : lowers) {
      if (!row.isSettled(lower) && !others.contains(lower)) {
        boolean decides = lower == largest && !given && !row.isMissing(difference);
        double wish = decides ? limit : Math.min(limit, row.cell(lower));
        row.put(lower, wish, Double.NEGATIVE_INFINITY, row.cell(upper));
      }
    }
  }

  @Override
  public void forth(RowDraft row) {
    double largest = Double.NEGATIVE_INFINITY;
    double atLeast = Double.NEGATIVE_INFINITY;
    for (int lower : lowers) {
      // What is missing passes on what lies below it.
      double floor = row.isMissing(lower) ? row.low(lower) : row.cell(lower);
      largest = row.isMissing(lower) ? largest : Math.max(largest, floor);
      atLeast = Math.max(atLeast, floor);
    }
    if (row.isMissing(upper)) {
      row.limit(upper, atLeast, Double.POSITIVE_INFINITY);
      return;
    }
    double wish = largest + row.cell(difference);
    boolean stays = repeats && row.cell(upper) >= atLeast;
    boolean open = !row.isSettled(upper) && Double.isFinite(wish) && !stays;
    boolean same = Math.abs(wish - row.cell(upper)) <= ROUNDING * Math.abs(wish);
    row.put(upper, open && !same ? wish : row.cell(upper), atLeast, Double.POSITIVE_INFINITY);
  }

  @Override
  public void narrow(Domains domains) {
    for (int lower : lowers) {
      domains.keep(upper, domains.low(lower), Double.POSITIVE_INFINITY);
      domains.keep(lower, Double.NEGATIVE_INFINITY, domains.high(upper));
    }
  }
}
