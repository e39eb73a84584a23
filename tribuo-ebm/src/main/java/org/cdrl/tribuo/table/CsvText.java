package org.cdrl.tribuo.table;

/** Cells as they are written between delimiters. */
final class CsvText {
  private CsvText() {}

  /** A cell with quotes around it. */
  static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** A cell, with quotes around it if it needs them. */
  static String cell(String cell, char delimiter) {
    boolean plain =
        cell.chars().allMatch(c -> c != delimiter && c != '"' && c != '\n' && c != '\r');
    return plain ? cell : quoted(cell);
  }

  /**
   * A cell that spreadsheets do not take for a formula: where it begins like one and is no number,
   * an apostrophe comes before it.
   */
  static String defused(String cell) {
    boolean formula = !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0;
    return formula && !cell.matches("[-+]?[0-9.,]+([eE][-+]?[0-9]+)?") ? "'" + cell : cell;
  }
}
