package org.cdrl.table.text;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.Column;
import org.cdrl.table.Column.Kind;
import org.cdrl.table.Schema;

/**
 * Finds out which schema rows of text have. It is fed row by row and remembers no rows, only up to
 * 10,000 different texts of every column.
 *
 * <p>A column is of the first of these kinds that fits every cell that is not missing:
 *
 * <ol>
 *   <li>constant: the same text in every row, or missing in every row;
 *   <li>boolean: two texts that read as no and yes (false/true, f/t, no/yes, n/y in any case, 0/1);
 *   <li>integer: whole numbers up to 2^53 ("+5", "5.0" and "1e3" are whole), unless some have
 *       leading zeros, for then they are codes, as are longer rows of digits;
 *   <li>real: finite numbers;
 *   <li>date or time: one pattern fits all; ISO dates and local date-times (with T or a blank), and
 *       dd.MM.yyyy, dd/MM/yyyy, MM/dd/yyyy, yyyy/MM/dd;
 *   <li>categorical.
 * </ol>
 *
 * <p>Labels are sorted (numbers by value, then texts), so that the order of the rows does not
 * matter; those of booleans are no, yes. Blanks around a cell do not count.
 */
public final class SchemaInference {
  private final List<String> names;
  private final CellFormat format;

  /** Null where a column is declared. */
  private final ColumnEvidence[] evidence;

  private final Map<String, Set<Kind>> allowed = new HashMap<>();
  private final Map<String, Column> declared = new HashMap<>();
  private long rows;

  /**
   * No rows yet.
   *
   * @param names of the columns, in order
   */
  public SchemaInference(List<String> names, CellFormat format) {
    this.names = List.copyOf(names);
    this.format = format;
    evidence = new ColumnEvidence[names.size()];
    for (int c = 0; c < evidence.length; c++) {
      evidence[c] = new ColumnEvidence(format);
    }
  }

  /**
   * Narrows what a column may be. With one kind the column is of this kind if its cells fit at all:
   * integers may then have leading zeros, booleans are any two labels, and a categorical column may
   * have as many as 10,000 labels.
   *
   * @throws IllegalArgumentException if there is no such column, or no kind
   */
  public SchemaInference allow(String column, Set<Kind> kinds) {
    requireColumn(column);
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("Column \"" + column + "\" needs a kind that it may have");
    }
    allowed.put(column, EnumSet.copyOf(kinds));
    return this;
  }

  /**
   * Says what the column of this name is; its cells are not looked at.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public SchemaInference declare(Column column) {
    evidence[requireColumn(column.name())] = null;
    declared.put(column.name(), column);
    return this;
  }

  private int requireColumn(String column) {
    int index = names.indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException(
          "There is no column \"" + column + "\"; the columns are " + String.join(", ", names));
    }
    return index;
  }

  /**
   * Takes in a row.
   *
   * @param cells one per column; null is missing
   * @throws IllegalArgumentException if there are more or fewer cells than columns
   */
  public void add(String[] cells) {
    rows++;
    if (cells.length != names.size()) {
      throw new IllegalArgumentException(
          "Row " + rows + " has " + cells.length + " cells, expected " + names.size());
    }
    for (int c = 0; c < cells.length; c++) {
      if (evidence[c] == null) {
        continue;
      }
      if (format.missing().matches(cells[c])) {
        evidence[c].addMissing(cells[c] == null ? null : cells[c].strip());
      } else {
        evidence[c].add(rows, cells[c].strip());
      }
    }
  }

  /**
   * The schema of the rows so far.
   *
   * @throws IllegalArgumentException if there are none, or a column is of no kind that it may have;
   *     the message names the column, mostly a row and a value, and what to do
   */
  public Schema schema() {
    if (rows == 0) {
      throw new IllegalArgumentException("There are no rows to tell from what the columns are");
    }
    Column[] columns = new Column[names.size()];
    for (int c = 0; c < columns.length; c++) {
      String name = names.get(c);
      Set<Kind> kinds = allowed.getOrDefault(name, EnumSet.allOf(Kind.class));
      columns[c] =
          evidence[c] == null
              ? declared.get(name)
              : new ColumnChoice(name, kinds, evidence[c]).column();
    }
    return new Schema(List.of(columns));
  }
}
