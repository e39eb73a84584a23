package org.cdrl;

import java.io.Serializable;
import java.util.List;

/**
 * What came out of a {@link Round}.
 *
 * @param state after it, as the round had it before
 * @param measures means over its iterations of what they report
 */
public record Learned(float[] state, float[] measures) implements Serializable {
  /**
   * The mean of what workers learned from the same state. Sums are in the workers' order, so that
   * the same results have the same mean.
   *
   * @param workers at least one
   */
  public static Learned mean(List<Learned> workers) {
    return new Learned(
        mean(workers.stream().map(Learned::state).toList(), workers.get(0).state().length),
        mean(workers.stream().map(Learned::measures).toList(), workers.get(0).measures().length));
  }

  private static float[] mean(List<float[]> vectors, int size) {
    float[] mean = new float[size];
    for (int k = 0; k < size; k++) {
      double sum = 0;
      for (float[] vector : vectors) {
        sum += vector[k];
      }
      mean[k] = (float) (sum / vectors.size());
    }
    return mean;
  }
}
