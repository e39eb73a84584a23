package org.cdrl.examples;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.cdrl.config.Execution;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Median;

/**
 * What few rows cost beside many: classes of 11 labels, scores, a number filled in with 20 draws,
 * and drawing, for 1 to 1,000 rows of ten numbers. The networks are of the size for tables of this
 * length; that they have learned little does not change the time.
 *
 * <p>{@code examples/run PredictionSpeed [threads=1] [runs=9]} prints the milliseconds of the first
 * call, and medians of wall and CPU time of later ones.
 */
public final class PredictionSpeed {
  private static final int LABELS = 11;
  private static final int COLUMNS = 10;
  private static final int DRAWS = 20;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private PredictionSpeed() {}

  /** Runs the benchmark. */
  public static void main(String[] args) {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 1;
    int runs = args.length > 1 ? Integer.parseInt(args[1]) : 9;
    Table table = table(1000);
    try (TableModel model =
        TableTrainer.create()
            .conditions("class")
            .settings(b -> b.iterations(20))
            .execution(Execution.DEFAULT.threads(threads))
            .validation(.1)
            .fit(table)) {
      System.out.println("what,rows,first_ms,wall_ms,cpu_ms");
      measure("classify", table, runs, rows -> model.classifier("class").probabilities(rows));
      measure("score", table, runs, rows -> model.anomalies().score(rows));
      measure("fill in", gaps(table), runs, rows -> model.imputer().draws(DRAWS).fill(rows));
      measure("draw", table, runs, rows -> model.sampler().draw(rows.size()));
    }
  }

  private static Table table(int n) {
    List<Column> columns =
        new ArrayList<>(IntStream.range(0, COLUMNS).mapToObj(c -> Column.real("x" + c)).toList());
    columns.add(
        Column.categorical("class", IntStream.range(0, LABELS).mapToObj(l -> "c" + l).toList()));
    Random random = new Random(1);
    double[][] rows = new double[n][COLUMNS + 1];
    for (int r = 0; r < n; r++) {
      int label = r % LABELS;
      Arrays.setAll(rows[r], c -> random.nextGaussian() + (c == label ? 3 : 0));
      rows[r][COLUMNS] = label;
    }
    return new Table(new Schema(columns), rows);
  }

  private static Table gaps(Table table) {
    double[][] rows = Arrays.stream(table.rows()).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : rows) {
      row[0] = Double.NaN;
    }
    return new Table(table.schema(), rows);
  }

  private static void measure(String what, Table table, int runs, Consumer<Table> call) {
    for (int n : new int[] {1, 10, 100, 1000}) {
      Table rows = table.slice(0, n);
      long begun = System.nanoTime();
      call.accept(rows);
      double first = (System.nanoTime() - begun) / 1e6;
      double[] wall = new double[runs];
      double[] cpu = new double[runs];
      for (int k = 0; k < runs; k++) {
        long w = System.nanoTime();
        long c = SYSTEM.getProcessCpuTime();
        call.accept(rows);
        wall[k] = (System.nanoTime() - w) / 1e6;
        cpu[k] = (SYSTEM.getProcessCpuTime() - c) / 1e6;
      }
      System.out.printf(
          Locale.ROOT, "%s,%d,%.1f,%.1f,%.1f%n", what, n, first, Median.of(wall), Median.of(cpu));
    }
  }
}
