package org.cdrl.table.keys;

import java.math.BigInteger;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the keys of a column look like: parts one behind the other.
 *
 * @param fields at least one
 */
public record KeyPattern(List<KeyField> fields) {
  /**
   * Takes over the parts.
   *
   * @throws IllegalArgumentException if there are none
   */
  public KeyPattern {
    fields = List.copyOf(fields);
    if (fields.isEmpty()) {
      throw new IllegalArgumentException("A key needs at least one part");
    }
  }

  /** How many keys there are. */
  BigInteger size() {
    return fields.stream().map(KeyField::size).reduce(BigInteger.ONE, BigInteger::multiply);
  }

  /**
   * The number of a key among all, from 0.
   *
   * @param parts of the key, one per field
   * @throws IllegalArgumentException if it is none of them
   */
  BigInteger rank(List<String> parts) {
    BigInteger rank = BigInteger.ZERO;
    for (int f = 0; f < fields.size(); f++) {
      rank = rank.multiply(fields.get(f).size()).add(fields.get(f).rank(parts.get(f)));
    }
    return rank;
  }

  /** The key of a number from 0 to size - 1. */
  String text(BigInteger rank) {
    BigInteger left = rank;
    StringBuilder text = new StringBuilder();
    for (int f = fields.size() - 1; f >= 0; f--) {
      BigInteger[] parts = left.divideAndRemainder(fields.get(f).size());
      text.insert(0, fields.get(f).text(parts[1]));
      left = parts[0];
    }
    return text.toString();
  }

  /** The keys as a regular expression. */
  @Override
  public String toString() {
    return fields.stream().map(KeyField::pattern).collect(Collectors.joining());
  }
}
