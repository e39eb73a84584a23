package org.cdrl.table.text;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Labels that cells have and their columns do not know, and how many cells have them. Of every
 * column the first 100 labels are remembered one by one.
 */
public final class UnseenLabels {
  /** More would not be read by anyone. */
  private static final int MOST = 100;

  private final Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
  private final Map<String, Long> totals = new LinkedHashMap<>();

  UnseenLabels() {}

  void add(String column, String label) {
    totals.merge(column, 1L, Long::sum);
    Map<String, Long> labels = counts.computeIfAbsent(column, key -> new LinkedHashMap<>());
    if (labels.size() < MOST || labels.containsKey(label)) {
      labels.merge(label, 1L, Long::sum);
    }
  }

  /** Whether every label was known. */
  public boolean isEmpty() {
    return totals.isEmpty();
  }

  /** The number of cells with labels that a column does not know. */
  public long total(String column) {
    return totals.getOrDefault(column, 0L);
  }

  /** The cells with each of at most 100 unknown labels of every column that has some. */
  public Map<String, Map<String, Long>> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** A line for every column that has some, for people who take them as missing. */
  @Override
  public String toString() {
    return told("taken as missing");
  }

  /**
   * A line for every column that has some, for people; empty if there are none.
   *
   * @param as what becomes of the cells
   */
  public String told(String as) {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (column, labels) -> {
          text.append(text.isEmpty() ? "" : System.lineSeparator());
          long cells = totals.get(column);
          text.append("column \"").append(column).append("\": ").append(Count.of(cells, "cell"));
          text.append(cells == 1 ? " with an unknown label, " : " with unknown labels, ");
          text.append(as).append(":");
          long told = 0;
          int shown = 0;
          for (Map.Entry<String, Long> label : labels.entrySet()) {
            if (shown++ == 5) {
              break;
            }
            told += label.getValue();
            text.append(" \"").append(label.getKey()).append("\" (").append(label.getValue());
            text.append(")");
          }
          text.append(told < totals.get(column) ? " and others" : "");
        });
    return text.toString();
  }
}
