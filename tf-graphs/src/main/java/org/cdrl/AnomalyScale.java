package org.cdrl;

import java.util.Arrays;

/**
 * Several kinds of evidence of how anomalous a row is, on one scale: minus the logarithm of the
 * harmonic mean of their p-values.
 *
 * <p>Of every kind the mean and the standard deviation over rows like those of training are known;
 * the p-value of a row is the upper tail of the logistic distribution that has them. A row is
 * anomalous if it is to any kind, and the more so the more kinds agree, whatever the dependence
 * between them (Wilson, "The harmonic mean p-value for combining dependent tests", PNAS 2019). No
 * kind can make up for what another one finds. The tail of the logistic distribution falls like an
 * exponential, as those of distances do, so that one kind alone decides only where it is sure.
 *
 * <p>A score of 3 is a p-value of one in twenty, 4.6 one of a hundred. How many rows like those of
 * training score less is counted, not assumed: {@link #share}.
 *
 * @param weights of the kinds, positive, with sum 1
 * @param mean of every kind over rows that were not trained on; higher is more anomalous
 * @param deviation of every kind over them, positive
 * @param quantiles of their score, increasing, at even shares from 0 to 1
 */
public record AnomalyScale(
    double[] weights, double[] mean, double[] deviation, double[] quantiles) {
  private static final int QUANTILES = 1000;

  /** The slope of the logistic distribution of standard deviation 1. */
  private static final double SLOPE = Math.PI / Math.sqrt(3);

  /** The scale before anything is known. */
  public static AnomalyScale unit(int kinds) {
    double[] ones = new double[kinds];
    Arrays.fill(ones, 1);
    double[] weights = new double[kinds];
    Arrays.fill(weights, 1. / kinds);
    return new AnomalyScale(weights, new double[kinds], ones, new double[] {0});
  }

  /**
   * Learns the scale.
   *
   * @param weights of the kinds, positive, with sum 1
   * @param evidence of rows that were not trained on, at least one, [n][kinds], finite
   */
  public static AnomalyScale of(double[] weights, double[][] evidence) {
    int n = evidence.length;
    double[] mean = new double[weights.length];
    double[] deviation = new double[weights.length];
    for (int k = 0; k < weights.length; k++) {
      for (double[] row : evidence) {
        mean[k] += row[k] / n;
      }
      for (double[] row : evidence) {
        deviation[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / n;
      }
      deviation[k] = Math.max(Math.sqrt(deviation[k]), 1e-9);
    }
    AnomalyScale bare = new AnomalyScale(weights, mean, deviation, new double[] {0});
    double[] scores = Arrays.stream(evidence).mapToDouble(bare::score).sorted().toArray();
    int steps = Math.min(QUANTILES, n - 1);
    double[] quantiles = new double[steps + 1];
    for (int q = 0; q <= steps; q++) {
      quantiles[q] = scores[(int) Math.round((double) q * (n - 1) / Math.max(1, steps))];
    }
    return new AnomalyScale(weights, mean, deviation, quantiles);
  }

  /**
   * The score of a row, at least 0; higher is more anomalous.
   *
   * @param evidence of every kind; negative infinity for a kind that has nothing against the row
   */
  public double score(double[] evidence) {
    // log(sum_k w_k / p_k) with 1 / p_k = 1 + exp(slope z_k), without overflow.
    double[] logits = new double[evidence.length];
    double most = 0;
    for (int k = 0; k < logits.length; k++) {
      logits[k] = SLOPE * (evidence[k] - mean[k]) / deviation[k];
      most = Math.max(most, logits[k]);
    }
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += weights[k] * (Math.exp(-most) + Math.exp(logits[k] - most));
    }
    return most + Math.log(sum);
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
