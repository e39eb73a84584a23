package org.cdrl.table.privacy;

import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Range;

/**
 * Cells of some columns as an attacker compares them: labels by themselves, numbers by ten bins of
 * equal width over the range of the real rows, right ends included, the outer ones open.
 */
final class AttackedValues {
  private static final int BINS = 10;
  private static final int MISSING = -1;

  private final int[] columns;

  /** Of each column; null for labels. */
  private final Range[] ranges;

  private AttackedValues(int[] columns, Range[] ranges) {
    this.columns = columns;
    this.ranges = ranges;
  }

  static AttackedValues of(Table real, List<Integer> columns) {
    int[] which = columns.stream().mapToInt(Integer::intValue).toArray();
    Range[] ranges = new Range[which.length];
    for (int k = 0; k < which.length; k++) {
      if (real.schema().column(which[k]).isNumeric()) {
        ranges[k] = Range.of(real.column(which[k]));
      }
    }
    return new AttackedValues(which, ranges);
  }

  /** The values of a row, to be compared with those of others. */
  List<Integer> of(double[] row) {
    return IntStream.range(0, columns.length).mapToObj(k -> value(row[columns[k]], k)).toList();
  }

  private int value(double cell, int k) {
    if (Double.isNaN(cell)) {
      return MISSING;
    }
    Range range = ranges[k];
    if (range == null) {
      return (int) cell;
    }
    if (range.width() == 0) {
      return 0;
    }
    double bin = Math.ceil((cell - range.low()) / range.width() * BINS) - 1;
    return (int) Math.max(0, Math.min(BINS - 1, bin));
  }
}
