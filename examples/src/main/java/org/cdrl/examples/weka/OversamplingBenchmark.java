package org.cdrl.examples.weka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.table.quality.Median;
import weka.classifiers.AbstractClassifier;
import weka.classifiers.Classifier;
import weka.classifiers.evaluation.Evaluation;
import weka.classifiers.functions.Logistic;
import weka.classifiers.trees.J48;
import weka.classifiers.trees.RandomForest;
import weka.core.EuclideanDistance;
import weka.core.Instance;
import weka.core.Instances;
import weka.filters.AllFilter;
import weka.filters.Filter;
import weka.filters.supervised.instance.CDRLOversample;
import weka.filters.supervised.instance.ClassBalancer;
import weka.filters.supervised.instance.SMOTE;

/**
 * Rare classes filled up in the training folds of a stratified 5-fold cross-validation: with drawn
 * rows, with SMOTE's, by weights (ClassBalancer), and not at all.
 *
 * <p>{@code examples/run weka.OversamplingBenchmark [--iterations N] DATA SEEDS [SET...]} prints a
 * line per set, seed and filter: the area under the precision-recall curve of the rare class and
 * the macro-averaged F1, in per cent, of J48, Logistic and RandomForest; the median distance of
 * added rows to their closest training row, after min-max scaling, and that of the test rows of the
 * rare class; and the filter's seconds. Then the means per filter. A filter is applied once per
 * fold and all three classifiers are built on its output, which is what a FilteredClassifier would
 * do three times.
 */
public final class OversamplingBenchmark {
  private static final int FOLDS = 5;

  /** Reads a set. */
  private interface Reader {
    Instances read(Path data) throws Exception;
  }

  private static final Map<String, Reader> SETS = new LinkedHashMap<>();

  static {
    SETS.put("unbalanced", data -> DataSets.arff(data, "unbalanced"));
    for (String set : List.of("thyroid", "mammography", "annthyroid")) {
      SETS.put(set, data -> DataSets.adbench(data, set));
    }
    for (String label : List.of("vehic wind float", "containers", "tableware")) {
      SETS.put(
          "glass-" + label.replace(' ', '-'),
          data -> DataSets.oneAgainstRest(DataSets.arff(data, "glass"), label));
    }
  }

  private static final List<String> FILTERS = List.of("none", "class_balancer", "smote", "cdrl");

  private OversamplingBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    BenchmarkOptions arguments =
        BenchmarkOptions.parse("OversamplingBenchmark", SETS.keySet(), args);
    System.out.println(
        "set,seed,filter,auprc_j48,auprc_logistic,auprc_random_forest,"
            + "f1_j48,f1_logistic,f1_random_forest,distance,distance_test,seconds");
    Map<String, MeanLine> means = new LinkedHashMap<>();
    FILTERS.forEach(filter -> means.put(filter, new MeanLine()));
    for (String set : arguments.sets()) {
      Instances data = SETS.get(set).read(arguments.data());
      for (int seed = 1; seed <= arguments.seeds(); seed++) {
        for (String filter : FILTERS) {
          double[] figures = run(data, filter, arguments.iterations(), seed);
          means.get(filter).add(figures);
          System.out.println(set + "," + seed + "," + filter + "," + MeanLine.text(figures));
        }
      }
    }
    means.forEach((filter, mean) -> System.out.println("mean,," + filter + "," + mean));
  }

  private static double[] run(Instances whole, String name, int iterations, int seed)
      throws Exception {
    Instances data = new Instances(whole);
    data.randomize(new Random(seed));
    data.stratify(FOLDS);
    List<Classifier> classifiers = List.of(new J48(), new Logistic(), new RandomForest());
    List<Evaluation> evaluations = new ArrayList<>();
    for (int k = 0; k < classifiers.size(); k++) {
      evaluations.add(new Evaluation(data));
    }
    int rare = rare(data);
    List<Double> distances = new ArrayList<>();
    List<Double> ofTest = new ArrayList<>();
    double seconds = 0;
    for (int fold = 0; fold < FOLDS; fold++) {
      Instances train = data.trainCV(FOLDS, fold, new Random(seed));
      Instances test = data.testCV(FOLDS, fold);
      Stopwatch watch = new Stopwatch();
      Filter filter = filter(name, train, rare, iterations, seed);
      filter.setInputFormat(train);
      Instances filtered = Filter.useFilter(train, filter);
      seconds += watch.lap();
      EuclideanDistance distance = new EuclideanDistance(train);
      for (Instance row : filtered.subList(train.size(), filtered.size())) {
        distances.add(closest(row, train, distance));
      }
      for (Instance row : test) {
        if (row.classValue() == rare) {
          ofTest.add(closest(row, train, distance));
        }
      }
      for (int k = 0; k < classifiers.size(); k++) {
        Classifier classifier = AbstractClassifier.makeCopy(classifiers.get(k));
        classifier.buildClassifier(filtered);
        evaluations.get(k).setPriors(train);
        evaluations.get(k).evaluateModel(classifier, test);
      }
    }
    double[] figures = new double[2 * classifiers.size() + 3];
    for (int k = 0; k < classifiers.size(); k++) {
      figures[k] = 100 * evaluations.get(k).areaUnderPRC(rare);
      figures[k + classifiers.size()] = 100 * macroF(evaluations.get(k));
    }
    figures[figures.length - 3] = median(distances);
    figures[figures.length - 2] = median(ofTest);
    figures[figures.length - 1] = seconds;
    return figures;
  }

  /** A class that is never predicted has an F of 0 (where Weka has none). */
  private static double macroF(Evaluation evaluation) {
    return IntStream.range(0, 2)
        .mapToDouble(evaluation::fMeasure)
        .map(f -> Double.isNaN(f) ? 0 : f)
        .average()
        .orElseThrow();
  }

  private static int rare(Instances data) {
    int[] counts = data.attributeStats(data.classIndex()).nominalCounts;
    return counts[0] < counts[1] ? 0 : 1;
  }

  /** Every filter but the first makes both classes count the same. */
  private static Filter filter(String name, Instances train, int rare, int iterations, int seed) {
    switch (name) {
      case "none":
        return new AllFilter();
      case "class_balancer":
        return new ClassBalancer();
      case "smote":
        int[] counts = train.attributeStats(train.classIndex()).nominalCounts;
        SMOTE smote = new SMOTE();
        smote.setPercentage(100. * (counts[1 - rare] - counts[rare]) / counts[rare]);
        smote.setRandomSeed(seed);
        return smote;
      default:
        CDRLOversample cdrl = new CDRLOversample();
        cdrl.setIterations(iterations);
        cdrl.setSeed(seed);
        return cdrl;
    }
  }

  /** The class does not count. */
  private static double closest(Instance row, Instances train, EuclideanDistance distance) {
    return train.stream().mapToDouble(other -> distance.distance(row, other)).min().orElseThrow();
  }

  /** 0 if there are none. */
  private static double median(List<Double> values) {
    return values.isEmpty()
        ? 0
        : Median.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
