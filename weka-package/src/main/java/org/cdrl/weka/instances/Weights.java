package org.cdrl.weka.instances;

import java.util.SplittableRandom;
import weka.core.Instance;
import weka.core.Instances;

/** Weights of instances, for an engine whose rows all count alike. */
public final class Weights {
  private Weights() {}

  /**
   * The data themselves if all weights are equal; else as many rows of weight 1, each as often as
   * its weight says, rounded up or down by systematic sampling (Madow 1949), so that the expected
   * count is exact.
   *
   * @param seed decides about the rounding
   * @throws IllegalArgumentException if a weight is negative or no number, or all are 0
   */
  public static Instances asCounts(Instances data, long seed) {
    double total = 0;
    boolean equal = true;
    for (int r = 0; r < data.size(); r++) {
      double weight = data.get(r).weight();
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Row " + (r + 1) + " has the weight " + weight + "; weights must be 0 or more");
      }
      total += weight;
      equal &= weight == data.get(0).weight();
    }
    if (equal && total > 0 || data.isEmpty()) {
      return data;
    }
    if (total == 0) {
      throw new IllegalArgumentException("All rows have weight 0; there is nothing to learn from");
    }
    Instances counted = new Instances(data, data.size());
    double next = new SplittableRandom(seed).nextDouble();
    double at = 0;
    for (Instance row : data) {
      at += row.weight() / total * data.size();
      for (; next < at && counted.size() < data.size(); next++) {
        counted.add(row);
        counted.get(counted.size() - 1).setWeight(1);
      }
    }
    return counted;
  }
}
