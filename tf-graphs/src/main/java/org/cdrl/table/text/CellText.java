package org.cdrl.table.text;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;

/**
 * Reads and writes the cells of tables under a schema. Reading what was written gives the same row,
 * if its dates are of the grain of their patterns.
 *
 * <p>Keys and free text are read as missing cells, and written as such.
 *
 * <p>A text that is a label of its column is this label, even if it is a missing token otherwise.
 * Labels are compared as they are, then without the blanks around them, then as numbers, so that
 * "1.0" is the label "1".
 */
public final class CellText {
  private final Schema schema;
  private final CellFormat format;
  private final Map<String, Integer>[] labels;

  /** Null for columns of labels. */
  private final TextForm[] forms;

  private final UnseenLabels unseen = new UnseenLabels();

  /**
   * For the tables of a schema.
   *
   * @throws IllegalArgumentException if the pattern of a column cannot be used
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays have no parameters
  public CellText(Schema schema, CellFormat format) {
    this.schema = schema;
    this.format = format;
    labels = new Map[schema.size()];
    forms = new TextForm[schema.size()];
    for (int c = 0; c < labels.length; c++) {
      Column column = schema.column(c);
      labels[c] = positions(column);
      if (column.isNumeric()) {
        try {
          forms[c] = TextForm.of(column, format);
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(at(column) + e.getMessage(), e);
        }
      }
    }
  }

  /**
   * For the tables of a schema, with decimal points.
   *
   * @throws IllegalArgumentException if the pattern of a column cannot be used
   */
  public CellText(Schema schema, MissingTokens missing) {
    this(schema, CellFormat.of(missing));
  }

  private Map<String, Integer> positions(Column column) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < column.labels().size(); i++) {
      positions.putIfAbsent(column.labels().get(i), i);
    }
    // Other ways to write a label give way to labels, wherever these stand.
    for (int i = 0; i < column.labels().size(); i++) {
      String label = column.labels().get(i);
      double value = NumberText.parse(format.number(label));
      if (Double.isFinite(value) && !NumberText.hasLeadingZero(label)) {
        positions.putIfAbsent(NumberText.format(value), i);
      }
    }
    return positions;
  }

  /**
   * A row of a table.
   *
   * @param cells one per column; null is missing
   * @return the cells as {@link Column} tells; NaN where missing, and where a label is unknown,
   *     which {@link #unseen} counts
   * @throws IllegalArgumentException naming column and value of a cell that is not what its column
   *     is; file and line are the caller's to add
   */
  public double[] parse(String[] cells) {
    return parse(
        cells,
        (column, wrong) -> {
          throw wrong;
        });
  }

  /**
   * A row of a table as far as it can be read.
   *
   * @param cells one per column; null is missing
   * @param unreadable told of every cell that is not what its column is, and what is wrong with it;
   *     the cell is NaN then
   * @return the cells as {@link #parse(String[])} tells
   */
  public double[] parse(String[] cells, BiConsumer<Column, IllegalArgumentException> unreadable) {
    if (cells.length != schema.size()) {
      throw new IllegalArgumentException(
          "a row of " + cells.length + " cells, expected " + schema.size());
    }
    double[] row = new double[cells.length];
    for (int c = 0; c < row.length; c++) {
      try {
        row[c] = parse(c, cells[c]);
      } catch (IllegalArgumentException e) {
        unreadable.accept(schema.column(c), e);
        row[c] = Double.NaN;
      }
    }
    return row;
  }

  /**
   * Which cells of a row are there, but are nothing that their column knows: their labels are
   * unknown, or they could not be read.
   *
   * @param cells one per column
   * @param row what they were read as
   * @return one per column; null if there are none
   */
  public boolean[] unknown(String[] cells, double[] row) {
    boolean[] unknown = null;
    for (int c = 0; c < row.length; c++) {
      if (Double.isNaN(row[c])
          && !schema.column(c).isText()
          && !format.missing().matches(cells[c])) {
        unknown = unknown == null ? new boolean[row.length] : unknown;
        unknown[c] = true;
      }
    }
    return unknown;
  }

  private double parse(int c, String cell) {
    Column column = schema.column(c);
    if (cell == null || column.isText()) {
      return Double.NaN;
    }
    if (!column.isNumeric()) {
      return label(c, cell);
    }
    if (format.missing().matches(cell)) {
      return Double.NaN;
    }
    String text = cell.strip();
    double value = forms[c].parse(text);
    if (Double.isNaN(value)) {
      throw wrong(column, text, expected(column));
    }
    if (Double.isInfinite(value)) {
      throw wrong(column, text, "is not a finite number; replace it or leave the cell empty");
    }
    if (column.kind() == Kind.INTEGER && value != Math.rint(value)) {
      throw wrong(column, text, "is not a whole number, as the column needs; round it");
    }
    if (column.kind() == Kind.INTEGER && Math.abs(value) > 0x1p53) {
      throw wrong(column, text, "is beyond 2^53; correct it or leave the cell empty");
    }
    return value;
  }

  private static String expected(Column column) {
    if (column.kind() == Kind.DATE_TIME) {
      return "is not a date of the pattern " + column.pattern();
    }
    return "is not a number"
        + (column.pattern().isEmpty() ? "" : " of the pattern " + column.pattern())
        + "; correct it or leave the cell empty";
  }

  private double label(int c, String cell) {
    Integer position = labels[c].get(cell);
    if (position == null) {
      String text = cell.strip();
      position = labels[c].get(text);
      if (position == null && format.missing().matches(text)) {
        return Double.NaN;
      }
      double value = position == null ? NumberText.parse(format.number(text)) : Double.NaN;
      if (Double.isFinite(value)) {
        position = labels[c].get(NumberText.format(value));
      }
      if (position == null) {
        unseen.add(schema.column(c).name(), text);
        return Double.NaN;
      }
    }
    return position;
  }

  /**
   * A row as text: labels as they are, dates and numbers by their patterns (what a pattern of dates
   * does not tell is cut off), numbers without one with the digits that tell them from their
   * neighbours.
   *
   * @param row cells that are valid under the schema
   * @return one text per column; null where missing, which the writer of a file turns into {@link
   *     MissingTokens#written} or whatever the format has
   * @throws IllegalArgumentException naming the column of a date beyond the calendar
   */
  public String[] format(double[] row) {
    String[] cells = new String[schema.size()];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = Double.isNaN(row[c]) ? null : format(c, row[c]);
    }
    return cells;
  }

  private String format(int c, double cell) {
    Column column = schema.column(c);
    return switch (column.kind()) {
      case REAL, INTEGER -> forms[c].format(cell);
      case CATEGORICAL, BOOLEAN, CONSTANT, KEY, TEXT -> column.labels().get((int) cell);
      case DATE_TIME -> {
        try {
          yield forms[c].format(cell);
        } catch (DateTimeException e) {
          throw wrong(column, Double.toString(cell), "seconds are beyond the calendar");
        }
      }
    };
  }

  /** The labels that {@link #parse} did not know, so far. */
  public UnseenLabels unseen() {
    return unseen;
  }

  private static IllegalArgumentException wrong(Column column, String text, String what) {
    return new IllegalArgumentException(at(column) + "\"" + text + "\" " + what);
  }

  private static String at(Column column) {
    return "column \"" + column.name() + "\": ";
  }
}
