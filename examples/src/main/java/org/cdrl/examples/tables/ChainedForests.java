package org.cdrl.examples.tables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.cdrl.quality.Standard;
import org.cdrl.table.data.Table;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer;
import org.tribuo.regression.xgboost.XGBoostRegressionTrainer.RegressionType;

/**
 * Random forests of every column on all others, as MissForest has them (Stekhoven and Bühlmann,
 * Bioinformatics 28, 2012): 100 trees, the root of the number of inputs tried per split; rounds
 * until what is filled in changes more than in the round before. Labels are inputs by their
 * positions. Numbers take XGBoost's forests, because Tribuo's own take minutes.
 *
 * @param seed of the forests
 */
record ChainedForests(long seed) implements Chained.Learner {
  private static final int ROUNDS = 10;
  private static final int TREES = 100;

  /** The share of different rows in a bootstrap sample. */
  private static final double BOOTSTRAP = .632;

  /** Tribuo tells of every tree it grows; held here, because loggers are forgotten else. */
  private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

  /** Fills in. */
  static Table fill(Table gaps, long seed) {
    TRIBUO.setLevel(Level.WARNING);
    Table before = SimpleFilling.means(gaps);
    double[] change = {Double.MAX_VALUE, Double.MAX_VALUE};
    for (int round = 0; round < ROUNDS; round++) {
      Table filled = Chained.round(gaps, before, new ChainedForests(seed + round));
      double[] now = change(before, filled);
      if (now[0] >= change[0] && now[1] >= change[1]) {
        return before;
      }
      change = now;
      before = filled;
    }
    return before;
  }

  /** Squared changes of numbers over their squares, in standard deviations; labels that changed. */
  private static double[] change(Table before, Table after) {
    double[] change = new double[2];
    for (int c = 0; c < after.schema().size(); c++) {
      double[] a = before.column(c);
      double[] b = after.column(c);
      double deviation = Standard.of(b).deviation();
      boolean numeric = after.schema().column(c).isNumeric();
      for (int r = 0; r < a.length; r++) {
        if (numeric) {
          change[0] += Math.pow((a[r] - b[r]) / deviation, 2);
        } else if (a[r] != b[r]) {
          change[1]++;
        }
      }
    }
    return change;
  }

  @Override
  public double[] fill(Table filled, int column, int[] known, int[] open) {
    double tried = 1 / Math.sqrt(filled.schema().size() - 1);
    double[][] rows = filled.rows();
    if (filled.schema().column(column).isNumeric()) {
      Standard scale = Standard.of(filled.column(column));
      return forest(tried)
          .train(
              examples(
                  filled,
                  column,
                  known,
                  r -> new Regressor("y", (rows[r][column] - scale.mean()) / scale.deviation()),
                  new RegressionFactory()))
          .predict(list(filled, column, open, r -> new Regressor("y", 0)))
          .stream()
          .mapToDouble(p -> p.getOutput().getValues()[0] * scale.deviation() + scale.mean())
          .toArray();
    }
    CARTClassificationTrainer tree =
        new CARTClassificationTrainer(
            Integer.MAX_VALUE, 1, 0, (float) tried, false, new GiniIndex(), seed);
    return new RandomForestTrainer<>(tree, new VotingCombiner(), TREES, seed)
            .train(
                examples(
                    filled,
                    column,
                    known,
                    r -> new Label(Integer.toString((int) rows[r][column])),
                    new LabelFactory()))
            .predict(list(filled, column, open, r -> LabelFactory.UNKNOWN_LABEL))
            .stream()
            .mapToDouble(p -> Integer.parseInt(p.getOutput().getLabel()))
            .toArray();
  }

  private XGBoostRegressionTrainer forest(double tried) {
    Map<String, Object> options =
        Map.ofEntries(
            Map.entry("objective", "reg:squarederror"),
            Map.entry("num_parallel_tree", TREES),
            Map.entry("subsample", BOOTSTRAP),
            Map.entry("colsample_bynode", tried),
            Map.entry("eta", 1.0),
            Map.entry("lambda", 0.0),
            Map.entry("max_depth", 28),
            Map.entry("min_child_weight", 1.0),
            Map.entry("nthread", 1),
            Map.entry("verbosity", 0),
            Map.entry("seed", seed));
    return new XGBoostRegressionTrainer(RegressionType.LINEAR, 1, options);
  }

  private static <T extends Output<T>> Dataset<T> examples(
      Table filled, int column, int[] rows, IntFunction<T> output, OutputFactory<T> factory) {
    return new MutableDataset<>(
        list(filled, column, rows, output),
        new SimpleDataSourceProvenance("rows", factory),
        factory);
  }

  private static <T extends Output<T>> List<Example<T>> list(
      Table filled, int column, int[] rows, IntFunction<T> output) {
    int[] inputs = IntStream.range(0, filled.schema().size()).filter(c -> c != column).toArray();
    String[] names =
        IntStream.of(inputs)
            .mapToObj(c -> String.format(Locale.ROOT, "%06d", c))
            .toArray(String[]::new);
    List<Example<T>> examples = new ArrayList<>(rows.length);
    for (int r : rows) {
      double[] values = IntStream.of(inputs).mapToDouble(c -> filled.rows()[r][c]).toArray();
      examples.add(new ArrayExample<>(output.apply(r), names, values));
    }
    return examples;
  }
}
