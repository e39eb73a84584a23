package org.cdrl.tribuo.table;

import java.io.IOException;

/** Writes the rows of a file into another one; the stream below stays open. */
public interface RowCopier {
  /**
   * Writes a row. Cells that equal the row's own are written as they stand in the file.
   *
   * @param row of the file
   * @param cells one per column of the file, and behind them one per new column; null is missing
   * @throws TableException if a cell cannot be written, naming its column
   */
  void write(SourceRow row, String[] cells) throws IOException;

  /** Passes on what is buffered, behind the last row; nothing can be written after it. */
  void finish() throws IOException;
}
