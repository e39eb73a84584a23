package org.cdrl.table.quality;

import org.cdrl.table.data.Column;

/** Sorts the cells of a column into a few classes, of which the last is for missing ones. */
interface Classes {
  /** How many classes there are, with that for missing cells. */
  int count();

  /** The class of a cell, from 0. */
  int of(double cell);

  /** A class per label. */
  static Classes ofLabels(Column column) {
    int labels = column.labels().size();
    return new Classes() {
      @Override
      public int count() {
        return labels + 1;
      }

      @Override
      public int of(double cell) {
        return Double.isNaN(cell) ? labels : (int) cell;
      }
    };
  }

  /**
   * Bins of equal width over the range of a reference, each with its lower end; one more below, and
   * one from the upper end of the range on, as numpy's {@code digitize} has it.
   */
  static Classes ofNumbers(double[] reference, int bins) {
    Range range = Range.of(reference);
    return new Classes() {
      @Override
      public int count() {
        return bins + 3;
      }

      @Override
      public int of(double cell) {
        if (Double.isNaN(cell)) {
          return bins + 2;
        }
        if (cell < range.low()) {
          return 0;
        }
        if (cell >= range.high()) {
          return bins + 1;
        }
        return 1 + Math.min(bins - 1, (int) ((cell - range.low()) / range.width() * bins));
      }
    };
  }
}
