package org.cdrl.quality;

import java.util.Arrays;
import java.util.Map;
import org.tribuo.Model;
import org.tribuo.Trainer;
import org.tribuo.common.xgboost.XGBoostTrainer;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.rtree.CARTRegressionTrainer;
import org.tribuo.regression.rtree.impurity.MeanSquaredError;
import org.tribuo.regression.slm.ElasticNetCDTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/** Learns numbers and predicts them. */
public final class Regression {
  /** Just enough for inputs that determine each other, as one-hot codes do. */
  private static final double PENALTY = 1e-4;

  private static final double SHARE_OF_L1 = 1e-3;

  /** The share of different rows in a bootstrap sample. */
  private static final double BOOTSTRAP = .632;

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
    double[] scaled = Arrays.stream(targets).map(standard::scaled).toArray();
    double[] predictions =
        learner == Learner.ADABOOST
            ? AdaBoostR2.predictions(inputs, scaled, test, seed)
            : OwnThread.of(() -> predictions(train(trainer(learner, seed), inputs, scaled), test));
    return Arrays.stream(predictions).map(standard::unscaled).toArray();
  }

  /** A tree that minimises squared errors. */
  static Trainer<Regressor> tree(int depth, long seed) {
    return new CARTRegressionTrainer(depth, 1, 0, 1, false, new MeanSquaredError(), seed);
  }

  static Model<Regressor> train(Trainer<Regressor> trainer, double[][] inputs, double[] targets) {
    return trainer.train(
        Examples.of(inputs, r -> new Regressor("target", targets[r]), new RegressionFactory()));
  }

  static double[] predictions(Model<Regressor> model, double[][] inputs) {
    return model.predict(Examples.of(inputs, new RegressionFactory())).stream()
        .mapToDouble(prediction -> prediction.getOutput().getValues()[0])
        .toArray();
  }

  /** XGBoost's options of a random forest of 100 trees, on one thread. */
  public static Map<String, Object> forest(long seed) {
    return Map.ofEntries(
        Map.entry("objective", "reg:squarederror"),
        Map.entry("num_parallel_tree", 100),
        Map.entry("subsample", BOOTSTRAP),
        Map.entry("eta", 1.0),
        Map.entry("lambda", 0.0),
        Map.entry("max_depth", 28),
        Map.entry("min_child_weight", 1.0),
        Map.entry("nthread", 1),
        Map.entry("verbosity", 0),
        Map.entry("seed", seed));
  }

  private static Trainer<Regressor> trainer(Learner learner, long seed) {
    return switch (learner) {
      case LINEAR -> new ElasticNetCDTrainer(PENALTY, SHARE_OF_L1, 1e-6, 2000, false, seed);
      case ADABOOST -> throw new IllegalArgumentException("Tribuo boosts no regressions");
      // Tribuo's own forests take minutes for ten thousand rows.
      case RANDOM_FOREST -> new XGBoostRegressionTrainer(RegressionType.LINEAR, 1, forest(seed));
      case XGBOOST ->
          new XGBoostRegressionTrainer(
              XGBoostTrainer.BoosterType.GBTREE,
              XGBoostTrainer.TreeMethod.HIST,
              RegressionType.LINEAR,
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
}
