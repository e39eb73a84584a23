package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.cdrl.quality.Detection;
import org.cdrl.quality.MarginDetection;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.RandomRows;

/**
 * What single columns give away: boosted trees that tell drawn rows from training rows by one
 * column, or by all columns after each was shuffled on its own.
 *
 * <p>{@code examples/run tables.EncodingBenchmark DATA DRAWS ROWS [SET...]} trains one model per
 * set, with its defaults, on at most so many rows, and prints, as means over so many drawn tables,
 * the area under the curve and the shape of every column, and of all columns together: of the
 * shuffled columns, and of the rows as they are. Generators are this project's model, independent
 * columns, training rows drawn with replacement (the best that single columns can be), and the
 * noise floor: one half of the real rows against the other. The largest of many noisy areas is
 * above chance; compare it with the floor's.
 *
 * <p>Shapes of as many rows as there are training rows are bounded by chance: even rows that are
 * drawn with replacement from the very training rows are about 1 / sqrt(rows) short of 1. So the
 * shapes of {@value #MANY} drawn rows are told, too, beside those of as many such rows.
 */
public final class EncodingBenchmark {
  private static final int MANY = 20_000;

  private EncodingBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int draws = Integer.parseInt(args[1]);
    int most = Integer.parseInt(args[2]);
    List<MixedSet> sources = SetNames.of(args, 3, MixedSet.class);
    System.out.println("set,generator,column,auc,shape");
    for (MixedSet source : sources) {
      Table table = RandomRows.of(source.read(data), most, 1);
      new Areas(source, "halves").measure(draws, seed -> halves(table, seed));
      new Areas(source, "resampled")
          .measure(draws, seed -> new Table[] {table, resampled(table, table.size(), seed)});
      new Areas(source, "resampled").printShape(table, resampled(table, MANY, 1));
      IndependentColumns independent = IndependentColumns.of(table);
      new Areas(source, "independent")
          .measure(draws, seed -> new Table[] {table, independent.draw(table.size(), seed)});
      new Areas(source, "independent").printShape(table, independent.draw(MANY, 1));
      try (TableModel model = TableTrainer.create().folds(0).settings(b -> b.seed(1)).fit(table)) {
        new Areas(source, "cdrl")
            .measure(
                draws, seed -> new Table[] {table, model.sampler().seed(seed).draw(table.size())});
        new Areas(source, "cdrl").printShape(table, model.sampler().seed(1).draw(MANY));
      }
    }
  }

  private static Table resampled(Table table, int rows, long seed) {
    return table.select(new Random(seed).ints(rows, 0, table.size()).toArray());
  }

  private static Table[] halves(Table table, long seed) {
    Table shuffled = RandomRows.of(table, table.size(), seed);
    int half = table.size() / 2;
    return new Table[] {shuffled.slice(0, half), shuffled.slice(half, 2 * half)};
  }

  /** Means over drawn tables. */
  private static final class Areas {
    private final MixedSet source;
    private final String generator;

    Areas(MixedSet source, String generator) {
      this.source = source;
      this.generator = generator;
    }

    /** Draws pairs of a real and a synthetic table, and prints. */
    void measure(int draws, LongFunction<Table[]> pairs) {
      double[] areas = null;
      double[] shapes = null;
      List<String> names = null;
      double together = 0;
      double all = 0;
      for (int seed = 1; seed <= draws; seed++) {
        Table[] pair = pairs.apply(seed);
        names = pair[0].schema().names();
        areas = areas == null ? new double[names.size()] : areas;
        shapes = shapes == null ? new double[names.size()] : shapes;
        MarginDetection found = MarginDetection.of(pair[0], pair[1], seed);
        ColumnShapes shape = ColumnShapes.of(pair[0], pair[1]);
        for (int c = 0; c < areas.length; c++) {
          areas[c] += found.columns()[c] / draws;
          shapes[c] += shape.of(c) / draws;
        }
        together += found.together() / draws;
        all += Detection.of(pair[0], pair[1], seed).areaUnderCurve() / draws;
      }
      for (int c = 0; c < areas.length; c++) {
        print(names.get(c), areas[c], shapes[c]);
      }
      double shape = Arrays.stream(shapes).average().orElseThrow();
      double[] of = areas;
      int worst =
          IntStream.range(0, of.length).reduce((a, b) -> of[a] >= of[b] ? a : b).orElseThrow();
      print("(worst: " + names.get(worst) + ")", areas[worst], shapes[worst]);
      print("(shuffled)", together, shape);
      print("(as they are)", all, shape);
    }

    /** Prints the mean shape of the columns alone. */
    void printShape(Table real, Table synthetic) {
      print("(" + synthetic.size() + " rows)", Double.NaN, ColumnShapes.of(real, synthetic).mean());
    }

    private void print(String column, double area, double shape) {
      System.out.printf(
          Locale.ROOT,
          "%s,%s,%s,%.3f,%.4f%n",
          source.name().toLowerCase(Locale.ROOT),
          generator,
          column,
          area,
          shape);
    }
  }
}
