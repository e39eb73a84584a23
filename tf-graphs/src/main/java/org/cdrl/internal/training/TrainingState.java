package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
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

  /** All numbers but those for what is missing, one vector after the other. */
  public float[] flat() {
    float[] all = new float[vectors().stream().mapToInt(vector -> vector.length).sum()];
    int at = 0;
    for (float[] vector : vectors()) {
      System.arraycopy(vector, 0, all, at, vector.length);
      at += vector.length;
    }
    return all;
  }

  /**
   * A state with the numbers of {@link #flat}, after so many iterations.
   *
   * @throws IllegalArgumentException if there are not as many as in this state
   */
  public TrainingState with(float[] flat, long iterations) {
    List<float[]> parts = new ArrayList<>();
    int at = 0;
    for (float[] vector : vectors()) {
      if (at + vector.length > flat.length) {
        break;
      }
      parts.add(Arrays.copyOfRange(flat, at, at + vector.length));
      at += vector.length;
    }
    if (parts.size() < vectors().size() || at != flat.length) {
      throw new IllegalArgumentException(
          "A state of other networks: " + flat.length + " numbers, not " + flat().length);
    }
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
