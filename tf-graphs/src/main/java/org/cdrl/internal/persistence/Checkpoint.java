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
 * @param lateRows how many rows wait for the middle of the run
 * @param halfway the weights before they were learned; null if they still wait
 */
public record Checkpoint(
    TrainingState state,
    long dataFingerprint,
    double learningRateFactor,
    double seconds,
    Best best,
    int lateRows,
    Weights halfway) {
  /**
   * The weights that validated best.
   *
   * @param loss lower is better
   * @param since validations since then
   */
  public record Best(double loss, int since, Weights weights) {
    /** The same after one more validation that was not better. */
    public Best older() {
      return new Best(loss, since + 1, weights);
    }
  }

  /**
   * What a model is made of at a moment of a run.
   *
   * @param iteration finished iterations, pre-training included
   * @param energy averaged parameters of f
   * @param initializer averaged parameters of g; empty for DRL
   * @param spectral power-iteration vectors
   */
  public record Weights(long iteration, float[] energy, float[] initializer, float[] spectral) {
    /** Those of a state. */
    public static Weights of(TrainingState state) {
      return new Weights(
          state.iteration(), state.energyAverage(), state.initializerAverage(), state.spectral());
    }
  }
}
