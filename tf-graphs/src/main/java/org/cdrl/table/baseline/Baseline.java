package org.cdrl.table.baseline;

import org.cdrl.table.data.Table;

/** Makes rows like those of a training table. */
public interface Baseline {
  /**
   * Draws rows.
   *
   * @param rows how many
   * @param seed the same seed gives the same rows
   */
  Table draw(int rows, long seed);
}
