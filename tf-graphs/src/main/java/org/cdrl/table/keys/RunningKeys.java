package org.cdrl.table.keys;

import java.math.BigInteger;

/**
 * Running numbers: they go on after the largest one.
 *
 * @param prefix text before the number
 * @param suffix text behind it
 * @param width digits of every number, with leading zeros; 0 if they have as many as they need
 * @param step between two numbers, at least 1
 * @param next the first new number, at least 0
 */
public record RunningKeys(String prefix, String suffix, int width, long step, long next)
    implements KeyMaker {
  /** The most digits of a number. */
  static final int MOST_DIGITS = 15;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public RunningKeys {
    if (width < 0 || width > MOST_DIGITS || step < 1 || next < 0) {
      throw new IllegalArgumentException(
          "Running numbers cannot have " + width + " digits, go on by " + step + " from " + next);
    }
  }

  private long most() {
    long most = 1;
    for (int digit = 0; digit < (width == 0 ? MOST_DIGITS : width); digit++) {
      most *= 10;
    }
    return most - 1;
  }

  @Override
  public String pattern() {
    return KeyField.literal(prefix)
        + (width == 0 ? "[1-9][0-9]*" : "[0-9]{" + width + "}")
        + KeyField.literal(suffix);
  }

  @Override
  public BigInteger free() {
    return BigInteger.valueOf(next > most() ? 0 : (most() - next) / step + 1);
  }

  @Override
  public String key(long seed, long row) {
    if (row < 0 || BigInteger.valueOf(row).compareTo(free()) >= 0) {
      throw new IllegalArgumentException(
          "There is no key " + row + ", only " + free() + " of " + pattern());
    }
    String number = Long.toString(next + row * step);
    return prefix + "0".repeat(Math.max(0, width - number.length())) + number + suffix;
  }

  @Override
  public String description() {
    return "running numbers" + (step == 1 ? "" : ", every " + step + "th");
  }
}
