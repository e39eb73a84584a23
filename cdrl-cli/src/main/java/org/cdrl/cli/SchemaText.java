package org.cdrl.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;

/** A schema for people: a line for every column. */
final class SchemaText {
  /** Longer names are cut. */
  private static final int WIDEST = 40;

  private static final int LONGEST_REASON = 6 * WIDEST;

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?");

  private SchemaText() {}

  /**
   * Prints columns with kinds and reasons.
   *
   * @param most how many columns at most
   * @param missing share of missing cells of every column; null if not known
   * @param leftOut columns that are not learned, and why
   */
  static void print(
      PrintStream to, Schema schema, int most, double[] missing, Map<String, String> leftOut) {
    int width = "column".length();
    for (String name : schema.names().subList(0, Math.min(most, schema.size()))) {
      width = Math.max(width, cut(name).length());
    }
    for (String name : leftOut.keySet()) {
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
          missing == null
              ? ""
              : column.isText()
                  ? " ".repeat("missing  ".length())
                  : String.format(Locale.ROOT, "%6.1f%%  ", 100 * missing[c]),
          reason(column.name(), column.reason()));
    }
    if (schema.size() > most) {
      to.println("  and " + (schema.size() - most) + " more; 'cdrl info MODEL' shows them all");
    }
    int shown = 0;
    for (Map.Entry<String, String> column : leftOut.entrySet()) {
      if (shown++ == most) {
        to.println("  and " + (leftOut.size() - most) + " more are left out");
        break;
      }
      String gap = missing == null ? "" : " ".repeat("missing  ".length());
      to.printf(
          Locale.ROOT,
          format,
          cut(column.getKey()),
          "left out",
          gap,
          reason(column.getKey(), column.getValue()));
    }
  }

  /** What to tell if every column of numbers is named by a number; empty if not. */
  static Optional<String> namedByNumbers(Schema schema) {
    List<String> names =
        schema.columns().stream()
            .filter(column -> column.isNumeric() && column.kind() != Column.Kind.DATE_TIME)
            .map(Column::name)
            .toList();
    return names.isEmpty() || !names.stream().allMatch(name -> NUMBER.matcher(name).matches())
        ? Optional.empty()
        : Optional.of(
            "Columns of numbers are named "
                + cut(String.join(", ", names))
                + ": if the first line is a row and no header, add --no-header");
  }

  private static String reason(String name, String reason) {
    return cut(reason.replace(name, cut(name)), LONGEST_REASON);
  }

  private static String cut(String name) {
    return cut(name, WIDEST);
  }

  private static String cut(String text, int most) {
    String line = text.replaceAll("\\R", " ");
    return line.length() <= most ? line : line.substring(0, most - 1) + "\u2026";
  }
}
