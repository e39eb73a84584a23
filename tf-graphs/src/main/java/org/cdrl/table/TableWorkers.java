package org.cdrl.table;

import org.cdrl.Workers;

/**
 * Who learns a table of which a trainer sees some rows only. The trainer finds what columns are,
 * rules, codes, the rows to validate and calibrate on, and all that follows training in its own
 * rows; weights are learned from all rows that the workers have.
 */
public interface TableWorkers {
  /** Rows of a trainer that has workers, at least: of fewer none are held out. */
  int FEWEST_ROWS = TableDefaults.FEWEST_TO_VALIDATE;

  /**
   * Called once, before the first round; every {@link TableWorker} needs the model.
   *
   * @param untrained bytes of a model file, which tells how rows are encoded, and the settings
   * @param heldOut numbers of those of the trainer's rows, from 0, that no worker may learn
   */
  void begin(byte[] untrained, int[] heldOut);

  /** Who learns tokens; see {@link TableWorker#tokens}. */
  Workers tokens();

  /** Who learns the engine's networks; see {@link TableWorker#engine}. */
  Workers engine();
}
