package org.cdrl;

import java.io.Serializable;

/**
 * Some iterations of a run, as all workers begin them. What a worker makes of them follows from
 * this, its rows and its rank alone.
 *
 * @param from finished iterations, pre-training included
 * @param iterations that follow, at least 1
 * @param state what was learned so far: parameters, moments and averages, one after the other
 * @param learningRateFactor by which learning rates are multiplied; 1 unless the run was rolled
 *     back
 * @param drawn the moment whose model drew what is missing in rows; null before the first draw
 */
public record Round(
    long from, int iterations, float[] state, double learningRateFactor, Drawn drawn)
    implements Serializable {
  /**
   * A moment of a run.
   *
   * @param iteration finished iterations
   * @param state as of a round
   */
  public record Drawn(long iteration, float[] state) implements Serializable {}
}
