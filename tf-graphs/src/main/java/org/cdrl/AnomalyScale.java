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
 * training score less is counted, not assumed: {@link #share}. The count has the meaning that
 * conformal prediction gives it: a row like the n that were counted is equally likely to take each
 * of the n + 1 ranks (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005).
 * Beyond the largest of them nothing can be counted, and shares fall as the score says.
 *
 * @param weights of the kinds, positive, with sum 1
 * @param mean of every kind over rows that were not trained on; higher is more anomalous
 * @param deviation of every kind over them, positive
 * @param quantiles of their score, increasing: a row like them is above the k-th, counted from 1,
 *     with a chance of at most 1 - k / (1 + the number of quantiles)
 */
public record AnomalyScale(
    double[] weights, double[] mean, double[] deviation, double[] quantiles) {
  private static final int QUANTILES = 1000;

  /** What products of shares and numbers of rows may lack to be whole. */
  private static final double ROUNDING = 1e-9;

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
    return of(weights, evidence, evidence);
  }

  /**
   * Learns the scale from rows, and counts shares among others.
   *
   * @param counted evidence like that of rows that will be scored, at least one, [n][kinds], finite
   */
  public static AnomalyScale of(double[] weights, double[][] evidence, double[][] counted) {
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
    double[] scores = Arrays.stream(counted).mapToDouble(bare::score).sorted().toArray();
    double[] quantiles = new double[Math.min(QUANTILES, scores.length)];
    for (int q = 0; q < quantiles.length; q++) {
      // The rank, from 1, rounded up: (q + 1) / (quantiles + 1) of all and one more.
      long rank = ((q + 1L) * (scores.length + 1) + quantiles.length) / (quantiles.length + 1);
      quantiles[q] = scores[(int) rank - 1];
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
   * largest quantile, at least 1, so that the most usual row becomes as anomalous as what one of
   * the rows that gave the scale is, or one in a thousand of them.
   */
  public double surprise() {
    return Math.max(1, quantiles[quantiles.length - 1] - quantiles[0]);
  }

  /**
   * The share of rows like the training data that score less than this, at least 0 and below 1.
   * Such rows are above a share s with a chance of at most 1 - s, however few gave the scale, up to
   * where quantiles end.
   */
  public double share(double score) {
    int n = quantiles.length;
    int below = Arrays.binarySearch(quantiles, score);
    if (below < 0) {
      below = -below - 1;
    } else {
      while (below > 0 && quantiles[below - 1] == score) {
        below--;
      }
    }
    return below < n ? below / (n + 1.) : 1 - Math.exp(quantiles[n - 1] - score) / (n + 1);
  }

  /**
   * The score that a share of rows like the training data does not exceed: rows above it, and no
   * others, have a {@link #share} of at least this.
   *
   * @param share from 0 to 1; nothing exceeds the score of 1, which is infinite
   */
  public double threshold(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("A share must be from 0 to 1, not " + share);
    }
    int n = quantiles.length;
    int rank = (int) Math.ceil(share * (n + 1) - ROUNDING);
    return rank > n
        ? quantiles[n - 1] - Math.log((1 - share) * (n + 1))
        : quantiles[Math.max(0, rank - 1)];
  }
}
