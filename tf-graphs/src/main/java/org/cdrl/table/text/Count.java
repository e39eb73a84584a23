package org.cdrl.table.text;

/** How many there are of something, in words. */
public final class Count {
  private Count() {}

  /**
   * A number before its noun, such as "1 row" or "2 rows".
   *
   * @param number at least 0
   * @param one the noun in the singular, whose plural ends in s
   */
  public static String of(long number, String one) {
    return number + " " + one + (number == 1 ? "" : "s");
  }
}
