package org.cdrl.table.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as it is written, taken apart.
 *
 * @param prefix a currency in front, with the blank behind it; empty if there is none
 * @param suffix a currency, per cent or a unit behind, with the blank before it; else empty
 * @param sign how it is signed
 * @param minus the minus, if it has one: a hyphen, or what typographers set
 * @param whole digits before the decimal mark, without what stands between thousands
 * @param group what stands between thousands; 0 if nothing does
 * @param fraction digits behind the decimal mark
 * @param exponent from the letter on; empty if there is none
 * @param value what it says, without prefix and suffix
 */
record NumberParts(
    String prefix,
    String suffix,
    Sign sign,
    char minus,
    String whole,
    char group,
    String fraction,
    String exponent,
    double value) {
  /** How a number is signed. */
  enum Sign {
    NONE,
    PLUS,
    MINUS,
    /** Between a currency and the digits. */
    INNER_MINUS,
    /** As accountants write negative numbers. */
    PARENTHESES
  }

  /** The usual minus. */
  static final char HYPHEN = '-';

  private static final String BLANK = "[ \u00a0\u202f\u2009]";
  private static final String PREFIX = "(?:\\p{L}{0,3}\\p{Sc}|[A-Z]{3})" + BLANK + "?";
  private static final String SUFFIX =
      BLANK + "?(?:[%\u2030]|\\p{Sc}|[\\p{L}\u00b0\u00b2\u00b3/%]{1,8})";

  private static final Pattern POINT = pattern('.', ',');
  private static final Pattern COMMA = pattern(',', '.');

  private static Pattern pattern(char decimal, char group) {
    return Pattern.compile(
        "(?<sign>[-+\u2212(]?)(?<prefix>"
            + PREFIX
            + ")?(?<inner>[-\u2212]?)"
            + "(?:(?<grouped>[0-9]{1,3}(?<group>['\u2019\u00a0\u202f\u2009 "
            + group
            + "])[0-9]{3}(?:\\k<group>[0-9]{3})*)|(?<whole>[0-9]*))"
            + "(?:["
            + decimal
            + "](?<fraction>[0-9]*))?(?<exponent>[eE][-+]?[0-9]{1,4})?(?<suffix>"
            + SUFFIX
            + ")?(?<close>\\)?)");
  }

  /**
   * Takes a text apart.
   *
   * @param decimal the decimal mark, a point or a comma
   * @return null if it is no number
   */
  static NumberParts of(String text, char decimal) {
    Matcher m = (decimal == '.' ? POINT : COMMA).matcher(text);
    if (!m.matches()) {
      return null;
    }
    String grouped = m.group("grouped");
    String whole = grouped == null ? m.group("whole") : grouped.replaceAll("[^0-9]", "");
    String fraction = orEmpty(m.group("fraction"));
    String outer = m.group("sign");
    boolean parentheses = outer.equals("(");
    boolean inner = !m.group("inner").isEmpty();
    if (whole.isEmpty() && fraction.isEmpty()
        || parentheses == m.group("close").isEmpty()
        || inner && !outer.isEmpty()) {
      return null;
    }
    Sign sign =
        parentheses
            ? Sign.PARENTHESES
            : inner
                ? Sign.INNER_MINUS
                : outer.isEmpty() ? Sign.NONE : outer.equals("+") ? Sign.PLUS : Sign.MINUS;
    String exponent = orEmpty(m.group("exponent"));
    boolean negative = sign != Sign.NONE && sign != Sign.PLUS;
    double value =
        NumberText.parse((negative ? "-" : "") + "0" + whole + "." + fraction + exponent);
    String minus = inner ? m.group("inner") : outer;
    return new NumberParts(
        orEmpty(m.group("prefix")),
        orEmpty(m.group("suffix")),
        sign,
        minus.isEmpty() ? HYPHEN : minus.charAt(0),
        whole,
        grouped == null ? 0 : m.group("group").charAt(0),
        fraction,
        exponent,
        value);
  }

  /** The parts of what {@link NumberText#parse} reads as a finite number. */
  static NumberParts plain(String text, double value) {
    char first = text.charAt(0);
    int begin = first == '-' || first == '+' ? 1 : 0;
    int exponent = Math.max(text.indexOf('e'), text.indexOf('E'));
    int end = exponent < 0 ? text.length() : exponent;
    int point = text.indexOf('.');
    return new NumberParts(
        "",
        "",
        begin == 0 ? Sign.NONE : first == '+' ? Sign.PLUS : Sign.MINUS,
        HYPHEN,
        text.substring(begin, point < 0 ? end : point),
        (char) 0,
        point < 0 ? "" : text.substring(point + 1, end),
        text.substring(end),
        value);
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
