package org.cdrl.table.encoding;

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
   * The valid cell nearest to some coordinates.
   *
   * @param from where coordinates are, from {@code at} on
   */
  double decode(float[] from, int at);
}
