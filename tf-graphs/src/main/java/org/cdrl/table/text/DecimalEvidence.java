package org.cdrl.table.text;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Cells read as numbers with one decimal mark, and how they are written. */
final class DecimalEvidence extends NumberEvidence {
  private static final Set<String> CURRENCIES =
      Currency.getAvailableCurrencies().stream()
          .map(Currency::getCurrencyCode)
          .collect(Collectors.toUnmodifiableSet());

  /** Telephone numbers have at least as many digits. */
  private static final int TELEPHONE = 7;

  /** Numbers with more are as they come, and have no digits that others should have. */
  private static final int MOST_DECIMALS = 9;

  private final char decimal;

  /** What stands around the numbers; null before there is anything. */
  private String prefix;

  private String suffix;

  /** The first cell without it. */
  private Witness bare;

  private char group;
  private int leastDecimals = Integer.MAX_VALUE;
  private int mostDecimals;

  private int leastWhole = Integer.MAX_VALUE;
  private int mostWhole;
  private Witness leadingZero;
  private Witness longCode;
  private Witness plus;
  private Witness unsigned;
  private Witness negative;
  private NumberParts.Sign negativeSign = NumberParts.Sign.MINUS;
  private char minus = NumberParts.HYPHEN;

  /** The cell with most decimals, if the last one is a zero, and how many they are. */
  private Witness zeroBehind;

  private int decimalsToZero;

  /** Letters of exponents, each once, and whether some numbers have none. */
  private String exponentLetters = "";

  private boolean withoutExponent;
  private boolean exponentPlus;
  private int exponentDigits = Integer.MAX_VALUE;

  DecimalEvidence(char decimal) {
    this.decimal = decimal;
  }

  @Override
  double read(long row, String text, double plain) {
    if (Double.isInfinite(plain)) {
      return plain;
    }
    NumberParts parts =
        !Double.isNaN(plain) && (decimal == '.' || text.indexOf('.') < 0)
            ? NumberParts.plain(text, plain)
            : NumberParts.of(text, decimal);
    if (parts == null || !isLikeTheOthers(parts)) {
      return Double.NaN;
    }
    look(row, text, parts);
    return parts.value();
  }

  private boolean isLikeTheOthers(NumberParts parts) {
    boolean isBare = parts.prefix().isEmpty() && parts.suffix().isEmpty();
    return (isBare
            || prefix == null
            || parts.prefix().equals(prefix) && parts.suffix().equals(suffix))
        && (parts.group() == 0 || group == 0 || parts.group() == group);
  }

  private void look(long row, String text, NumberParts parts) {
    if (parts.prefix().isEmpty() && parts.suffix().isEmpty()) {
      bare = Witness.first(bare, row, text);
    } else {
      prefix = parts.prefix();
      suffix = parts.suffix();
    }
    group = parts.group() == 0 ? group : parts.group();
    String fraction = parts.fraction();
    leastDecimals = Math.min(leastDecimals, fraction.length());
    mostDecimals = Math.max(mostDecimals, fraction.length());
    if (fraction.endsWith("0") && fraction.length() > decimalsToZero) {
      zeroBehind = new Witness(row, text);
      decimalsToZero = fraction.length();
    }
    leastWhole = Math.min(leastWhole, parts.whole().length());
    mostWhole = Math.max(mostWhole, parts.whole().length());
    if (NumberText.hasLeadingZero(text)) {
      leadingZero = Witness.first(leadingZero, row, text);
    }
    if (Math.abs(parts.value()) > 0x1p53 && NumberText.onlyDigits(text)) {
      longCode = Witness.first(longCode, row, text);
    }
    switch (parts.sign()) {
      case PLUS -> plus = Witness.first(plus, row, text);
      case NONE -> unsigned = parts.value() == 0 ? unsigned : Witness.first(unsigned, row, text);
      default -> {
        negative = Witness.first(negative, row, text);
        negativeSign = parts.sign();
        minus = parts.minus();
      }
    }
    lookAtExponent(parts.exponent());
  }

