package org.cdrl.table.keys;

import java.math.BigInteger;
import java.util.SplittableRandom;

/**
 * An order of the numbers from 0 to size - 1 that looks random and can be asked for one of them: a
 * Feistel network over the next power of four, which is walked until it comes back below the size
 * (Black and Rogaway 2002). It hides nothing from whoever knows its key.
 */
final class Shuffle {
  private static final int ROUNDS = 4;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final BigInteger size;
  private final long key;

  /** Bits of a half. */
  private final int half;

  private final BigInteger mask;

  /**
   * An order.
   *
   * @param size at least 1
   * @param key another one gives another order
   */
  Shuffle(BigInteger size, long key) {
    this.size = size;
    this.key = key;
    half = Math.max(1, (size.subtract(BigInteger.ONE).bitLength() + 1) / 2);
    mask = BigInteger.ONE.shiftLeft(half).subtract(BigInteger.ONE);
  }

  /** The number at a place. */
  BigInteger at(BigInteger place) {
    BigInteger number = place;
    do {
      BigInteger left = number.shiftRight(half);
      BigInteger right = number.and(mask);
      for (int round = 0; round < ROUNDS; round++) {
        BigInteger next = left.xor(noise(right, round));
        left = right;
        right = next;
      }
      number = left.shiftLeft(half).or(right);
    } while (number.compareTo(size) >= 0);
    return number;
  }

  /** The place of a number. */
  BigInteger placeOf(BigInteger number) {
    BigInteger place = number;
    do {
      BigInteger left = place.shiftRight(half);
      BigInteger right = place.and(mask);
      for (int round = ROUNDS - 1; round >= 0; round--) {
        BigInteger before = right.xor(noise(left, round));
        right = left;
        left = before;
      }
      place = left.shiftLeft(half).or(right);
    } while (place.compareTo(size) >= 0);
    return place;
  }

  private BigInteger noise(BigInteger of, int round) {
    long state = key + round * GOLDEN;
    for (BigInteger rest = of; rest.signum() > 0; rest = rest.shiftRight(Long.SIZE)) {
      state = new SplittableRandom(state ^ rest.longValue()).nextLong();
    }
    byte[] bytes = new byte[half / Byte.SIZE + 1];
    new SplittableRandom(state).nextBytes(bytes);
    return new BigInteger(1, bytes).and(mask);
  }
}
