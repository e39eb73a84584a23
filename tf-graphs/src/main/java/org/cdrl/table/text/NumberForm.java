package org.cdrl.table.text;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers with something around or between their digits. The pattern is what spreadsheets have:
 * {@code $#,##0.00}, {@code 0%}, {@code #.##0,00 €}, {@code 0.0000e+00}, {@code +0}; zeros are
 * digits that are always there, number signs behind the decimal mark those that are where needed. A
 * mark that stands alone is between thousands in {@code #,##0}, else a decimal one. Behind a
 * semicolon stands how negative numbers are, if not with a hyphen in front.
 *
 * <p>What is read need not have all of this, but nothing else.
 */
final class NumberForm implements TextForm {
  private static final Pattern PATTERN =
      Pattern.compile(
          "(?<plus>\\+?)(?<prefix>[^#0;+]*)(?:#(?<group>[^#0])##0|(?<whole>0+))"
              + "(?:(?<decimal>[.,])(?<least>0*)(?<most>#*))?"
              + "(?:(?<letter>[eE])(?<sign>\\+?)(?<digits>0+))?"
              + "(?<suffix>[^#0;]*)(?:;(?<negative>.+))?");

  private final String pattern;
  private final boolean plus;
  private final String prefix;
  private final String suffix;
  private final String group;
  private final char decimal;
  private final int wholeDigits;
  private final int least;
  private final int most;
  private final String exponentLetter;
  private final boolean exponentPlus;
  private final int exponentDigits;

  /** What stands before and behind the digits of negative numbers. */
  private final String beforeNegative;

  private final String behindNegative;

  private NumberForm(String pattern, Matcher m) {
    this.pattern = pattern;
    plus = !m.group("plus").isEmpty();
    prefix = m.group("prefix");
    suffix = m.group("suffix");
    group = m.group("group");
    decimal =
        m.group("decimal") != null ? m.group("decimal").charAt(0) : ".".equals(group) ? ',' : '.';
    wholeDigits = group == null ? m.group("whole").length() : 1;
    least = m.group("decimal") == null ? 0 : m.group("least").length();
    most = m.group("decimal") == null ? 0 : least + m.group("most").length();
    exponentLetter = m.group("letter");
    exponentPlus = exponentLetter != null && !m.group("sign").isEmpty();
    exponentDigits = exponentLetter == null ? 0 : m.group("digits").length();
    String negative = m.group("negative");
    beforeNegative =
        negative == null ? NumberParts.HYPHEN + prefix : negative.replaceAll("[#0].*", "");
    behindNegative = negative != null && negative.endsWith(")") ? suffix + ")" : suffix;
  }

  /**
   * The form of a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  static NumberForm of(String pattern) {
    Matcher m = PATTERN.matcher(pattern);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "\"" + pattern + "\" is no pattern of numbers, such as $#,##0.00");
    }
    return new NumberForm(pattern, m);
  }

  @Override
  public String pattern() {
    return pattern;
  }

  char decimal() {
    return decimal;
  }

  @Override
  public double parse(String text) {
    NumberParts parts = NumberParts.of(text, decimal);
    if (parts == null) {
      // Infinities, for their own message.
      return NumberText.parse(text.replace(decimal, '.'));
    }
    boolean mine =
        isMine(parts.prefix(), prefix)
            && isMine(parts.suffix(), suffix)
            && (parts.group() == 0 || group != null && parts.group() == group.charAt(0));
    return mine ? parts.value() : Double.NaN;
  }

  private static boolean isMine(String text, String own) {
    return text.isEmpty() || text.strip().equals(own.strip());
  }

  @Override
  public String format(double cell) {
    String digits = exponentLetter == null ? plain(Math.abs(cell)) : scientific(Math.abs(cell));
    // What rounds to zero has no sign.
    if (cell >= 0 || digits.chars().noneMatch(c -> c >= '1' && c <= '9')) {
      return (plus && cell > 0 ? "+" : "") + prefix + digits + suffix;
    }
    return beforeNegative + digits + behindNegative;
  }

  private String plain(double size) {
    BigDecimal rounded = BigDecimal.valueOf(size).setScale(most, RoundingMode.HALF_EVEN);
    String text = rounded.toPlainString();
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    whole = "0".repeat(Math.max(0, wholeDigits - whole.length())) + whole;
    StringBuilder digits = new StringBuilder(whole);
    for (int at = whole.length() - 3; group != null && at > 0; at -= 3) {
      digits.insert(at, group);
    }
    return digits + fraction(point < 0 ? "" : text.substring(point + 1));
  }

  private String scientific(double size) {
    String text = String.format(Locale.ROOT, "%." + most + "e", size);
    int letter = text.indexOf('e');
    int power = Integer.parseInt(text.substring(letter + 1));
    String digits = Integer.toString(Math.abs(power));
    return text.charAt(0)
        + fraction(text.substring(Math.min(2, letter), letter))
        + exponentLetter
        + (power < 0 ? "-" : exponentPlus ? "+" : "")
        + "0".repeat(Math.max(0, exponentDigits - digits.length()))
        + digits;
  }

  /** The decimal mark and the digits behind it that are wanted. */
  private String fraction(String digits) {
    int end = digits.length();
    while (end > least && digits.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : decimal + digits.substring(0, end);
  }
}
