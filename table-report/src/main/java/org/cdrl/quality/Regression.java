package org.cdrl.quality;

import java.util.Arrays;
import java.util.Map;

/** Learns numbers and predicts them. */
final class Regression {
  private static final int TREES = 100;

  /** Just enough for inputs that determine each other, as one-hot codes do. */
  private static final double PENALTY = 1e-4;

  private static final Map<String, Object> TARGET = Map.of("objective", "reg:squarederror");

  private Regression() {}

  /**
   * Learns from some rows and predicts others.
   *
   * @param inputs of the training rows
   * @param targets of the training rows; finite
   * @param test inputs to predict for
   */
  static double[] predictions(
      Learner learner, double[][] inputs, double[] targets, double[][] test, long seed) {
    Standard standard = Standard.of(targets);
    if (inputs[0].length == 0 || Arrays.stream(targets).distinct().count() == 1) {
      double[] constant = new double[test.length];
      Arrays.fill(constant, standard.mean());
      return constant;
    }
    double[] scaled = standard.scaled(targets);
    try (Xgboost rows = new Xgboost(inputs, scaled, test, seed)) {
      double[] predictions =
          switch (learner) {
            case LINEAR ->
                first(
                    rows.predict(
                        Options.LINEAR_ROUNDS, Options.with(Options.linear(PENALTY), TARGET)));
            case ADABOOST -> AdaBoostR2.predictions(rows, scaled, test.length, seed);
            case RANDOM_FOREST -> first(rows.predict(1, Options.with(Options.forest(1), TARGET)));
            case XGBOOST -> first(rows.predict(TREES, Options.with(Options.boosted(), TARGET)));
          };
      return Arrays.stream(predictions).map(standard::unscaled).toArray();
    }
  }

  /** A tree that minimises squared errors, and what it predicts. */
  static Xgboost.Predictions tree(Xgboost rows, int depth) {
    return rows.predictAll(1, Options.with(Options.tree(depth), TARGET));
  }

  /** The one output of every row. */
  static double[] first(float[][] outputs) {
    return Arrays.stream(outputs).mapToDouble(row -> row[0]).toArray();
  }
}
