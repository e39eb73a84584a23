package org.cdrl.table.text;

/** A cell that settles a question, and the number of its row, from 1. */
record Witness(long row, String text) {
  /** The one that was there before, or this cell if none was. */
  static Witness first(Witness before, long row, String text) {
    return before == null ? new Witness(row, text) : before;
  }

  @Override
  public String toString() {
    return "row " + row + " has \"" + text + "\"";
  }
}
