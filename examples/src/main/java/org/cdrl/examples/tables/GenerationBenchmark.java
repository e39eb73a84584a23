package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.quality.Utility;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.baseline.GaussianCopula;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Coverage;
import org.cdrl.table.quality.EarthMover;
import org.cdrl.table.quality.GowerSpace;

/**
 * Synthetic rows of twelve small sets, by the protocol of ForestDiffusion (Jolicoeur-Martineau,
 * Fatras and Kachman, AISTATS 2024): 80 % train, 20 % test, as many drawn rows as training rows,
 * drawn by class where there are classes.
 *
 * <p>{@code examples/run tables.GenerationBenchmark DATA SEEDS [SET...]} prints a line per set,
 * seed and generator: W1 to train and test, coverage of train and test, F1 or R² on the test rows
 * over four learners, seconds of training and drawing. Generators are the training rows themselves,
 * this project's model with its defaults, a Gaussian copula and independent columns.
 */
public final class GenerationBenchmark {
  private GenerationBenchmark() {}

  private interface Generator {
    Table draw(int rows);
  }

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int seeds = Integer.parseInt(args[1]);
    List<BenchmarkSet> sets = SetNames.of(args, 2, BenchmarkSet.class);
    System.out.println(
        "set,seed,generator,w1_train,w1_test,coverage_train,coverage_test,score,seconds_train,"
            + "seconds_draw");
    for (BenchmarkSet set : sets) {
      Table table = set.read(data);
      for (int seed = 1; seed <= seeds; seed++) {
        BenchmarkSet.Split split = BenchmarkSet.Split.of(table, set.classes(), seed);
        measure(set, split, seed, "train", 0, rows -> split.train());
        learned(set, split, seed);
        long begun = System.nanoTime();
        GaussianCopula copula = GaussianCopula.of(split.train());
        int number = seed;
        measure(set, split, seed, "copula", since(begun), rows -> copula.draw(rows, number));
        measure(
            set,
            split,
            seed,
            "independent",
            0,
            rows -> IndependentColumns.of(split.train()).draw(rows, number));
      }
    }
  }

  private static void learned(BenchmarkSet set, BenchmarkSet.Split split, int seed) {
    Schema schema = split.train().schema();
    TableTrainer trainer = TableTrainer.create().settings(b -> b.seed(seed));
    if (set.classes()) {
      trainer = trainer.conditions(schema.column(schema.size() - 1).name());
    }
    long begun = System.nanoTime();
    try (TableModel model = trainer.fit(split.train())) {
      double seconds = since(begun);
      measure(set, split, seed, "cdrl", seconds, rows -> model.sampler().seed(seed).draw(rows));
    }
  }

  private static void measure(
      BenchmarkSet set,
      BenchmarkSet.Split split,
      int seed,
      String name,
      double seconds,
      Generator generator) {
    long begun = System.nanoTime();
    Table drawn = generator.draw(split.train().size());
    double drawing = since(begun);
    GowerSpace space = GowerSpace.of(split.train());
    double score = Utility.of(drawn, split.test(), drawn.schema().size() - 1, seed).mean();
    System.out.printf(
        Locale.ROOT,
        "%s,%d,%s,%.3f,%.3f,%.3f,%.3f,%.3f,%.1f,%.1f%n",
        set.name().toLowerCase(Locale.ROOT),
        seed,
        name,
        EarthMover.distance(space, split.train(), drawn),
        EarthMover.distance(space, split.test(), drawn),
        Coverage.of(space, split.train(), drawn).share(),
        Coverage.of(space, split.test(), drawn).share(),
        score,
        seconds,
        drawing);
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }
}
