package org.cdrl.table.data;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of a table, in order.
 *
 * @param columns at least one, with unique names
 */
public record Schema(List<Column> columns) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException naming a column that is there twice
   */
  public Schema {
    columns = List.copyOf(columns);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A table needs at least one column");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (int c = 0; c < columns.size(); c++) {
      Integer before = seen.put(columns.get(c).name(), c);
      if (before != null) {
        throw new IllegalArgumentException(
            "Columns "
                + (before + 1)
                + " and "
                + (c + 1)
                + " are both named \""
                + columns.get(c).name()
                + "\"; rename one");
      }
    }
  }

  /** The number of columns. */
  public int size() {
    return columns.size();
  }

  /** The column at a position, from 0. */
  public Column column(int index) {
    return columns.get(index);
  }

  /** The column names. */
  public List<String> names() {
    return columns.stream().map(Column::name).toList();
  }

  /**
   * The position of a column, from 0.
   *
   * @throws IllegalArgumentException if there is none of this name, telling which there are
   */
  public int indexOf(String name) {
    for (int c = 0; c < columns.size(); c++) {
      if (columns.get(c).name().equals(name)) {
        return c;
      }
    }
    throw new IllegalArgumentException(
        "There is no column \"" + name + "\"; the columns are " + String.join(", ", names()));
  }
}
