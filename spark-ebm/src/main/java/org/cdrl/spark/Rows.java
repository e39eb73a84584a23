package org.cdrl.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of other values. */
final class Rows {
  private Rows() {}

  /** The first values of a row. */
  static Object[] values(Row row, int n) {
    Object[] values = new Object[n];
    for (int f = 0; f < n; f++) {
      values[f] = row.get(f);
    }
    return values;
  }

  /**
   * A row with values behind it.
   *
   * @param n how many of the row's own values stay
   */
  static Row with(Row row, int n, Object... more) {
    Object[] values = new Object[n + more.length];
    System.arraycopy(values(row, n), 0, values, 0, n);
    System.arraycopy(more, 0, values, n, more.length);
    return RowFactory.create(values);
  }
}