  private void lookAtExponent(String text) {
    if (text.isEmpty()) {
      withoutExponent = true;
      return;
    }
    if (exponentLetters.indexOf(text.charAt(0)) < 0) {
      exponentLetters += text.charAt(0);
    }
    String power = text.substring(1);
    exponentPlus |= power.startsWith("+");
    exponentDigits = Math.min(exponentDigits, power.replaceAll("[-+]", "").length());
  }

  @Override
  String pattern() {
    if (isPlain()) {
      return "";
    }
    StringBuilder form = new StringBuilder(around(prefix));
    if (group != 0) {
      form.append('#').append(group).append("##0");
    } else {
      form.append("0".repeat(leadingZero != null && leastWhole == mostWhole ? mostWhole : 1));
    }
    if (mostDecimals > 0) {
      form.append(decimal)
          .append("0".repeat(leastDecimals))
          .append("#".repeat(mostDecimals - leastDecimals));
    }
    if (isScientific()) {
      form.append(exponentLetters)
          .append(exponentPlus ? "+" : "")
          .append("0".repeat(exponentDigits));
    }
    form.append(around(suffix));
    String positive = (signed() ? "+" : "") + form;
    return switch (negativeSign) {
      case PARENTHESES -> positive + ";(" + form + ")";
      case INNER_MINUS ->
          positive + ";" + around(prefix) + minus + form.substring(around(prefix).length());
      default -> minus == NumberParts.HYPHEN ? positive : positive + ";" + minus + form;
    };
  }

  /** Whether the shortest text of every number is as good as any other. */
  private boolean isPlain() {
    boolean around = prefix != null || group != 0;
    boolean signs =
        signed() || negativeSign != NumberParts.Sign.MINUS || minus != NumberParts.HYPHEN;
    boolean padded = leadingZero != null && leastWhole == mostWhole;
    boolean comma = decimal != '.' && mostDecimals > 0;
    boolean isShort = mostDecimals <= MOST_DECIMALS;
    boolean sameDecimals = leastDecimals > 0 && exponentLetters.isEmpty() && isShort;
    return !(around || signs || padded || comma || sameDecimals || isScientific());
  }

  /** Whether all numbers have an exponent of the same letter. */
  private boolean isScientific() {
    return exponentLetters.length() == 1 && !withoutExponent && mostDecimals <= MOST_DECIMALS;
  }

  /** Whether positive numbers have a plus. */
  private boolean signed() {
    return plus != null && unsigned == null;
  }

  private static String around(String text) {
    return text == null ? "" : text;
  }

  @Override
  String what() {
    String numbers = isWhole() ? "whole numbers" : "numbers";
    StringBuilder text = new StringBuilder(numbers);
    if (!around(prefix).isEmpty()) {
      text.append(" with ").append(quoted(prefix)).append(" in front");
    }
    if (!around(suffix).isEmpty()) {
      text.append(" with ").append(quoted(suffix)).append(" behind");
    }
    if (group != 0) {
      text.append(" with ").append(quoted(String.valueOf(group))).append(" between thousands");
    }
    if (decimal != '.' && mostDecimals > 0) {
      text.append(" with a decimal comma");
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return "\"" + text + "\"";
  }

  @Override
  boolean isCertain() {
    return prefix == null || bare == null && isMoney(prefix) && (isMoney(suffix) || isRate(suffix));
  }

  private static boolean isMoney(String around) {
    String text = around.strip();
    return text.isEmpty()
        || CURRENCIES.contains(text)
        || Character.getType(text.codePointBefore(text.length())) == Character.CURRENCY_SYMBOL;
  }

  private static boolean isRate(String around) {
    String text = around.strip();
    return text.equals("%") || text.equals("\u2030");
  }

  @Override
  Witness code() {
    if (!isWhole()) {
      return null;
    }
    boolean telephone =
        plus != null && unsigned == null && negative == null && leastWhole >= TELEPHONE;
    return leadingZero != null
        ? leadingZero
        : longCode != null ? longCode : telephone ? plus : null;
  }

  @Override
  Witness zeroBehind() {
    return decimalsToZero > leastDecimals ? zeroBehind : null;
  }

  /** The first cell without what stands around the others; null if they are alike. */
  Witness bare() {
    return prefix == null ? null : bare;
  }
}
