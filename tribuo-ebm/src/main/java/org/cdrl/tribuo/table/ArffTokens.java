package org.cdrl.tribuo.table;

/**
 * The values in one line of an ARFF file. They end at blanks and commas unless in single or double
 * quotes, in which a backslash takes the next character as it is (n, r and t being line ends and
 * tabs, u four hexadecimal digits); a percent sign begins a comment.
 */
final class ArffTokens {
  private static final String ENDS = ",{}%";
  static final String MISSING = "?";

  private final String line;
  private int at;

  /** Where the last value begins and ends. */
  private int from;

  private int to;

  ArffTokens(String line) {
    this.line = line;
  }

  /** Whether nothing but a comment is left. */
  boolean atEnd() {
    while (at < line.length() && line.charAt(at) <= ' ') {
      at++;
    }
    return at == line.length() || line.charAt(at) == '%';
  }

  /** Passes a character, if it is the next. */
  boolean skip(char expected) {
    boolean found = !atEnd() && line.charAt(at) == expected;
    at += found ? 1 : 0;
    return found;
  }

  /**
   * The next value, or null for a question mark without quotes.
   *
   * @throws IllegalArgumentException if there is none, or a quote is not closed
   */
  String value() {
    if (atEnd()) {
      throw new IllegalArgumentException("the line ends where a value is needed");
    }
    char first = line.charAt(at);
    from = at;
    if (first == '\'' || first == '"') {
      String value = quoted(first);
      to = at;
      return value;
    }
    while (at < line.length() && line.charAt(at) > ' ' && ENDS.indexOf(line.charAt(at)) < 0) {
      at++;
    }
    if (at == from) {
      throw new IllegalArgumentException(
          "\"" + first + "\" stands where a value is needed; write ? for a missing one");
    }
    to = at;
    String value = line.substring(from, to);
    return value.equals(MISSING) ? null : value;
  }

  /** Where the last value stands in the line. */
  Span span() {
    return new Span(from, to);
  }

  /** The position of the next character. */
  int position() {
    return at;
  }

  /**
   * A part of a line.
   *
   * @param from the position of its first character
   * @param to the position behind its last
   */
  record Span(int from, int to) {}

  private String quoted(char quote) {
    StringBuilder value = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == quote) {
        at++;
        return value.toString();
      }
      value.append(c == '\\' && at + 1 < line.length() ? escaped() : c);
    }
    throw new IllegalArgumentException("a quoted value never ends; close the quote in this line");
  }

  private char escaped() {
    char c = line.charAt(++at);
    if (c == 'u' && line.substring(at + 1).matches("(?s)[0-9a-fA-F]{4}.*")) {
      at += 4;
      return (char) Integer.parseInt(line.substring(at - 3, at + 1), 16);
    }
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  /** A text as one value. */
  static String quote(String text) {
    if (!text.isEmpty() && text.chars().allMatch(c -> c > ' ' && "'\"\\,{}%?@".indexOf(c) < 0)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("'");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\'', '"', '\\', '%' -> quoted.append('\\').append(c);
        default -> quoted.append(c);
      }
    }
    return quoted.append('\'').toString();
  }
}
