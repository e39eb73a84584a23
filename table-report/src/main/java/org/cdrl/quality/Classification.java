package org.cdrl.quality;

import java.util.Arrays;
import java.util.Map;

/** Learns classes and scores rows. */
final class Classification {
  private static final int TREES = 100;

  private Classification() {}

  /**
   * Learns from some rows and scores others.
   *
   * @param inputs of the training rows
   * @param classes of the training rows
   * @param count how many classes there are, whether or not they are there in the training rows
   * @param test inputs to score
   * @return scores [n][count] of which the largest tells the class; 0 for classes never seen
   */
  static double[][] scores(
      Learner learner, double[][] inputs, int[] classes, int count, double[][] test, long seed) {
    int[] seen = Arrays.stream(classes).distinct().sorted().toArray();
    double[][] scores = new double[test.length][count];
    if (inputs[0].length == 0 || seen.length == 1) {
      // Nothing to learn but how often each class is.
      for (double[] row : scores) {
        for (int c : classes) {
          row[c] += 1.0 / classes.length;
        }
      }
      return scores;
    }
    int[] places = Arrays.stream(classes).map(c -> Arrays.binarySearch(seen, c)).toArray();
    double[][] ofSeen = scoresOfSeen(learner, inputs, places, seen.length, test, seed);
    for (int r = 0; r < scores.length; r++) {
      for (int k = 0; k < seen.length; k++) {
        scores[r][seen[k]] = ofSeen[r][k];
      }
    }
    return scores;
  }

  private static double[][] scoresOfSeen(
      Learner learner, double[][] inputs, int[] classes, int count, double[][] test, long seed) {
    if (learner == Learner.ADABOOST) {
      return AdaBoost.scores(inputs, classes, count, test);
    }
    Map<String, Object> target =
        count == 2
            ? Map.of("objective", "binary:logistic")
            : Map.of("objective", "multi:softprob", "num_class", count);
    double[] targets = Arrays.stream(classes).asDoubleStream().toArray();
    try (Xgboost rows = new Xgboost(inputs, targets, test, seed)) {
      float[][] found =
          switch (learner) {
            // The penalty is that of scikit-learn, 1 beside the sum of the losses.
            case LINEAR ->
                rows.predict(
                    Options.LINEAR_ROUNDS,
                    Options.with(Options.linear(1.0 / inputs.length), target));
            case RANDOM_FOREST ->
                rows.predict(
                    1, Options.with(Options.forest(1 / Math.sqrt(inputs[0].length)), target));
            case XGBOOST -> rows.predict(TREES, Options.with(Options.boosted(), target));
            case ADABOOST -> throw new IllegalStateException("Boosts stumps by itself");
          };
      double[][] scores = new double[found.length][count];
      for (int r = 0; r < scores.length; r++) {
        for (int k = 0; k < count; k++) {
          // Of two classes XGBoost tells the probability of the second.
          scores[r][k] = count > 2 ? found[r][k] : k == 1 ? found[r][0] : 1 - found[r][0];
        }
      }
      return scores;
    }
  }
}
