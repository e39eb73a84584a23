package org.cdrl.table.text;

import java.math.BigDecimal;

/** Numbers as text: what data files mean by a number, which is less than what Java does. */
final class NumberText {
  /** From here on, and below the inverse, zeros before or after the digits get too many. */
  private static final double LARGE = 1e15;

  private static final double SMALL = 1e-6;

  private NumberText() {}

  /** Numbers without anything around them. */
  static TextForm plain(CellFormat format) {
    return new TextForm() {
      @Override
      public String pattern() {
        return "";
      }

      @Override
      public double parse(String text) {
        return NumberText.parse(format.number(text));
      }

      @Override
      public String format(double cell) {
        return format.number(NumberText.format(cell));
      }
    };
  }

  /**
   * The value of a text without blanks around it; NaN if it is no number, infinite if it says so or
   * is too large for a double. Zero has no sign.
   */
  static double parse(String text) {
    if (text.isEmpty()) {
      return Double.NaN;
    }
    // Leaves out hexadecimal numbers, the suffixes of Java's literals and thousands separators,
    // and spares most texts, dates and ranges among them, an exception.
    char before = 'e';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = c == '-' || c == '+';
      if (sign ? before != 'e' && before != 'E' : "0123456789.eE".indexOf(c) < 0) {
        return infinity(text);
      }
      before = c;
    }
    try {
      return Double.parseDouble(text) + 0.0;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double infinity(String text) {
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    String word = signed ? text.substring(1) : text;
    if (word.equalsIgnoreCase("inf")
        || word.equalsIgnoreCase("infinity")
        || word.equals("\u221e")) {
      return text.charAt(0) == '-' ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.NaN;
  }

  /** Whether a text is a row of digits that begins with a zero for no arithmetic reason. */
  static boolean hasLeadingZero(String text) {
    return text.length() > 1 && text.charAt(0) == '0' && onlyDigits(text);
  }

  /** Whether a text is a row of digits. */
  static boolean onlyDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** A finite number with the digits that tell it from its neighbours, and no others. */
  static String format(double value) {
    if (value == 0) {
      return "0";
    }
    double size = Math.abs(value);
    String digits = Double.toString(value);
    return size >= SMALL && size < LARGE || value == Math.rint(value) && size <= 0x1p53
        ? new BigDecimal(digits).stripTrailingZeros().toPlainString()
        : digits;
  }
}
