package org.cdrl.weka.view;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import weka.core.Attribute;

/**
 * Values as short texts for an axis of a chart. They are as exact as the axis is long: ticks beside
 * each other must have different texts, or XChart looks for a distance between ticks in vain.
 *
 * @param attribute whose values they are; null for numbers of no attribute
 * @param span from one end of the axis to the other, greater than 0; of dates in milliseconds
 */
record TickText(Attribute attribute, double span) {
  private static final double MINUTE = 60_000;
  private static final double DAY = 24 * 60 * MINUTE;

  /** Digits of a tick beyond the first one of the span. */
  private static final int MORE_DIGITS = 3;

  /** Longer numbers are written with an exponent. */
  private static final int LONGEST = 10;

  /** Shorter texts have no room for both ends. */
  private static final int TWO_ENDS = 8;

  /** Pixels of a character below an axis. */
  static final int CHARACTER = 7;

  /** The text of a value. */
  String of(double value) {
    return attribute != null && attribute.isDate() ? date(value) : number(value);
  }

  private String date(double value) {
    String pattern =
        span > 3 * DAY
            ? "yyyy-MM-dd"
            : span > 3 * MINUTE ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss.SSS";
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .format(Instant.ofEpochMilli((long) value).atZone(ZoneId.systemDefault()));
  }

  private String number(double value) {
    int decimals = MORE_DIGITS - (int) Math.floor(Math.log10(span));
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).stripTrailingZeros();
    if (rounded.signum() == 0) {
      return "0";
    }
    String plain = rounded.toPlainString();
    return plain.length() <= LONGEST ? plain : rounded.toString();
  }

  /** Pixels between ticks that leave room for texts such as those of two values. */
  int spacing(double low, double high) {
    return 12 + CHARACTER * Math.max(of(low).length(), of(high).length());
  }

  /**
   * A text that is cut if it is longer than that many characters, in the middle if they suffice.
   */
  static String shortened(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = longest < TWO_ENDS ? 0 : longest / 2;
    return longest < 2
        ? ""
        : text.substring(0, longest - 1 - end) + "…" + text.substring(text.length() - end);
  }
}
