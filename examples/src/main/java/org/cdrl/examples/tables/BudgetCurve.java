package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.cdrl.config.Execution;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.metrics.RocCurve;
import org.cdrl.quality.Detection;
import org.cdrl.quality.Utility;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.baseline.GaussianCopula;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.EarthMover;
import org.cdrl.table.quality.GowerSpace;

/**
 * Quality of drawn rows over the CPU seconds of training, beside baselines that take none, so that
 * one can choose how long to train.
 *
 * <p>{@code examples/run tables.BudgetCurve DATA SEED SET...} trains on each set with an eighth, a
 * quarter, half and all of the default iterations, on one thread, calibration included, and prints
 * CPU seconds of training (those of the process, so that Java's compiler and collector count; the
 * first line also has the start of TensorFlow), W1 to the test rows, F1 or R² on the test rows,
 * detection (1 is indistinguishable), the area under the ROC curve by which the model's anomaly
 * score tells rows with shuffled columns from test rows, and where there are classes the share of
 * test rows that the model itself classifies right.
 */
public final class BudgetCurve {
  private static final int[] PARTS = {8, 4, 2, 1};

  private final BenchmarkSet set;
  private final BenchmarkSet.Split split;
  private final long seed;

  private BudgetCurve(BenchmarkSet set, Path data, long seed) throws IOException {
    this.set = set;
    this.seed = seed;
    split = BenchmarkSet.Split.of(set.read(data), set.classes(), seed);
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    long seed = Long.parseLong(args[1]);
    System.out.println("set,what,cpu_seconds,w1_test,score,detection,anomalies,right");
    for (String name : Arrays.asList(args).subList(2, args.length)) {
      new BudgetCurve(BenchmarkSet.valueOf(name), Path.of(args[0]), seed).print();
    }
  }

  private void print() {
    int rows = split.train().size();
    Table independent = IndependentColumns.of(split.train()).draw(rows, seed);
    measure("independent", 0, independent, Double.NaN, Double.NaN);
    Table copula = GaussianCopula.of(split.train()).draw(rows, seed);
    measure("copula", 0, copula, Double.NaN, Double.NaN);
    for (int part : PARTS) {
      learned(part);
    }
  }

  private void learned(int part) {
    String target = split.train().schema().column(target()).name();
    TableTrainer trainer =
        TableTrainer.create()
            .execution(Execution.DEFAULT.threads(1))
            .settings(
                chosen ->
                    chosen
                        .seed(seed)
                        .iterations(chosen.build().optimisation().iterations() / part));
    Stopwatch clock = Stopwatch.ofCpu();
    try (TableModel model =
        (set.classes() ? trainer.conditions(target) : trainer).fit(split.train())) {
      double seconds = clock.lap();
      int iterations = model.engine().config().optimisation().iterations();
      measure(
          iterations + " iterations",
          seconds,
          model.sampler().seed(seed).draw(split.train().size()),
          anomalies(model),
          set.classes() ? right(model.classifier(target).probabilities(split.test())) : Double.NaN);
    }
  }

  private int target() {
    return split.train().schema().size() - 1;
  }

  /** How well shuffled columns are told; they look like test rows one by one. */
  private double anomalies(TableModel model) {
    Table strange = IndependentColumns.of(split.test()).draw(split.test().size(), seed);
    return RocCurve.area(
        model.anomalies().score(split.test()).scores(), model.anomalies().score(strange).scores());
  }

  private double right(double[][] probabilities) {
    double right = 0;
    for (int r = 0; r < probabilities.length; r++) {
      double[] p = probabilities[r];
      double most = Arrays.stream(p).max().orElseThrow();
      right += p[(int) split.test().rows()[r][target()]] == most ? 1 : 0;
    }
    return right / probabilities.length;
  }

  private void measure(String what, double seconds, Table drawn, double anomalies, double right) {
    System.out.printf(
        Locale.ROOT,
        "%s,%s,%.1f,%.3f,%.3f,%.3f,%.3f,%.3f%n",
        set.name().toLowerCase(Locale.ROOT),
        what,
        seconds,
        EarthMover.distance(GowerSpace.of(split.train()), split.test(), drawn),
        Utility.of(drawn, split.test(), target(), seed).mean(),
        Detection.of(split.train(), drawn, seed).score(),
        anomalies,
        right);
  }
}
