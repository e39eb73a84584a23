package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cdrl.table.EnergyAttack;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.InterpolatedRows;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.PrivacyFindings;
import org.cdrl.table.quality.RandomRows;

/**
 * What drawn rows give away, beside generators of which the answer is known.
 *
 * <p>{@code examples/run tables.PrivacyBenchmark DATA SEEDS ROWS [SET...]}, with seeds as {@code 3}
 * (1 to 3) or {@code 2-3}, splits at most so many rows of every set into one half to train on and
 * one held out, and prints a line per generator and seed: rows held out (what fresh rows have), a
 * copy of the training rows (must fail), independent columns (must pass), rows interpolated between
 * neighbours, this project's model with its defaults, and the same trained on 200 rows for ten
 * times as long (must be caught). The last column is the attack by the model's energies.
 */
public final class PrivacyBenchmark {
  private static final int FEW = 200;
  private static final int TIMES = 10;

  private PrivacyBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    String[] seeds = args[1].split("-");
    int first = seeds.length == 1 ? 1 : Integer.parseInt(seeds[0]);
    int last = Integer.parseInt(seeds[seeds.length - 1]);
    int most = Integer.parseInt(args[2]);
    List<MixedSet> sources = SetNames.of(args, 3, MixedSet.class);
    System.out.println(
        "set,generator,seed,identical,ratio,baseline,overfitting,nearer_to_training,attack,at_1,"
            + "at_10,attack_by_energies");
    for (MixedSet source : sources) {
      Table table = source.read(data);
      for (int seed = first; seed <= last; seed++) {
        Table rows = RandomRows.of(table, most, seed);
        int half = rows.size() / 2;
        new Split(source, rows.slice(0, half), rows.slice(half, 2 * half), seed).measure();
      }
    }
  }

  /** One half to train on, one held out. */
  private record Split(MixedSet source, Table training, Table holdout, int seed) {
    void measure() {
      int quarter = holdout.size() / 2;
      print(
          "held out",
          training,
          holdout.slice(quarter, holdout.size()),
          holdout.slice(0, quarter),
          Double.NaN);
      print("copy", training, holdout, training, Double.NaN);
      int n = training.size();
      print(
          "independent",
          training,
          holdout,
          IndependentColumns.of(training).draw(n, seed),
          Double.NaN);
      print(
          "interpolated",
          training,
          holdout,
          InterpolatedRows.of(training).draw(n, seed),
          Double.NaN);
      try (TableModel model = trainer().fit(training)) {
        print("cdrl", training, model);
      }
      Table few = training.slice(0, Math.min(FEW, n));
      int usual;
      try (TableModel model = trainer().fit(few)) {
        usual = model.engine().config().optimisation().iterations();
        print("cdrl of few rows", few, model);
      }
      try (TableModel model =
          trainer().folds(0).settings(b -> b.seed(seed).iterations(TIMES * usual)).fit(few)) {
        print("the same, over-trained", few, model);
      }
    }

    private TableTrainer trainer() {
      return TableTrainer.create().settings(b -> b.seed(seed));
    }

    private void print(String generator, Table learned, TableModel model) {
      print(
          generator,
          learned,
          holdout,
          model.sampler().seed(seed).draw(learned.size()),
          EnergyAttack.of(model, learned, holdout, seed).area());
    }

    private void print(
        String generator, Table learned, Table unseen, Table rows, double attackByEnergies) {
      PrivacyFindings found = PrivacyFindings.of(learned, unseen, rows, seed);
      System.out.printf(
          Locale.ROOT,
          "%s,%s,%d,%.4f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f%n",
          source.name().toLowerCase(Locale.ROOT),
          generator,
          seed,
          found.identical().share(),
          found.ratio().lowest(),
          found.baseline().score(),
          found.overfitting().score(),
          found.closest().nearerToTraining(),
          found.attack().area(),
          found.attack().foundAt1(),
          found.attack().foundAt10(),
          attackByEnergies);
    }
  }
}
