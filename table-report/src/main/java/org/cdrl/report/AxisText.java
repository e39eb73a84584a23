package org.cdrl.report;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.cdrl.table.data.Column;

/** Cells as short texts, for the axes of charts. */
final class AxisText {
  private static final int LONGEST = 14;

  private AxisText() {}

  /** The text of a value of a column; empty between two labels. */
  static String of(Column column, double value) {
    if (column.kind() == Column.Kind.DATE_TIME) {
      return LocalDateTime.ofEpochSecond((long) value, 0, ZoneOffset.UTC).toLocalDate().toString();
    }
    if (column.isNumeric()) {
      return number(value);
    }
    int label = (int) Math.rint(value);
    boolean at = Math.abs(value - label) < 1e-6 && label >= 0 && label < column.labels().size();
    return at ? shortened(column.labels().get(label)) : "";
  }

  /** A text that fits below an axis. */
  static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e6 || size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    return Double.toString(Math.rint(value * 1000) / 1000).replaceAll("\\.0$", "");
  }
}
