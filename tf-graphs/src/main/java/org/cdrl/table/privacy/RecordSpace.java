package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Range;
import org.cdrl.table.quality.SameColumns;

/**
 * Reference rows, and how near other rows come to them. Two rows differ in a column by
 *
 * <ul>
 *   <li>numbers, dates: the difference divided by the range of the reference, at most 1; if that
 *       has no range, 0 where they are equal and else 1;
 *   <li>labels: 0 where they are equal and else 1;
 *   <li>missing cells: 0 from each other, 1 from everything else.
 * </ul>
 *
 * The distance of two rows is the mean over the columns, from 0 to 1.
 *
 * <p>Source: DCRBaselineProtection and DCROverfittingProtection of SDMetrics.
 */
final class RecordSpace {
  private final Table reference;
  private final double[] low;
  private final double[] range;
  private final float[][] points;

  private RecordSpace(Table reference, Table scale) {
    this.reference = reference;
    Schema schema = reference.schema();
    low = new double[schema.size()];
    range = new double[schema.size()];
    for (int c = 0; c < schema.size(); c++) {
      if (schema.column(c).isNumeric()) {
        Range of = Range.of(scale.column(c));
        low[c] = of.low();
        range[c] = of.width();
      }
    }
    points = points(reference);
  }

  /**
   * The space of some reference rows.
   *
   * @param reference at least one row
   */
  static RecordSpace of(Table reference) {
    return new RecordSpace(reference, reference);
  }

  /** The same, with the ranges of other rows of the same columns. */
  static RecordSpace of(Table reference, Table scale) {
    return new RecordSpace(reference, scale);
  }

  /**
   * How far every row is from its nearest reference rows.
   *
   * @param rows of the reference's columns
   */
  Nearest[] nearest(Table rows) {
    SameColumns.require(reference, rows);
    float[][] from = points(rows);
    Nearest[] nearest = new Nearest[from.length];
    for (int r = 0; r < from.length; r++) {
      nearest[r] = nearest(from[r]);
    }
    return nearest;
  }

  /** The distances to the nearest reference row alone. */
  double[] distances(Table rows) {
    return Arrays.stream(nearest(rows)).mapToDouble(Nearest::first).toArray();
  }

  /** The reference rows. */
  Table reference() {
    return reference;
  }

  private Nearest nearest(float[] point) {
    float first = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    for (float[] other : points) {
      float sum = sum(point, other, second);
      if (sum < first) {
        second = first;
        first = sum;
      } else if (sum < second) {
        second = sum;
      }
    }
    return new Nearest((double) first / point.length, (double) second / point.length);
  }

  /** The sum of the differences, or anything no less than a bound as soon as it reaches that. */
  private float sum(float[] a, float[] b, float bound) {
    float sum = 0;
    for (int c = 0; c < a.length && sum < bound; c++) {
      float difference = Math.abs(a[c] - b[c]);
      if (Float.isNaN(difference)) {
        sum += Float.isNaN(a[c]) && Float.isNaN(b[c]) ? 0 : 1;
      } else {
        sum += Math.min(difference, 1);
      }
    }
    return sum;
  }

  /** Cells in units of the range; labels are whole numbers, so that they are 1 apart at least. */
  private float[][] points(Table table) {
    float[][] scaled = new float[table.size()][low.length];
    for (int r = 0; r < scaled.length; r++) {
      for (int c = 0; c < low.length; c++) {
        Column column = reference.schema().column(c);
        double cell = table.rows()[r][c];
        scaled[r][c] =
            !column.isNumeric()
                ? (float) cell
                : range[c] > 0
                    ? (float) ((cell - low[c]) / range[c])
                    : Double.isNaN(cell) ? Float.NaN : cell == low[c] ? 0 : 1;
      }
    }
    return scaled;
  }

  /**
   * How far a row is from the reference.
   *
   * @param first distance to the nearest row
   * @param second distance to the second nearest; infinite if there is one reference row
   */
  record Nearest(double first, double second) {
    /** How much nearer the nearest is: from 0 to 1, which is also the value of two copies. */
    double ratio() {
      return second == 0 ? 1 : first / second;
    }
  }
}
