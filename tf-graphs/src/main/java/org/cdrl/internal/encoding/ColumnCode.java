package org.cdrl.internal.encoding;

import java.util.random.RandomGenerator;

/**
 * How the present cells of one column become coordinates of about unit variance, and back.
 *
 * <p>Decoding an encoded training cell gives the cell again, and whatever is decoded is a valid
 * cell.
 */
public sealed interface ColumnCode permits NumericCode, CategoryCode, ConstantCode {
  /** The number of coordinates. */
  int width();

  /**
   * Writes the coordinates of a cell.
   *
   * @param cell not NaN
   * @param into where coordinates go, from {@code at} on
   */
  void encode(double cell, float[] into, int at);

  /**
   * Writes coordinates that a cell may as well have: they decode to it, too. What is learned from
   * many of them has no spikes.
   *
   * @param cell not NaN
   * @param into where coordinates go, from {@code at} on
   */
  default void scatter(double cell, float[] into, int at, RandomGenerator random) {
    encode(cell, into, at);
  }

  /**
   * Whether a cell is one that the code can tell from others: no label that never occurred in
   * training, no number beyond the code's reach, nothing but the constant where all were the same.
   *
   * @param cell not NaN
   */
  boolean knows(double cell);

  /**
   * The valid cell nearest to some coordinates.
   *
   * @param from where coordinates are, from {@code at} on
   */
  double decode(float[] from, int at);

  /** How cells are encoded and why, for people. */
  String description();
}
