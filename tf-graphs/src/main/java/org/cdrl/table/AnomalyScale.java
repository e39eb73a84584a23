package org.cdrl.table;

import java.util.Arrays;

/**
 * What training rows scored, to put other rows' scores on one scale.
 *
 * <p>The score of a row is the mean over {@link #levels} of (-log p_i - mean_i) / deviation_i:
 * every level counts alike, whatever the unknown constant and scale of its energy.
 *
 * @param levels the transitions i that count
 * @param mean of -log p_i over training rows, nats
 * @param deviation of -log p_i over training rows, nats, positive
 * @param quantiles of the score over training rows, increasing, at even shares from 0 to 1
 */
record AnomalyScale(int[] levels, double[] mean, double[] deviation, double[] quantiles) {
  private static final int QUANTILES = 1000;

  /**
   * Learns the scale.
   *
   * @param levels transitions
   * @param logs log p_i of training rows, [levels][n]
   */
  static AnomalyScale of(int[] levels, float[][] logs) {
    double[] mean = new double[levels.length];
    double[] deviation = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      for (float log : logs[i]) {
        mean[i] -= log / (double) logs[i].length;
      }
      double squares = 0;
      for (float log : logs[i]) {
        squares += (-log - mean[i]) * (-log - mean[i]);
      }
      deviation[i] = Math.max(Math.sqrt(squares / logs[i].length), 1e-9);
    }
    AnomalyScale bare = new AnomalyScale(levels, mean, deviation, new double[] {0});
    double[] scores = bare.scores(logs);
    Arrays.sort(scores);
    int steps = Math.min(QUANTILES, scores.length - 1);
    double[] quantiles = new double[steps + 1];
    for (int q = 0; q <= steps; q++) {
      quantiles[q] =
          scores[(int) Math.round((double) q * (scores.length - 1) / Math.max(1, steps))];
    }
    return new AnomalyScale(levels, mean, deviation, quantiles);
  }

  /** The scale before anything is known. */
  static AnomalyScale unit(int[] levels) {
    double[] ones = new double[levels.length];
    Arrays.fill(ones, 1);
    return new AnomalyScale(levels, new double[levels.length], ones, new double[] {0});
  }

  /** The scores of rows with these log-densities, [levels][n]; 0 on average for training rows. */
  double[] scores(float[][] logs) {
    double[] scores = new double[logs[0].length];
    for (int i = 0; i < levels.length; i++) {
      for (int r = 0; r < scores.length; r++) {
        scores[r] += (-logs[i][r] - mean[i]) / deviation[i] / levels.length;
      }
    }
    return scores;
  }

  /** The share of training rows that score less than this, from 0 to 1. */
  double share(double score) {
    int at = Arrays.binarySearch(quantiles, score);
    at = at >= 0 ? at : -at - 1;
    return Math.min(1, at / (double) Math.max(1, quantiles.length - 1));
  }
}
