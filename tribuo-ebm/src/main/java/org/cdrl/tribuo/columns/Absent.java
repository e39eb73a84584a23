package org.cdrl.tribuo.columns;

/**
 * What it means that an example lacks a feature. Nothing in Tribuo's data tells, so whoever trains
 * has to say.
 *
 * <p>A group of one-hot features of which an example has none is a missing cell under both.
 */
public enum Absent {
  /**
   * Its value is not known: what readers of CSV files leave out where a cell is blank. The model
   * learns where cells are missing, and can fill them in.
   */
  MISSING,
  /** Its value is 0: what readers of images, words and LibSVM files leave out. */
  ZERO
}
