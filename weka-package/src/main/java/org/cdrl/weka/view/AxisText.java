package org.cdrl.weka.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weka.core.Attribute;

/**
 * Values as short texts for the axes of charts. Different values must have different texts once
 * they are far enough apart, or XChart looks for a distance between ticks in vain.
 */
final class AxisText {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private AxisText() {}

  /**
   * The text of a value of a numeric or date attribute, or of a number.
   *
   * @param attribute null for a number of no attribute
   */
  static String of(Attribute attribute, double value) {
    if (attribute == null || !attribute.isDate()) {
      return number(value);
    }
    boolean daily = !attribute.getDateFormat().toLowerCase(Locale.ROOT).contains("h");
    return Instant.ofEpochMilli((long) value)
        .atZone(ZoneId.systemDefault())
        .format(daily ? DAY : TIME);
  }

  /** A text that is cut if it is longer than that many characters. */
  static String shortened(String text, int longest) {
    return text.length() <= longest
        ? text
        : longest < 2 ? "" : text.substring(0, longest - 1) + "…";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size != 0 && (size >= 1e6 || size < 1e-3)) {
      return String.format(Locale.ROOT, "%.2g", value);
    }
    // Adding 0 makes 0 of -0.
    return Double.toString(Math.rint(value * 1000) / 1000 + 0.0).replaceAll("\\.0$", "");
  }
}
