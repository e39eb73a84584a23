package org.cdrl.table.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.keys.KeyMaker;

/**
 * Finds out which schema rows of text have. It is fed row by row and remembers no rows, only up to
 * 10,000 different texts of every column, and all of those that may be keys.
 *
 * <p>A column is of the first of these kinds that fits every cell that is not missing:
 *
 * <ol>
 *   <li>constant: the same text in every row, or missing in every row;
 *   <li>boolean: two texts that read as no and yes (false/true, f/t, no/yes, n/y in any case, 0/1);
 *   <li>date or time: one pattern fits all; years, months and days in the usual orders, months as
 *       names, quarters, times of the day, with fractions of seconds and one offset; digits alone
 *       only where so many numbers would hardly be dates by chance;
 *   <li>integer: whole numbers up to 2^53 ("+5", "5.0" and "1e3" are whole), unless some have
 *       leading zeros, for then they are codes, as are longer rows of digits and telephone numbers;
 *       and hours that passed ("33:36:46");
 *   <li>real: finite numbers;
 *   <li>categorical.
 * </ol>
 *
 * <p>Numbers may have a currency or per cent around them, and marks between thousands, if it is the
 * same in every cell. The column's pattern keeps how dates and numbers are written, so that they
 * are written as they were read.
 *
 * <p>Columns that say of every row which one it is are no part of what is learned, unless something
 * was said of them: a model would repeat labels that belong to one row each. Where all cells differ
 * and are of one pattern, the column is a key, of which {@link #keys} makes more; else it is {@link
 * #leftOut left out} of the schema.
 *
 * <p>Labels are sorted (numbers by value, then texts), so that the order of the rows does not
 * matter; those of booleans are no, yes. Blanks around a cell do not count.
 */
public final class SchemaInference {
  private final List<String> names;
  private final CellFormat format;

  /** Null where a column is declared. */
  private final ColumnEvidence[] evidence;

  /** Whether a column has had a cell. */
  private final boolean[] filled;

  private final Map<String, Set<Kind>> allowed = new HashMap<>();
  private final Set<String> kept = new HashSet<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private final Map<String, KeyMaker> keys = new LinkedHashMap<>();
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
    Arrays.setAll(evidence, c -> new ColumnEvidence(format));
    filled = new boolean[evidence.length];
  }

  /**
   * Keeps a column in the schema whatever its cells are.
   *
   * @throws IllegalArgumentException if there is no such column
   */
  public SchemaInference keep(String column) {
    requireColumn(column);
    kept.add(column);
    return this;
  }

  /**
   * Narrows what a column may be. With one kind the column is of this kind if its cells fit at all:
   * integers may then have leading zeros, booleans are any two labels, and a categorical column may
   * have as many as 10,000 labels. Only with one kind is a column free text.
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
   * Says what the column of this name is; its cells are not looked at. If it never has one, it is
   * constant all the same.
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
      filled[c] |= cells[c] != null;
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
   * The schema of the rows so far, without the columns that are {@link #leftOut left out}.
   *
   * @throws IllegalArgumentException if there are none, if no column is left, or if a column is of
   *     no kind that it may have; the message names the column, mostly a row and a value, and what
   *     to do
   */
  public Schema schema() {
    if (rows == 0) {
      throw new IllegalArgumentException("There are no rows below the column names");
    }
    leftOut.clear();
    keys.clear();
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      String name = names.get(c);
      if (evidence[c] == null) {
        columns.add(orEmpty(c, declared.get(name)));
        continue;
      }
      Set<Kind> kinds = allowed.getOrDefault(name, ColumnChoice.kinds());
      ColumnChoice choice = new ColumnChoice(name, kinds, format.dates(), evidence[c]);
      Optional<KeyMaker> key = kept.contains(name) ? Optional.empty() : choice.keys();
      String unfit = kept.contains(name) || key.isPresent() ? null : choice.unfit();
      if (key.isPresent()) {
        keys.put(name, key.get());
        columns.add(orEmpty(c, choice.column(key.get())));
      } else if (unfit == null) {
        columns.add(orEmpty(c, choice.column()));
      } else {
        leftOut.put(name, unfit);
      }
    }
    if (columns.stream().allMatch(Column::isText)) {
      columns.forEach(column -> leftOut.put(column.name(), column.reason()));
      throw new IllegalArgumentException(
          "no column is left to learn: "
              + leftOut.entrySet().stream()
                  .map(column -> "\"" + column.getKey() + "\" has " + column.getValue())
                  .collect(Collectors.joining(". ")));
    }
    return new Schema(columns);
  }

  private Column orEmpty(int c, Column column) {
    return filled[c] || column.isText() ? column : Column.empty(column.name());
  }

  /** What makes more keys like those of the columns of keys, by their names, in order. */
  public Map<String, KeyMaker> keys() {
    return Collections.unmodifiableMap(keys);
  }

  /**
   * The columns that {@link #schema} leaves out, in order, and why: identifiers, addresses, row
   * numbers, free text, and texts that a few cells keep from being numbers or dates.
   */
  public Map<String, String> leftOut() {
    return Collections.unmodifiableMap(leftOut);
  }
}
