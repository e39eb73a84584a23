package org.cdrl.tribuo.table;

import java.io.IOException;

/** Writes the rows of a table; the stream below stays open. */
public interface RowWriter {
  /**
   * Writes a row.
   *
   * @param cells one per column; null is missing
   */
  void write(String[] cells) throws IOException;

  /** Passes on what is buffered, behind the last row; nothing can be written after it. */
  void finish() throws IOException;
}
