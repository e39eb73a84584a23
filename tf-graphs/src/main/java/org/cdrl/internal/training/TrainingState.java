package org.cdrl.internal.training;

import java.util.List;

/**
 * Everything a run needs to go on as if it had never stopped; random numbers need no state, since
 * they depend on the seed and the iteration.
 *
 * @param iteration finished iterations, pre-training included
 * @param energy parameters, first moments, second moments, average, each flat
 * @param initializer the same; empty for DRL
 * @param spectral power-iteration vectors; empty without normalised weights
 * @param completion the values drawn last for what is missing in the data, row by row; empty if
 *     nothing is missing
 */
public record TrainingState(
    long iteration,
    List<float[]> energy,
    List<float[]> initializer,
    float[] spectral,
    float[] completion) {
  /** The parameters of f to use: their moving average. */
  public float[] energyAverage() {
    return energy.get(3);
  }

  /** The parameters of g to use; empty for DRL. */
  public float[] initializerAverage() {
    return initializer.isEmpty() ? new float[0] : initializer.get(3);
  }

  /** This state with other values for what is missing. */
  public TrainingState withCompletion(float[] values) {
    return new TrainingState(iteration, energy, initializer, spectral, values);
  }
}
