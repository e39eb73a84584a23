package org.cdrl.examples.weka;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import weka.classifiers.AbstractClassifier;
import weka.classifiers.Classifier;
import weka.classifiers.evaluation.Evaluation;
import weka.classifiers.functions.CDRL;
import weka.classifiers.functions.Logistic;
import weka.classifiers.functions.MLPClassifier;
import weka.classifiers.functions.SMO;
import weka.classifiers.trees.RandomForest;
import weka.core.Instances;

/**
 * Stratified 10-fold cross-validation as the Experimenter does it, beside other classifiers with
 * their defaults.
 *
 * <p>{@code examples/run weka.WekaClassificationBenchmark [--iterations N] DATA SEEDS [SET...]}
 * prints a line per set and seed: accuracies in per cent, and the seconds of all ten folds; then
 * the means.
 */
public final class WekaClassificationBenchmark {
  private static final int FOLDS = 10;

  private static final List<String> SETS =
      List.of(
          "iris",
          "diabetes",
          "glass",
          "ionosphere",
          "segment-challenge",
          "breast-cancer",
          "vote",
          "labor",
          "credit-g");

  private WekaClassificationBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    BenchmarkOptions arguments =
        BenchmarkOptions.parse("WekaClassificationBenchmark", new LinkedHashSet<>(SETS), args);
    System.out.println(
        "set,seed,cdrl,logistic,smo,random_forest,mlp,"
            + "seconds_cdrl,seconds_logistic,seconds_smo,seconds_random_forest,seconds_mlp");
    MeanLine means = new MeanLine();
    for (String set : arguments.sets()) {
      Instances data = DataSets.arff(arguments.data(), set);
      for (int seed = 1; seed <= arguments.seeds(); seed++) {
        List<AbstractClassifier> classifiers =
            List.of(
                cdrl(arguments.iterations(), seed),
                new Logistic(),
                new SMO(),
                new RandomForest(),
                new MLPClassifier());
        double[] figures = new double[2 * classifiers.size()];
        for (int k = 0; k < classifiers.size(); k++) {
          Stopwatch watch = new Stopwatch();
          figures[k] = accuracy(classifiers.get(k), data, seed);
          figures[k + classifiers.size()] = watch.lap();
        }
        means.add(figures);
        System.out.println(set + "," + seed + "," + MeanLine.text(figures));
      }
    }
    System.out.println("mean,," + means);
  }

  private static CDRL cdrl(int iterations, int seed) {
    CDRL cdrl = new CDRL();
    cdrl.setIterations(iterations);
    cdrl.setSeed(seed);
    return cdrl;
  }

  private static double accuracy(Classifier classifier, Instances data, int seed) throws Exception {
    Evaluation evaluation = new Evaluation(data);
    evaluation.crossValidateModel(classifier, data, FOLDS, new Random(seed));
    return evaluation.pctCorrect();
  }
}
