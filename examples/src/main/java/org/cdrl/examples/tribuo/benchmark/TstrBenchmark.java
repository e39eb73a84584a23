package org.cdrl.examples.tribuo.benchmark;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.quality.Learner;
import org.cdrl.quality.Utility;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.InterpolatedRows;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.ClosestRecord;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.evaluation.TrainTestSplitter;

/**
 * Trains on synthetic rows, tests on real ones (TSTR): 80 % of the rows to learn from, 20 % to test
 * on, as many drawn rows as training rows.
 *
 * <p>{@code examples/run tribuo.benchmark.TstrBenchmark [--iterations N] DATA SEEDS [SET...]}
 * prints a line per set, seed and generator: macro-averaged F1 on the test rows of Tribuo's random
 * forest (100 trees) trained on the generator's rows; its ratio to that of the forest trained on
 * the real rows; the median distance to the closest training row (after min-max scaling, the class
 * counted), and that of the test rows; seconds of training and drawing. Generators are the training
 * rows themselves, this project's default configuration, interpolation between near rows of a class
 * (SMOTE) and independent columns. Then the means per generator.
 *
 * <p>A generator that interpolates is near to copying; read its F1 with its distance, which should
 * be no smaller than that of the test rows.
 */
public final class TstrBenchmark {
  private final BenchmarkArguments arguments;
  private final Map<String, MeanLine> means = new LinkedHashMap<>();

  private TstrBenchmark(BenchmarkArguments arguments) {
    this.arguments = arguments;
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    new TstrBenchmark(BenchmarkArguments.parse("TstrBenchmark", "SEEDS", args)).run();
  }

  private void run() throws IOException {
    System.out.println(
        "set,seed,generator,f1,ratio,distance,distance_test,seconds_train,seconds_draw");
    for (ClassificationSet set : ClassificationSet.of(arguments)) {
      for (int seed = 1; seed <= arguments.count(); seed++) {
        run(set, seed);
      }
    }
    means.forEach((generator, mean) -> System.out.println("mean,," + generator + "," + mean));
  }

  private void run(ClassificationSet set, int seed) throws IOException {
    TrainTestSplitter<Label> split = new TrainTestSplitter<>(set.read(arguments.data()), .8, seed);
    Dataset<Label> data = new MutableDataset<>(split.getTrain());
    Stopwatch watch = new Stopwatch();
    // Calibration does not touch what is drawn.
    try (CDRLModel<Label> model =
        arguments.trainer(new LabelConditioning(), seed).folds(0).build().train(data)) {
      double training = watch.lap();
      Table drawn = model.rows(model.sample(data.size(), seed).getData());
      double drawing = watch.lap();
      Table train = model.rows(data.getData());
      Table test = model.rows(new MutableDataset<>(split.getTest()).getData());
      Measured measured = new Measured(set, seed, train, test, f1(train, test, seed));
      measured.print("train", train, 0, 0);
      measured.print("cdrl", drawn, training, drawing);
      watch.lap();
      InterpolatedRows smote = InterpolatedRows.of(train);
      training = watch.lap();
      drawn = smote.draw(train.size(), seed);
      measured.print("smote", drawn, training, watch.lap());
      watch.lap();
      drawn = IndependentColumns.of(train).draw(train.size(), seed);
      measured.print("independent", drawn, 0, watch.lap());
    }
  }

  private static double f1(Table train, Table test, int seed) {
    return Utility.of(train, test, train.schema().size() - 1, seed)
        .scores()
        .get(Learner.RANDOM_FOREST);
  }

  /** What a set's generators are measured by. */
  private final class Measured {
    private final ClassificationSet set;
    private final int seed;
    private final Table train;
    private final Table test;
    private final double real;

    Measured(ClassificationSet set, int seed, Table train, Table test, double real) {
      this.set = set;
      this.seed = seed;
      this.train = train;
      this.test = test;
      this.real = real;
    }

    void print(String generator, Table drawn, double training, double drawing) {
      double f1 = f1(drawn, test, seed);
      double distance = ClosestRecord.of(train, test, drawn, seed).medianDistance();
      double distanceOfTest = ClosestRecord.of(train, test, test, seed).medianDistance();
      double[] figures = {f1, f1 / real, distance, distanceOfTest, training, drawing};
      means.computeIfAbsent(generator, key -> new MeanLine()).add(figures);
      System.out.printf(
          Locale.ROOT, "%s,%d,%s,%s%n", set.title(), seed, generator, MeanLine.text(figures));
    }
  }
}
