package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.StateVector;

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

  /** All numbers but those for what is missing, one vector after the other. */
  public float[] flat() {
    return StateVector.joined(vectors());
  }

  /**
   * A state with the numbers of {@link #flat}, after so many iterations.
   *
   * @throws IllegalArgumentException if there are not as many as in this state
   */
  public TrainingState with(float[] flat, long iterations) {
    List<float[]> parts =
        StateVector.split(flat, vectors().stream().mapToInt(vector -> vector.length).toArray());
    int networks = energy.size() + initializer.size();
    return new TrainingState(
        iterations,
        parts.subList(0, energy.size()),
        parts.subList(energy.size(), networks),
        parts.get(networks),
        completion);
  }

  private List<float[]> vectors() {
    List<float[]> all = new ArrayList<>(energy);
    all.addAll(initializer);
    all.add(spectral);
    return all;
  }

  /** This state with other values for what is missing. */
  public TrainingState withCompletion(float[] values) {
    return new TrainingState(iteration, energy, initializer, spectral, values);
  }
}
