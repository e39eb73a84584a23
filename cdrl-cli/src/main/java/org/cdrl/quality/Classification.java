package org.cdrl.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.tribuo.Dataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.AdaBoostTrainer;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.math.optimisers.AdaGrad;

/** Learns classes and scores rows. */
final class Classification {
  private static final int STEPS = 50;
  private static final int ROWS_PER_STEP = 16;

  /** Less than any row weighs in AdaBoost, where all rows together weigh 1. */
  private static final float ANY_WEIGHT = 1e-10f;

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
    double[][] scores = new double[test.length][count];
    if (inputs[0].length == 0 || Arrays.stream(classes).distinct().count() == 1) {
      // Nothing to learn but how often each class is.
      for (double[] row : scores) {
        for (int c : classes) {
          row[c] += 1.0 / classes.length;
        }
      }
      return scores;
    }
    LabelFactory factory = new LabelFactory();
    Dataset<Label> examples =
        Examples.of(inputs, r -> new Label(Integer.toString(classes[r])), factory);
    List<Prediction<Label>> predictions =
        OwnThread.of(
            () ->
                trainer(learner, inputs[0].length, inputs.length, seed)
                    .train(examples)
                    .predict(Examples.of(test, factory)));
    for (int r = 0; r < scores.length; r++) {
      for (Map.Entry<String, Label> score : predictions.get(r).getOutputScores().entrySet()) {
        scores[r][Integer.parseInt(score.getKey())] = score.getValue().getScore();
      }
    }
    return scores;
  }

  private static Trainer<Label> trainer(Learner learner, int width, int rows, long seed) {
    return switch (learner) {
      case LINEAR ->
          new LinearSGDTrainer(
              new LogMulticlass(),
              new AdaGrad(.5, .1),
              Math.max(STEPS, 10_000 / Math.max(1, rows / ROWS_PER_STEP)),
              Integer.MAX_VALUE,
              ROWS_PER_STEP,
              seed);
      case ADABOOST -> new AdaBoostTrainer(tree(1, ANY_WEIGHT, 1, seed), 50, seed);
      case RANDOM_FOREST ->
          new BaggingTrainer<>(
              tree(Integer.MAX_VALUE, 1, (float) (1 / Math.sqrt(width)), seed),
              new VotingCombiner(),
              100,
              seed);
      case XGBOOST ->
          new XGBoostClassificationTrainer(
              XGBoostTrainer.BoosterType.GBTREE,
              XGBoostTrainer.TreeMethod.HIST,
              100,
              .3,
              0,
              6,
              1,
              1,
              1,
              1,
              0,
              1,
              XGBoostTrainer.LoggingVerbosity.SILENT,
              seed);
    };
  }

  private static Trainer<Label> tree(int depth, float leafWeight, float tried, long seed) {
    return new CARTClassificationTrainer(depth, leafWeight, 0, tried, false, new GiniIndex(), seed);
  }
}
