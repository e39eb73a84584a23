package org.cdrl.examples.tribuo.benchmark;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/**
 * Accuracy in Tribuo's 5-fold cross-validation, beside Tribuo's own trainers on the same folds.
 *
 * <p>{@code examples/run tribuo.benchmark.TribuoClassificationBenchmark [--iterations N] DATA SEEDS
 * [SET...]} prints a line per set and seed: mean accuracy over the folds, in per cent, of this
 * project's default configuration, logistic regression (50 epochs on features scaled to -1 .. 1), a
 * random forest (100 trees, the root of the number of features per split) and XGBoost (100 trees),
 * and the seconds that all five folds took, predictions included. Then the means.
 */
public final class TribuoClassificationBenchmark {
  private static final int FOLDS = 5;

  private TribuoClassificationBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    BenchmarkArguments arguments =
        BenchmarkArguments.parse("TribuoClassificationBenchmark", "SEEDS", args);
    System.out.println(
        "set,seed,rows,features,classes,cdrl,logistic,forest,xgboost,"
            + "seconds_cdrl,seconds_logistic,seconds_forest,seconds_xgboost");
    MeanLine means = new MeanLine();
    for (ClassificationSet set : ClassificationSet.of(arguments)) {
      Dataset<Label> data = new MutableDataset<>(set.read(arguments.data()));
      for (int seed = 1; seed <= arguments.count(); seed++) {
        Map<String, Trainer<Label>> trainers = new LinkedHashMap<>();
        trainers.put("cdrl", arguments.trainer(new LabelConditioning(), seed).build());
        trainers.putAll(peers(data, seed));
        double[] figures = new double[2 * trainers.size()];
        int k = 0;
        for (Trainer<Label> trainer : trainers.values()) {
          Stopwatch watch = new Stopwatch();
          figures[k] = 100 * accuracy(trainer, data, seed);
          figures[k + trainers.size()] = watch.lap();
          k++;
        }
        means.add(figures);
        System.out.printf(
            Locale.ROOT,
            "%s,%d,%d,%d,%d,%s%n",
            set.title(),
            seed,
            data.size(),
            data.getFeatureMap().size(),
            data.getOutputInfo().size(),
            MeanLine.text(figures));
      }
    }
    System.out.println("mean,,,,," + means);
  }

  private static Map<String, Trainer<Label>> peers(Dataset<Label> data, long seed) {
    int features = data.getFeatureMap().size();
    LinearSGDTrainer linear =
        new LinearSGDTrainer(
            new LogMulticlass(), new AdaGrad(1, .1), 50, Integer.MAX_VALUE, 1, seed);
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            Integer.MAX_VALUE, 1, 0, (float) (1 / Math.sqrt(features)), new GiniIndex(), seed);
    Map<String, Trainer<Label>> peers = new LinkedHashMap<>();
    peers.put(
        "logistic",
        new TransformTrainer<>(
            linear,
            // More than a fold has, so that it varies wherever a fold is left out.
            VaryingFeatures.each(
                data, data.size() / FOLDS + 2, new LinearScalingTransformation(-1, 1)),
            true));
    peers.put("forest", new RandomForestTrainer<>(tree, new VotingCombiner(), 100, seed));
    peers.put(
        "xgboost", new XGBoostClassificationTrainer(100, .3, 0, 6, 1, 1, 1, 1, 0, 0, true, seed));
    return peers;
  }

  private static double accuracy(Trainer<Label> trainer, Dataset<Label> data, long seed) {
    double sum = 0;
    for (Pair<LabelEvaluation, Model<Label>> fold :
        new CrossValidation<>(trainer, data, new LabelEvaluator(), FOLDS, seed).evaluate()) {
      sum += fold.getA().accuracy();
      if (fold.getB() instanceof CDRLModel<Label> model) {
        model.close();
      }
    }
    return sum / FOLDS;
  }
}
