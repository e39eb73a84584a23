package org.cdrl.table;

/**
 * {@link Regressions} of the two sets of rows that engines are trained on; see {@link RowSplit}.
 *
 * @param early fitted to the rows that are learned from the beginning
 * @param learned fitted to all that are learned in the end
 */
record SplitRegressions(Regressions early, Regressions learned) {
  /** Those of rows of which none are late. */
  static SplitRegressions of(Regressions learned) {
    return new SplitRegressions(learned, learned);
  }
}
