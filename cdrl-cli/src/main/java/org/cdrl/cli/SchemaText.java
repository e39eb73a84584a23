package org.cdrl.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.cdrl.table.Column;
import org.cdrl.table.Schema;

/** A schema for people: a line for every column. */
final class SchemaText {
  /** Longer names are cut. */
  private static final int WIDEST = 40;

  private SchemaText() {}

  /**
   * Prints columns with kinds and reasons.
   *
   * @param most how many columns at most
   * @param missing share of missing cells of every column; null if not known
   */
  static void print(PrintStream to, Schema schema, int most, double[] missing) {
    int width = "column".length();
    for (String name : schema.names().subList(0, Math.min(most, schema.size()))) {
      width = Math.max(width, cut(name).length());
    }
    String format = "  %-" + width + "s  %-11s  %s%s%n";
    to.printf(Locale.ROOT, format, "column", "kind", missing == null ? "" : "missing  ", "reason");
    for (int c = 0; c < Math.min(most, schema.size()); c++) {
      Column column = schema.column(c);
      to.printf(
          Locale.ROOT,
          format,
          cut(column.name()),
          ColumnKinds.word(column.kind()),
          missing == null ? "" : String.format(Locale.ROOT, "%6.1f%%  ", 100 * missing[c]),
          cut(column.reason().replace(column.name(), cut(column.name())), 4 * WIDEST));
    }
    if (schema.size() > most) {
      to.println("  and " + (schema.size() - most) + " more; 'cdrl info MODEL' shows them all");
    }
  }

  private static String cut(String name) {
    return cut(name, WIDEST);
  }

  private static String cut(String text, int most) {
    String line = text.replaceAll("\\R", " ");
    return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
  }
}
