package org.cdrl;

import java.util.function.Function;

/**
 * What learns in place of a trainer: others that have rows each, begin every round with the same
 * state, and tell what they learned.
 *
 * @param iterations of a round, at most
 * @param rounds runs a round; what comes out is what all of them learned
 */
public record Workers(int iterations, Function<Round, Learned> rounds) {
  /** Runs a round. */
  public Learned run(Round round) {
    return rounds.apply(round);
  }
}
