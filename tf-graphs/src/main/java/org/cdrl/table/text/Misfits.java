package org.cdrl.table.text;

/** Tells when one way to read a column has failed so often that it need not be tried any more. */
final class Misfits {
  private static final int PATIENCE = 100;

  /** Readings that fail more often are of no interest even as a hint. */
  private static final double SHARE = .5;

  private long cells;
  private long misfits;

  void add(boolean misfit) {
    cells++;
    misfits += misfit ? 1 : 0;
  }

  boolean tooMany() {
    return misfits > PATIENCE && misfits > SHARE * cells;
  }
}
