package org.cdrl.quality;

import java.util.Arrays;

/**
 * Boosting of stumps by the SAMME algorithm: 50 of them, each for rows weighed by how often those
 * before it were wrong.
 *
 * <p>Source: Zhu, Zou, Rosset and Hastie, "Multi-class AdaBoost", Statistics and Its Interface 2
 * (2009).
 */
final class AdaBoost {
  private static final int STUMPS = 50;

  /** The say of a stump that is always right. */
  private static final double LEAST_ERROR = 1e-10;

  private AdaBoost() {}

  /**
   * Learns from some rows and scores others.
   *
   * @param count how many classes there are
   * @return the say of the stumps for every class [n][count], adding up to 1
   */
  static double[][] scores(double[][] inputs, int[] classes, int count, double[][] test) {
    double[] weights = new double[inputs.length];
    Arrays.fill(weights, 1.0 / weights.length);
    double[][] scores = new double[test.length][count];
    double says = 0;
    Stump.Search search = new Stump.Search(inputs, classes, count);
    for (int s = 0; s < STUMPS; s++) {
      Stump stump = search.best(weights);
      int[] said = stump.of(inputs);
      double error = 0;
      for (int r = 0; r < said.length; r++) {
        error += said[r] == classes[r] ? 0 : weights[r];
      }
      double bounded = Math.max(error, LEAST_ERROR);
      double say = Math.log((1 - bounded) / bounded) + Math.log(count - 1);
      if (say <= 0 && s > 0) {
        break; // no better than chance
      }
      say = Math.max(say, LEAST_ERROR);
      says += say;
      for (int r = 0; r < test.length; r++) {
        scores[r][stump.of(test[r])] += say;
      }
      if (error <= LEAST_ERROR) {
        break; // nothing left to learn
      }
      double sum = 0;
      for (int r = 0; r < weights.length; r++) {
        weights[r] *= said[r] == classes[r] ? 1 : Math.exp(say);
        sum += weights[r];
      }
      for (int r = 0; r < weights.length; r++) {
        weights[r] /= sum;
      }
    }
    for (double[] row : scores) {
      for (int c = 0; c < count; c++) {
        row[c] /= says;
      }
    }
    return scores;
  }
}
