package org.cdrl.table.privacy;

import java.util.Arrays;
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
  /** Rows that are compared at once: their sums stay near the processor. */
  private static final int BLOCK = 1024;

  private static final float MISSING = 4e30f;
  private static final double FAR = 1e30;

  private final Table reference;
  private final double[] low;
  private final double[] range;

  /** The cells of each column, in blocks of rows [block][column][row]. */
  private final float[][][] blocks;

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
    blocks = blocks();
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
    float[] sums = new float[BLOCK];
    Nearest[] nearest = new Nearest[rows.size()];
    for (int r = 0; r < nearest.length; r++) {
      nearest[r] = nearest(rows.rows()[r], sums);
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

  private Nearest nearest(double[] row, float[] sums) {
    float first = Float.POSITIVE_INFINITY;
    float second = Float.POSITIVE_INFINITY;
    for (int b = 0; b < blocks.length; b++) {
      Arrays.fill(sums, 0);
      for (int c = 0; c < low.length; c++) {
        add(scaled(row[c], c), blocks[b][c], sums);
      }
      int size = Math.min(BLOCK, reference.size() - b * BLOCK);
      for (int n = 0; n < size; n++) {
        if (sums[n] < second) {
          second = Math.max(first, sums[n]);
          first = Math.min(first, sums[n]);
        }
      }
    }
    return new Nearest((double) first / low.length, (double) second / low.length);
  }

  /**
   * Compilers make vector instructions of this loop, which takes nearly all of the time; for this
   * it goes over whole arrays.
   */
  private static void add(float cell, float[] cells, float[] sums) {
    for (int n = 0; n < sums.length; n++) {
      sums[n] += Math.min(Math.abs(cells[n] - cell), 1f);
    }
  }

  private float[][][] blocks() {
    float[][][] cells = new float[(reference.size() + BLOCK - 1) / BLOCK][low.length][BLOCK];
    for (int r = 0; r < reference.size(); r++) {
      for (int c = 0; c < low.length; c++) {
        cells[r / BLOCK][c][r % BLOCK] = scaled(reference.rows()[r][c], c);
      }
    }
    return cells;
  }

  /**
   * A cell in units of the range; labels are whole numbers, so that they are 1 apart at least, and
   * missing cells are far from all but each other.
   */
  private float scaled(double cell, int c) {
    if (Double.isNaN(cell)) {
      return MISSING;
    }
    double scaled =
        !reference.schema().column(c).isNumeric()
            ? cell
            : range[c] > 0 ? (cell - low[c]) / range[c] : cell == low[c] ? 0 : 1;
    return (float) Math.max(-FAR, Math.min(FAR, scaled));
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
