package org.cdrl.table.quality;

import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/** The check that two tables can be compared. */
public final class SameColumns {
  private SameColumns() {}

  /**
   * Fails unless both tables have rows, and the same columns in the same order.
   *
   * @throws IllegalArgumentException naming what differs
   */
  public static void require(Table reference, Table other) {
    Schema a = reference.schema();
    Schema b = other.schema();
    if (a.size() != b.size()) {
      throw new IllegalArgumentException(
          "The tables have " + a.size() + " and " + b.size() + " columns; give them the same");
    }
    for (int c = 0; c < a.size(); c++) {
      if (!a.column(c).sameAs(b.column(c))) {
        throw new IllegalArgumentException(
            "Column "
                + (c + 1)
                + " is "
                + text(a.column(c))
                + " in one table and "
                + text(b.column(c))
                + " in the other; read both under one schema");
      }
    }
    if (reference.size() == 0 || other.size() == 0) {
      throw new IllegalArgumentException("A table without rows cannot be compared");
    }
  }

  private static String text(Column column) {
    return "\"" + column.name() + "\" (" + column.kind() + ", labels " + column.labels() + ")";
  }
}
