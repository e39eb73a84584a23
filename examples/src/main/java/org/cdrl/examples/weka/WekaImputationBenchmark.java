package org.cdrl.examples.weka;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import weka.classifiers.evaluation.Evaluation;
import weka.classifiers.trees.RandomForest;
import weka.core.Instances;
import weka.core.UnsupportedAttributeTypeException;
import weka.filters.Filter;
import weka.filters.unsupervised.attribute.CDRLImpute;
import weka.filters.unsupervised.attribute.EMImputation;
import weka.filters.unsupervised.attribute.Remove;
import weka.filters.unsupervised.attribute.ReplaceMissingValues;

/**
 * Filling in what is missing: two thirds of the rows, with gaps, to learn from; all gaps are
 * filled, and a random forest learns from the filled two thirds and is tested on the others.
 *
 * <p>{@code examples/run weka.WekaImputationBenchmark [--iterations N] DATA SEEDS [SET...]} prints
 * a line per set, seed, way of removing values and method: mean absolute error of numbers in
 * standard deviations of their attribute, per cent of labels that are wrong (0 where no attribute
 * is nominal), per cent of test rows that the forest classifies right, and seconds. Then the means.
 *
 * <p>Removed are 20 % of all values but the class: at random ({@code random}), or more where the
 * next attribute is above its median ({@code dependent}: 35 % there, 5 % elsewhere).
 */
public final class WekaImputationBenchmark {
  private static final double SHARE = .2;
  private static final double MORE = .35;
  private static final double LESS = .05;
  private static final int NEIGHBOURS = 5;

  private static final List<String> SETS =
      List.of("iris", "diabetes", "glass", "segment-challenge", "credit-g");

  private static final List<String> METHODS = List.of("mean", "em", "knn", "cdrl");

  private WekaImputationBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws Exception {
    BenchmarkOptions arguments =
        BenchmarkOptions.parse("WekaImputationBenchmark", new LinkedHashSet<>(SETS), args);
    System.out.println("set,seed,removed,method,error_numbers,error_labels,accuracy,seconds");
    Map<String, MeanLine> means = new LinkedHashMap<>();
    for (String set : arguments.sets()) {
      Instances data = DataSets.arff(arguments.data(), set);
      for (int seed = 1; seed <= arguments.seeds(); seed++) {
        for (String removed : List.of("random", "dependent")) {
          Split split = Split.of(data, removed.equals("dependent"), seed);
          for (String method : METHODS) {
            String name = removed + "," + method;
            double[] figures;
            try {
              figures = run(split, method, arguments.iterations(), seed);
            } catch (UnsupportedAttributeTypeException e) {
              System.out.println(set + "," + seed + "," + name + ",cannot: " + e.getMessage());
              continue;
            }
            means.computeIfAbsent(name, key -> new MeanLine()).add(figures);
            System.out.println(set + "," + seed + "," + name + "," + MeanLine.text(figures));
          }
        }
      }
    }
    means.forEach((name, mean) -> System.out.println("mean,," + name + "," + mean));
  }

  /**
   * Rows before and after values were removed.
   *
   * @param whole all rows, those to train on first
   * @param train the first two thirds, with gaps
   * @param test the others, with gaps
   */
  private record Split(Instances whole, Instances train, Instances test) {
    static Split of(Instances data, boolean dependent, int seed) {
      Random random = new Random(seed);
      Instances whole = new Instances(data);
      whole.randomize(random);
      Instances gaps = new Instances(whole);
      int inputs = whole.numAttributes() - 1;
      for (int a = 0; a < inputs; a++) {
        int next = (a + 1) % inputs;
        double[] sorted = whole.attributeToDoubleArray(next);
        Arrays.sort(sorted);
        double middle = sorted[sorted.length / 2];
        for (int r = 0; r < whole.size(); r++) {
          double share = dependent ? whole.get(r).value(next) > middle ? MORE : LESS : SHARE;
          if (random.nextDouble() < share) {
            gaps.get(r).setMissing(a);
          }
        }
      }
      int some = whole.size() * 2 / 3;
      return new Split(
          whole, new Instances(gaps, 0, some), new Instances(gaps, some, gaps.size() - some));
    }
  }

