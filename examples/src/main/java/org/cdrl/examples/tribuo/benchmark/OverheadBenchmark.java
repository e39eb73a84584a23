package org.cdrl.examples.tribuo.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.cdrl.config.CdrlConfig;
import org.cdrl.examples.figures.MeanLine;
import org.cdrl.examples.figures.Stopwatch;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.CDRLModel;
import org.cdrl.tribuo.CDRLTrainer;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.tribuo.Dataset;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * What training through Tribuo costs beyond training with the engine alone: the same rows, settings
 * and seed, so that both do the same work and end with the same bits.
 *
 * <p>{@code examples/run tribuo.benchmark.OverheadBenchmark [--iterations N] DATA PAIRS [SET...]}
 * trains both ways in turn, the other one first in every second pair, after one run that does not
 * count, and prints a line per set and pair: seconds of the engine, seconds through Tribuo, their
 * ratio, and whether both draw the same rows. Then, per set, the ratio of the sums.
 */
public final class OverheadBenchmark {
  private OverheadBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    BenchmarkArguments arguments = BenchmarkArguments.parse("OverheadBenchmark", "PAIRS", args);
    System.out.println("set,pair,seconds_engine,seconds_tribuo,ratio,same_rows");
    for (ClassificationSet set : ClassificationSet.of(arguments)) {
      run(set, arguments);
    }
  }

  private static void run(ClassificationSet set, BenchmarkArguments arguments) throws IOException {
    Dataset<Label> data = new MutableDataset<>(set.read(arguments.data()));
    LabelConditioning label = new LabelConditioning();
    CDRLTrainer<Label> tribuo = arguments.trainer(label, 1).folds(0).build();
    CdrlConfig config;
    Table table;
    try (CDRLModel<Label> warmUp = tribuo.train(data)) {
      config = warmUp.table().engine().config();
      table = warmUp.rows(data.getData());
    }
    String target = table.schema().column(table.schema().size() - 1).name();
    TableTrainer engine =
        TableTrainer.create().conditions(target).folds(0).settings(chosen -> config.toBuilder());
    double engineSum = 0;
    double tribuoSum = 0;
    for (int pair = 0; pair < arguments.count(); pair++) {
      double ofEngine = 0;
      double ofTribuo = 0;
      double[][][] drawn = new double[2][][];
      for (int turn = 0; turn < 2; turn++) {
        Stopwatch watch = new Stopwatch();
        if (turn == pair % 2) {
          try (TableModel model = engine.fit(table)) {
            ofEngine = watch.lap();
            drawn[turn] = model.sampler().draw(10).rows();
          }
        } else {
          try (CDRLModel<Label> model = tribuo.train(data, Map.of(), 0)) {
            ofTribuo = watch.lap();
            drawn[turn] = model.table().sampler().draw(10).rows();
          }
        }
      }
      engineSum += ofEngine;
      tribuoSum += ofTribuo;
      System.out.printf(
          Locale.ROOT,
          "%s,%d,%s,%s%n",
          set.title(),
          pair + 1,
          MeanLine.text(ofEngine, ofTribuo, ofTribuo / ofEngine),
          Arrays.deepEquals(drawn[0], drawn[1]));
    }
    System.out.printf(
        Locale.ROOT,
        "%s,all,%s,%n",
        set.title(),
        MeanLine.text(engineSum, tribuoSum, tribuoSum / engineSum));
  }
}
