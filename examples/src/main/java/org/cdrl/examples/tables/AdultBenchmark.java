package org.cdrl.examples.tables;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.quality.Detection;
import org.cdrl.quality.Learner;
import org.cdrl.quality.MarginDetection;
import org.cdrl.quality.Utility;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.baseline.GaussianCopula;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.ClosestRecord;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;

/**
 * Synthetic rows of Adult (32,561 rows of mixed columns with missing cells).
 *
 * <p>{@code examples/run tables.AdultBenchmark DATA SEEDS [FIRST]} prints a line per generator and
 * seed, from FIRST on (default 1; baselines of seed 1 only): column shapes, pair trends, detection
 * by boosted trees (1 is indistinguishable), the part of it that single columns have (every column
 * shuffled on its own in both tables), area under the curve of boosted trees trained on all drawn
 * rows and tested on real ones, share of drawn rows nearer to training than to test rows, CPU
 * seconds of training and drawing.
 */
public final class AdultBenchmark {
  private AdultBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0], "uci");
    int seeds = Integer.parseInt(args[1]);
    TableFormat format = new TableFormat(',', false, MissingTokens.DEFAULT);
    Table train = TableFile.read(data.resolve("adult.data.gz"), format, Map.of(), Set.of());
    Table test = test(data, train.schema());
    System.out.println(
        "generator,seed,shapes,trends,detection,detection_of_columns,auc,"
            + "nearer_to_train,seconds_train,seconds_draw");
    int first = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    if (first == 1) {
      baselines(train, test);
    }
    for (long seed = first; seed < first + seeds; seed++) {
      learned(train, test, seed);
    }
  }

  private static void baselines(Table train, Table test) {
    measure("train", train, test, train, 0, 0, 1);
    Table independent = IndependentColumns.of(train).draw(train.size(), 1);
    measure("independent", train, test, independent, 0, 0, 1);
    Stopwatch clock = Stopwatch.ofCpu();
    GaussianCopula copula = GaussianCopula.of(train);
    double fitting = clock.lap();
    measure("copula", train, test, copula.draw(train.size(), 1), fitting, 0, 1);
  }

  private static void learned(Table train, Table test, long seed) {
    Schema schema = train.schema();
    TableTrainer trainer =
        TableTrainer.create()
            .conditions(schema.column(schema.size() - 1).name())
            .settings(b -> b.seed(seed));
    Stopwatch clock = Stopwatch.ofCpu();
    try (TableModel model = trainer.fit(train, new Progress())) {
      double training = clock.lap();
      System.err.println(model + ", " + model.engine().config());
      clock.lap();
      Table drawn = model.sampler().seed(seed).draw(train.size());
      double drawing = clock.lap();
      measure("cdrl", train, test, drawn, training, drawing, seed);
    }
  }

  /** The published test file, whose labels end in a full stop and whose first line is a remark. */
  private static Table test(Path data, Schema schema) throws IOException {
    Path copy = Files.createTempFile("adult", ".csv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(data.resolve("adult.test.gz"))),
                StandardCharsets.UTF_8))) {
      Files.write(
          copy,
          (Iterable<String>)
              lines
                      .lines()
                      .filter(line -> line.contains(","))
                      .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                  ::iterator);
      TableFormat format = new TableFormat(',', false, MissingTokens.DEFAULT);
      return TableFile.read(copy, format, schema);
    } finally {
      Files.delete(copy);
    }
  }

  private static void measure(
      String name, Table train, Table test, Table drawn, double fit, double draw, long seed) {
    int target = train.schema().size() - 1;
    System.out.printf(
        Locale.ROOT,
        "%s,%d,%.4f,%.4f,%.4f,%.4f,%.4f,%.3f,%.1f,%.1f%n",
        name,
        seed,
        ColumnShapes.of(train, drawn).mean(),
        PairTrends.of(train, drawn).mean(),
        Detection.of(train, drawn, seed).score(),
        MarginDetection.together(train, drawn, seed).score(),
        Utility.of(drawn, test, target, seed, Set.of(Learner.XGBOOST))
            .areasUnderCurve()
            .get(Learner.XGBOOST),
        ClosestRecord.of(train, test, drawn, seed).nearerToTraining(),
        fit,
        draw);
  }

  /** A line now and then. */
  private static final class Progress implements TrainingListener {
    @Override
    public boolean goOn(TrainingProgress progress) {
      System.err.printf(
          Locale.ROOT,
          "%d of %d, %s left%n",
          progress.iteration(),
          progress.iterations(),
          progress.remaining());
      return true;
    }

    @Override
    public int interval() {
      return 200;
    }
  }
}
