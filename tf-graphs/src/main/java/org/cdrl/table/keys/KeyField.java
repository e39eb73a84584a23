package org.cdrl.table.keys;

import java.math.BigInteger;
import java.util.List;

/**
 * A part of a key: a character from a set at every position. Parts that are shorter than the
 * longest one lack the last positions.
 *
 * @param characters of every position, in any order, none twice
 * @param least length, from 1 to the number of positions
 */
public record KeyField(List<String> characters, int least) {
  /**
   * Checks the positions.
   *
   * @throws IllegalArgumentException if one has no characters, or none of that length is there
   */
  public KeyField {
    characters = List.copyOf(characters);
    boolean good =
        least >= 1
            && least <= characters.size()
            && characters.stream()
                .allMatch(set -> !set.isEmpty() && set.chars().distinct().count() == set.length());
    if (!good) {
      throw new IllegalArgumentException(
          "No part of a key has the characters " + characters + " and the least length " + least);
    }
  }

  /** How many texts there are. */
  BigInteger size() {
    BigInteger all = BigInteger.ZERO;
    for (int length = least; length <= characters.size(); length++) {
      all = all.add(size(length));
    }
    return all;
  }

  private BigInteger size(int length) {
    BigInteger size = BigInteger.ONE;
    for (String set : characters.subList(0, length)) {
      size = size.multiply(BigInteger.valueOf(set.length()));
    }
    return size;
  }

  /**
   * The number of a text among all, from 0.
   *
   * @throws IllegalArgumentException if it is none of them
   */
  BigInteger rank(String text) {
    if (text.length() < least || text.length() > characters.size()) {
      throw new IllegalArgumentException("\"" + text + "\" has a length that no key has");
    }
    BigInteger rank = BigInteger.ZERO;
    for (int at = 0; at < text.length(); at++) {
      String set = characters.get(at);
      int digit = set.indexOf(text.charAt(at));
      if (digit < 0) {
        throw new IllegalArgumentException("\"" + text + "\" has characters that no key has");
      }
      rank = rank.multiply(BigInteger.valueOf(set.length())).add(BigInteger.valueOf(digit));
    }
    for (int length = least; length < text.length(); length++) {
      rank = rank.add(size(length));
    }
    return rank;
  }

  /** The text of a number from 0 to size - 1. */
  String text(BigInteger rank) {
    int length = least;
    BigInteger left = rank;
    for (; left.compareTo(size(length)) >= 0; length++) {
      left = left.subtract(size(length));
    }
    char[] text = new char[length];
    for (int at = length - 1; at >= 0; at--) {
      String set = characters.get(at);
      BigInteger[] parts = left.divideAndRemainder(BigInteger.valueOf(set.length()));
      text[at] = set.charAt(parts[1].intValue());
      left = parts[0];
    }
    return new String(text);
  }

  /** The part as a regular expression. */
  String pattern() {
    StringBuilder pattern = new StringBuilder();
    for (int from = 0; from < characters.size(); ) {
      int to = from + 1;
      while (to < characters.size() && characters.get(to).equals(characters.get(from))) {
        to++;
      }
      int fewest = Math.max(0, Math.min(to, least) - from);
      pattern.append(set(characters.get(from)));
      if (fewest < to - from) {
        pattern.append('{').append(fewest).append(',').append(to - from).append('}');
      } else if (to - from > 1) {
        pattern.append('{').append(to - from).append('}');
      }
      from = to;
    }
    return pattern.toString();
  }

  private static String set(String characters) {
    if (characters.length() == 1) {
      return literal(characters);
    }
    StringBuilder set = new StringBuilder("[");
    for (int from = 0; from < characters.length(); ) {
      int to = from + 1;
      while (to < characters.length()
          && characters.charAt(to) == characters.charAt(from) + to - from) {
        to++;
      }
      set.append(escaped(characters.charAt(from)));
      if (to - from > 1) {
        set.append(to - from > 2 ? "-" : "").append(escaped(characters.charAt(to - 1)));
      }
      from = to;
    }
    return set.append(']').toString();
  }

  /** A text as a regular expression that it alone matches. */
  static String literal(String text) {
    StringBuilder literal = new StringBuilder();
    text.chars().forEach(c -> literal.append(c == '-' ? "-" : escaped((char) c)));
    return literal.toString();
  }

  private static String escaped(char c) {
    return "\\[](){}.*+?^$|-".indexOf(c) < 0 ? String.valueOf(c) : "\\" + c;
  }
}
