package org.cdrl;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.schedule.NoiseSchedule;

/**
 * What rows like those that a model was trained on score by the energies of several levels, to put
 * other rows' scores on one scale.
 *
 * <p>The score of a row is the largest over {@link #levels} of (-log p_i - mean_i) / deviation_i:
 * it is anomalous if it is to any level, whatever the unknown constant and scale of its energy.
 * Energies next to data know little of places far from all rows, and may even like them; those of
 * noisier levels do not. Levels next to data are left out, for they react to the finest detail
 * only, and so are those of almost nothing but noise, for to them all rows look alike and the
 * largest would often be theirs by chance.
 *
 * @param levels the transitions i that count
 * @param mean of -log p_i over rows that were not trained on, nats
 * @param deviation of -log p_i over them, nats, positive
 * @param quantiles of their score, increasing, at even shares from 0 to 1
 */
public record AnomalyScale(int[] levels, double[] mean, double[] deviation, double[] quantiles) {
  private static final int QUANTILES = 1000;

  /** Standard deviation of the noise, over that of data and noise, from which levels count. */
  private static final double LEAST_NOISE = 1 / 3.;

  /** The same, up to which they count. */
  private static final double MOST_NOISE = 7 / 8.;

  /** The transitions that count, of rows with some noise but not too much; else the last. */
  public static int[] levels(NoiseSchedule schedule) {
    int all = schedule.levels();
    int[] some =
        IntStream.rangeClosed(1, all)
            .filter(i -> schedule.noise(i - 1) >= LEAST_NOISE)
            .filter(i -> schedule.noise(i - 1) <= MOST_NOISE)
            .toArray();
    return some.length > 0 ? some : new int[] {all};
  }

  /** The scale before anything is known. */
  public static AnomalyScale unit(int[] levels) {
    double[] ones = new double[levels.length];
    Arrays.fill(ones, 1);
    return new AnomalyScale(levels, new double[levels.length], ones, new double[] {0});
  }

  /**
   * Learns the scale.
   *
   * @param levels transitions
   * @param logs log p_i of rows, [levels][n], nats; see {@link Sampler#logDensities}
   */
  public static AnomalyScale of(int[] levels, float[][] logs) {
    int n = logs[0].length;
    double[] mean = new double[levels.length];
    double[] deviation = new double[levels.length];
    for (int i = 0; i < levels.length; i++) {
      for (float log : logs[i]) {
        mean[i] -= log / (double) n;
      }
      double squares = 0;
      for (float log : logs[i]) {
        squares += (-log - mean[i]) * (-log - mean[i]);
      }
      deviation[i] = Math.max(Math.sqrt(squares / n), 1e-9);
    }
    AnomalyScale bare = new AnomalyScale(levels, mean, deviation, new double[] {0});
    double[] scores = bare.scores(logs);
    Arrays.sort(scores);
    int steps = Math.min(QUANTILES, n - 1);
    double[] quantiles = new double[steps + 1];
    for (int q = 0; q <= steps; q++) {
      quantiles[q] = scores[(int) Math.round((double) q * (n - 1) / Math.max(1, steps))];
    }
    return new AnomalyScale(levels, mean, deviation, quantiles);
  }

  /** The scores of rows with these log-densities, [levels][n], nats; higher is more anomalous. */
  public double[] scores(float[][] logs) {
    double[] scores = new double[logs[0].length];
    Arrays.fill(scores, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < levels.length; i++) {
      for (int r = 0; r < scores.length; r++) {
        scores[r] = Math.max(scores[r], (-logs[i][r] - mean[i]) / deviation[i]);
      }
    }
    return scores;
  }

  /**
   * What a cell of a kind that no training row had adds to a row's score: from the least to the
   * most anomalous of rows like the training data, at least 1, so that the most usual row becomes
   * as anomalous as what one of them in {@code n} is.
   */
  public double surprise() {
    return Math.max(1, quantiles[quantiles.length - 1] - quantiles[0]);
  }

  /** The share of rows like the training data that score less than this, from 0 to 1. */
  public double share(double score) {
    int at = Arrays.binarySearch(quantiles, score);
    at = at >= 0 ? at : -at - 1;
    return Math.min(1, at / (double) Math.max(1, quantiles.length - 1));
  }

  /** The score at a share, from 0 to 1; between two quantiles by linear interpolation. */
  public double threshold(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share must be from 0 to 1, not " + share);
    }
    double at = share * (quantiles.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, quantiles.length - 1);
    return quantiles[below] + (at - below) * (quantiles[above] - quantiles[below]);
  }
}
