package org.cdrl.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Boosting of regression trees with the linear loss: 50 trees of depth 3 on weighted bootstrap
 * samples, combined by the weighted median.
 *
 * <p>Source: Drucker, "Improving Regressors using Boosting Techniques", ICML 1997.
 */
final class AdaBoostR2 {
  private static final int TREES = 50;
  private static final int DEPTH = 3;

  private AdaBoostR2() {}

  /**
   * Learns from some rows and predicts others.
   *
   * @param rows inputs of the training rows, and of others to predict for
   * @param targets of the training rows
   * @param others how many those others are
   */
  static double[] predictions(Xgboost rows, double[] targets, int others, long seed) {
    Random random = new Random(seed);
    int n = targets.length;
    double[] weights = new double[n];
    Arrays.fill(weights, 1.0 / n);
    List<double[]> votes = new ArrayList<>();
    List<Double> says = new ArrayList<>();
    while (votes.size() < TREES) {
      rows.weigh(bag(weights, random));
      Xgboost.Predictions tree = Regression.tree(rows, DEPTH);
      double[] loss = Regression.first(tree.training());
      for (int r = 0; r < n; r++) {
        loss[r] = Math.abs(loss[r] - targets[r]);
      }
      double largest = Arrays.stream(loss).max().orElseThrow();
      double mean = 0;
      for (int r = 0; r < n && largest > 0; r++) {
        loss[r] /= largest;
        mean += weights[r] * loss[r];
      }
      if (mean >= .5 && !votes.isEmpty()) {
        break; // no better than chance
      }
      votes.add(Regression.first(tree.test()));
      if (largest == 0 || mean >= .5) {
        says.add(1.0);
        break; // nothing left to improve, or nothing to gain
      }
      double beta = mean / (1 - mean);
      says.add(Math.log(1 / beta));
      double sum = 0;
      for (int r = 0; r < n; r++) {
        weights[r] *= Math.pow(beta, 1 - loss[r]);
        sum += weights[r];
      }
      for (int r = 0; r < n; r++) {
        weights[r] /= sum;
      }
    }
    return IntStream.range(0, others).mapToDouble(r -> median(votes, says, r)).toArray();
  }

  /** How often each row is drawn, with replacement and by weight. */
  private static double[] bag(double[] weights, Random random) {
    double[] upTo = weights.clone();
    for (int r = 1; r < upTo.length; r++) {
      upTo[r] += upTo[r - 1];
    }
    double[] bag = new double[weights.length];
    for (int i = 0; i < bag.length; i++) {
      int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
      bag[Math.min(bag.length - 1, at < 0 ? -at - 1 : at + 1)]++;
    }
    return bag;
  }

  private static double median(List<double[]> votes, List<Double> says, int row) {
    List<Integer> order =
        IntStream.range(0, votes.size())
            .boxed()
            .sorted((a, b) -> Double.compare(votes.get(a)[row], votes.get(b)[row]))
            .toList();
    double half = says.stream().mapToDouble(Double::doubleValue).sum() / 2;
    double sum = 0;
    int at = -1;
    do {
      sum += says.get(order.get(++at));
    } while (sum < half && at + 1 < order.size());
    return votes.get(order.get(at))[row];
  }
}