  private static double[] run(Split split, String method, int iterations, int seed)
      throws Exception {
    Stopwatch watch = new Stopwatch();
    Instances train;
    Instances test;
    if (method.equals("knn")) {
      NearestRows nearest = new NearestRows(withoutClass(split.train()), NEIGHBOURS);
      train = withClass(nearest.fill(withoutClass(split.train()), true), split.train());
      test = withClass(nearest.fill(withoutClass(split.test()), false), split.test());
    } else {
      Filter filter = filter(method, iterations, seed);
      filter.setInputFormat(split.train());
      train = Filter.useFilter(split.train(), filter);
      test = Filter.useFilter(split.test(), filter);
      if (method.equals("em")) {
        // It returns rows in another order; alone they cannot be confused.
        train = oneByOne(split.train(), filter);
        test = oneByOne(split.test(), filter);
      }
    }
    double seconds = watch.lap();
    Errors errors = new Errors(split.whole());
    errors.add(split.train(), train, 0);
    errors.add(split.test(), test, train.size());
    RandomForest forest = new RandomForest();
    forest.setSeed(seed);
    forest.buildClassifier(train);
    Evaluation evaluation = new Evaluation(train);
    evaluation.evaluateModel(forest, test);
    return new double[] {errors.numbers(), errors.labels(), evaluation.pctCorrect(), seconds};
  }

  private static Filter filter(String method, int iterations, int seed) {
    switch (method) {
      case "mean":
        return new ReplaceMissingValues();
      case "em":
        return new EMImputation();
      default:
        CDRLImpute cdrl = new CDRLImpute();
        cdrl.setIterations(iterations);
        cdrl.setSeed(seed);
        return cdrl;
    }
  }

  private static Instances oneByOne(Instances rows, Filter filter) throws Exception {
    Instances filled = new Instances(rows, rows.size());
    for (int r = 0; r < rows.size(); r++) {
      filled.add(Filter.useFilter(new Instances(rows, r, 1), filter).get(0));
    }
    return filled;
  }

  private static Instances withoutClass(Instances data) throws Exception {
    Instances rows = new Instances(data);
    rows.setClassIndex(-1);
    Remove remove = new Remove();
    remove.setAttributeIndices("last");
    remove.setInputFormat(rows);
    return Filter.useFilter(rows, remove);
  }

  private static Instances withClass(Instances filled, Instances data) {
    Instances rows = new Instances(data);
    for (int r = 0; r < rows.size(); r++) {
      for (int a = 0; a < filled.numAttributes(); a++) {
        rows.get(r).setValue(a, filled.get(r).value(a));
      }
    }
    return rows;
  }

  /** Errors of filled values. */
  private static final class Errors {
    private final Instances whole;
    private double ofNumbers;
    private double ofLabels;
    private int numbers;
    private int labels;

    Errors(Instances whole) {
      this.whole = whole;
    }

    /** Counts rows, of which the first is so many rows behind the first of all. */
    void add(Instances gaps, Instances filled, int first) {
      for (int a = 0; a < gaps.numAttributes() - 1; a++) {
        boolean nominal = gaps.attribute(a).isNominal();
        double deviation = nominal ? 1 : Math.sqrt(whole.variance(a));
        for (int r = 0; r < gaps.size(); r++) {
          double truth = whole.get(first + r).value(a);
          if (!gaps.get(r).isMissing(a) || Double.isNaN(truth)) {
            continue;
          }
          double found = filled.get(r).value(a);
          if (nominal) {
            ofLabels += found == truth ? 0 : 1;
            labels++;
          } else if (deviation > 0) {
            ofNumbers += Math.abs(found - truth) / deviation;
            numbers++;
          }
        }
      }
    }

    double numbers() {
      return ofNumbers / numbers;
    }

    double labels() {
      return labels == 0 ? 0 : 100 * ofLabels / labels;
    }
  }
}
