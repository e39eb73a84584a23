package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.cdrl.internal.encoding.Grain;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Which numbers the columns of a table have: how fine they are, and from where to where.
 *
 * @param nearest the nearest number that a column may have, per column; null for labels and for
 *     columns without a number
 * @param steps distances of neighbouring numbers per column; 0 if there are none
 * @param least of the numbers per column, NaN without a grain
 * @param most of the numbers per column, NaN without a grain
 * @param whole whether a column's numbers are whole by its kind
 */
public record ColumnValues(
    DoubleUnaryOperator[] nearest, double[] steps, double[] least, double[] most, boolean[] whole) {
  /** Of numbers without a grain, as a share of their range. */
  private static final double FINEST = 1e-6;

  /** Columns that may have any number. */
  public static ColumnValues open(int columns) {
    double[] least = new double[columns];
    Arrays.fill(least, Double.NaN);
    return new ColumnValues(
        new DoubleUnaryOperator[columns],
        new double[columns],
        least,
        least.clone(),
        new boolean[columns]);
  }

  /** What the rows of a table have. */
  public static ColumnValues of(Table table) {
    int n = table.schema().size();
    ColumnValues values = open(n);
    for (int c = 0; c < n; c++) {
      Column column = table.schema().column(c);
      double[] cells = Arrays.stream(table.column(c)).filter(cell -> !Double.isNaN(cell)).toArray();
      boolean numbers = column.isNumeric() && cells.length > 0;
      boolean dates = column.kind() == Column.Kind.DATE_TIME;
      if (numbers) {
        Grain grain = dates ? Grain.ofDates(cells) : Grain.of(cells);
        values.nearest[c] = grain::nearest;
        values.steps[c] = grain.distance();
        values.least[c] = Arrays.stream(cells).min().orElseThrow();
        values.most[c] = Arrays.stream(cells).max().orElseThrow();
      }
      values.whole[c] = column.kind() == Column.Kind.INTEGER;
    }
    return values;
  }

  boolean isNumber(int column) {
    return nearest[column] != null;
  }

  /** The distance of neighbouring numbers of a column; 0 if there is none. */
  double step(int column) {
    return steps[column];
  }

  /** The distance at which numbers of a column are different ones. */
  double resolution(int column) {
    return Math.max(step(column), FINEST * (most[column] - least[column]));
  }

  /** The nearest number as fine as a column's, be it in their range or not. */
  double onGrain(int column, double value) {
    double fine = nearest[column] == null ? value : nearest[column].applyAsDouble(value);
    return whole[column] ? Math.rint(fine) : fine;
  }

  /**
   * The nearest number as fine as a column's and in their range that is not below {@code low} and
   * not above {@code high}; if there is none, the limits count and not what the column has.
   */
  double within(int column, double value, double low, double high) {
    double from = Double.isNaN(least[column]) ? low : Math.max(low, least[column]);
    double to = Double.isNaN(most[column]) ? high : Math.min(high, most[column]);
    if (from > to) {
      from = low;
      to = high;
    }
    double wish = Math.max(from, Math.min(to, value));
    double half = step(column) / 2;
    for (double at : new double[] {wish, wish + half, wish - half}) {
      double near = onGrain(column, at);
      if (near >= from && near <= to) {
        return near;
      }
    }
    // Between two numbers of the column, or beyond them all.
    double rounded = whole[column] ? Math.ceil(wish) : wish;
    return rounded <= high ? rounded : Math.floor(wish);
  }
}
