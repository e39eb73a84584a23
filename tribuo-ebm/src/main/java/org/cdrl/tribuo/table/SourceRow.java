package org.cdrl.tribuo.table;

/** A row of a file, as cells and as the text that it is there. */
public abstract class SourceRow {
  private final String[] cells;

  SourceRow(String[] cells) {
    this.cells = cells;
  }

  /** One per column of the file, to be read only; null is a missing cell of an ARFF file. */
  public final String[] cells() {
    return cells;
  }

  /** What stands between the row before and this one: blank lines and comments. */
  abstract String before();

  /**
   * The row with its line end. Cells that have not changed stay as they are written.
   *
   * @param edits what to write instead of the cells, one per column of the file, null where a cell
   *     stays as it is; and behind them the cells to append, null where one is missing
   */
  abstract String with(String[] edits);
}
