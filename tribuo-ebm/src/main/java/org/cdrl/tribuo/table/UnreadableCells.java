package org.cdrl.tribuo.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.table.data.Column;

/**
 * Cells that are not what their columns are, such as a text among numbers. Of every column the
 * first ones are told one by one, the rest is counted.
 */
public final class UnreadableCells {
  /** More of the same kind would not be read by anyone. */
  private static final int TOLD = 5;

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final List<String> told = new ArrayList<>();

  UnreadableCells() {}

  void add(Column column, TableException wrong) {
    if (counts.merge(column.name(), 1L, Long::sum) <= TOLD) {
      told.add(wrong.getMessage());
    }
  }

  /** The number of such cells in every column that has some. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** What is wrong with the first cells of every column: file, line, column and value. */
  public List<String> told() {
    return List.copyOf(told);
  }
}
