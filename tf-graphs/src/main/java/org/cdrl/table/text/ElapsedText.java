package org.cdrl.table.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hours, minutes and perhaps seconds that passed, as whole seconds. Hours go beyond a day; in the
 * pattern they stand in brackets, as spreadsheets have them.
 */
final class ElapsedText implements TextForm {
  /** The patterns that cells are tried with, from the more to the less padded. */
  static final List<String> PATTERNS = List.of("[hh]:mm:ss", "[h]:mm:ss", "[hh]:mm", "[h]:mm");

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):([0-5]\\d)(?::([0-5]\\d))?");
  private static final int HOUR = 3600;
  private static final int MINUTE = 60;

  private final String pattern;
  private final boolean seconds;
  private final int hourDigits;

  /** The form of one of {@link #PATTERNS}. */
  ElapsedText(String pattern) {
    this.pattern = pattern;
    seconds = pattern.endsWith(":ss");
    hourDigits = pattern.indexOf(']') - 1;
  }

  static boolean isOne(String pattern) {
    return PATTERNS.contains(pattern);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  @Override
  public double parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches() || parts.group(3) != null != seconds) {
      return Double.NaN;
    }
    return HOUR * Double.parseDouble(parts.group(1))
        + MINUTE * Integer.parseInt(parts.group(2))
        + (seconds ? Integer.parseInt(parts.group(3)) : 0);
  }

  /** The text of seconds; those that the pattern does not tell are cut off. */
  @Override
  public String format(double cell) {
    long whole = Math.round(Math.abs(cell));
    String hours = Long.toString(whole / HOUR);
    String rest =
        seconds
            ? String.format(Locale.ROOT, ":%02d:%02d", whole / MINUTE % MINUTE, whole % MINUTE)
            : String.format(Locale.ROOT, ":%02d", whole / MINUTE % MINUTE);
    return (cell < 0 ? "-" : "")
        + "0".repeat(Math.max(0, hourDigits - hours.length()))
        + hours
        + rest;
  }
}
