package org.cdrl;

/**
 * What learns in place of a trainer: others that have rows each, begin every round with the same
 * state, and tell what they learned.
 */
public interface Workers {
  /** Iterations of a round, at most. */
  int iterations();

  /**
   * Runs a round.
   *
   * @return what all of them learned
   */
  Learned run(Round round);
}
