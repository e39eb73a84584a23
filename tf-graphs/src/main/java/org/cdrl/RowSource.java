package org.cdrl;

import java.util.List;

/**
 * Rows that are read when a batch needs them, so that memory does not grow with their number. Their
 * values go to the networks as they are, unless the trainer is given a scaling.
 */
public interface RowSource {
  /** The number of rows. */
  int size();

  /** Names of a row's values. */
  List<String> columns();

  /**
   * Reads a row; all values are finite.
   *
   * @param row 0 .. size-1
   * @param occasion 0 for the row as it is; training counts its iterations, so that a source may
   *     vary a row from use to use, in the same way for the same number
   * @param into where its values go, [columns]
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  void read(int row, long occasion, float[] into);

  /** A number that changes with the rows, to tell whether a checkpoint belongs to them. */
  long fingerprint();
}
