package org.cdrl.internal.privacy;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What noisy sums over rows give away of one row that is there or not: Rényi divergences of integer
 * orders, which add up over sums. Each sum is of vectors, one per row, whose norm is bounded, and
 * has Gaussian noise.
 *
 * <p>Mironov, "Rényi Differential Privacy", CSF 2017; Mironov, Talwar, Zhang, "Rényi Differential
 * Privacy of the Sampled Gaussian Mechanism", arXiv:1908.10530, 2019.
 *
 * @param divergences of the orders 2, 3, .. {@value #LAST_ORDER}
 */
public record PrivacyLoss(double[] divergences) {
  private static final int LAST_ORDER = 256;

  /** Nothing is told. */
  public static PrivacyLoss none() {
    return new PrivacyLoss(new double[LAST_ORDER - 1]);
  }

  /**
   * Sums over all rows.
   *
   * @param noise standard deviation of the noise, over the bound on a row's norm, above 0
   * @param times sums, each with noise of its own
   */
  public static PrivacyLoss ofSums(double noise, double times) {
    double[] divergences = new double[LAST_ORDER - 1];
    Arrays.setAll(divergences, n -> times * (n + 2) / (2 * noise * noise));
    return new PrivacyLoss(divergences);
  }

  /**
   * Sums over rows of which each takes part by chance, on its own and anew in every sum (section
   * 3.3 of Mironov, Talwar, Zhang).
   *
   * @param rate the chance, from 0 to 1
   * @param noise standard deviation of the noise, over the bound on a row's norm, above 0
   * @param times sums, each with noise of its own
   */
  public static PrivacyLoss ofSampledSums(double rate, double noise, double times) {
    if (rate == 0 || rate == 1) {
      return rate == 0 ? none() : ofSums(noise, times);
    }
    double[] divergences = new double[LAST_ORDER - 1];
    Arrays.setAll(divergences, n -> times * logMoment(rate, noise, n + 2) / (n + 1));
    return new PrivacyLoss(divergences);
  }

  /** log sum_k C(order, k) (1 - rate)^(order - k) rate^k exp((k² - k) / (2 noise²)). */
  private static double logMoment(double rate, double noise, int order) {
    double[] terms = new double[order + 1];
    double logChoices = 0;
    for (int k = 0; k <= order; k++) {
      terms[k] =
          logChoices
              + (order - k) * Math.log1p(-rate)
              + k * Math.log(rate)
              + k * (k - 1.) / (2 * noise * noise);
      logChoices += Math.log((order - k) / (k + 1.));
    }
    double most = Arrays.stream(terms).max().orElseThrow();
    return most + Math.log(Arrays.stream(terms).map(term -> Math.exp(term - most)).sum());
  }

  /** This and the other, one after the other; the second may depend on what the first told. */
  public PrivacyLoss plus(PrivacyLoss other) {
    double[] sum = divergences.clone();
    Arrays.setAll(sum, n -> divergences[n] + other.divergences[n]);
    return new PrivacyLoss(sum);
  }

  /**
   * The least epsilon for which (epsilon, delta) differential privacy follows.
   *
   * @param delta between 0 and 1
   */
  public double epsilon(double delta) {
    return epsilon(delta, order(delta));
  }

  /**
   * The order that gives the least epsilon. Where later sums depend on what earlier ones told, it
   * has to be chosen before.
   */
  public int order(double delta) {
    return IntStream.rangeClosed(2, LAST_ORDER)
        .boxed()
        .min(Comparator.comparingDouble(order -> epsilon(delta, order)))
        .orElseThrow();
  }

  /**
   * The epsilon that follows from one order (Canonne, Kamath, Steinke, "The Discrete Gaussian for
   * Differential Privacy", NeurIPS 2020, proposition 12).
   */
  public double epsilon(double delta, int order) {
    double epsilon =
        divergences[order - 2]
            + Math.log1p(-1. / order)
            - (Math.log(delta) + Math.log(order)) / (order - 1);
    return Math.max(0, epsilon);
  }
}
