package org.cdrl.internal.persistence;

import org.cdrl.internal.training.TrainingState;

/**
 * What a file adds to a model so that training can go on.
 *
 * @param state of the run
 * @param dataFingerprint of the training data
 * @param learningRateFactor by which learning rates are multiplied after roll-backs
 * @param seconds spent so far
 * @param best the best weights so far; null without validation
 */
public record Checkpoint(
    TrainingState state,
    long dataFingerprint,
    double learningRateFactor,
    double seconds,
    Best best) {
  /**
   * The weights that validated best.
   *
   * @param iteration at which
   * @param loss lower is better
   * @param since validations since then
   * @param energy averaged parameters of f
   * @param initializer averaged parameters of g; empty for DRL
   * @param spectral power-iteration vectors
   */
  public record Best(
      long iteration,
      double loss,
      int since,
      float[] energy,
      float[] initializer,
      float[] spectral) {
    /** The same after one more validation that was not better. */
    public Best older() {
      return new Best(iteration, loss, since + 1, energy, initializer, spectral);
    }
  }
}
