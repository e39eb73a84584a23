package org.cdrl.examples.tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cdrl.table.Imputer;
import org.cdrl.table.TableModel;
import org.cdrl.table.TableTrainer;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Filling in cells that are missing at random: 20 % of all cells but the target are taken out of
 * all rows; a model is trained on what is left and fills them in.
 *
 * <p>{@code examples/run tables.ImputationBenchmark DATA SEEDS [SET...]} prints a line per set and
 * seed: mean absolute errors of the missing cells after min-max scaling (a wrong label counts 1).
 * {@code avg} is the mean over single draws, {@code min} takes the best of the draws of every cell,
 * {@code centre} is the draws' mean or most frequent label. Beside it the nearest complete-enough
 * row (k = 1), chained ridge regressions without noise (ICE) and with noise and predictive mean
 * matching (MICE), and the column's mean; then the means over all runs.
 */
public final class ImputationBenchmark {
  private static final double MISSING = .2;
  private static final int DRAWS = 10;
  private static final int ROUNDS = 10;

  private static final String[] METHODS = {
    "cdrl_avg", "cdrl_min", "cdrl_centre", "knn", "ice", "mice_avg", "mice_min", "mean"
  };

  private ImputationBenchmark() {}

  /** Runs the benchmark. */
  public static void main(String[] args) throws IOException {
    Path data = Path.of(args[0]);
    int seeds = Integer.parseInt(args[1]);
    List<BenchmarkSet> sets =
        args.length == 2
            ? List.of(BenchmarkSet.values())
            : Arrays.stream(args).skip(2).map(BenchmarkSet::valueOf).toList();
    System.out.println("set,seed," + String.join(",", METHODS) + ",seconds_train,seconds_fill");
    double[] sums = new double[METHODS.length];
    int runs = 0;
    for (BenchmarkSet set : sets) {
      for (int seed = 1; seed <= seeds; seed++) {
        double[] errors = run(set, set.read(data), seed);
        for (int k = 0; k < sums.length; k++) {
          sums[k] += errors[k];
        }
        runs++;
      }
    }
    StringBuilder line = new StringBuilder("mean,");
    for (double sum : sums) {
      line.append(String.format(Locale.ROOT, ",%.4f", sum / runs));
    }
    System.out.println(line + ",,");
  }

  private static double[] run(BenchmarkSet set, Table whole, int seed) {
    int target = whole.schema().size() - 1;
    Random random = new Random(seed);
    double[][] cells = Arrays.stream(whole.rows()).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : cells) {
      for (int c = 0; c < target; c++) {
        row[c] = random.nextDouble() < MISSING ? Double.NaN : row[c];
      }
    }
    Table gaps = new Table(whole.schema(), cells);
    Errors errors = new Errors(whole, gaps);

    TableTrainer trainer = TableTrainer.create().folds(0).settings(b -> b.seed(seed));
    if (set.classes()) {
      trainer = trainer.conditions(whole.schema().column(target).name());
    }
    long begun = System.nanoTime();
    double[] result = new double[METHODS.length];
    double training;
    double filling;
    try (TableModel model = trainer.fit(gaps)) {
      training = (System.nanoTime() - begun) / 1e9;
      begun = System.nanoTime();
      Imputer.Imputation filled = model.imputer().draws(DRAWS).seed(seed).fill(gaps);
      filling = (System.nanoTime() - begun) / 1e9;
      result[0] = errors.mean(filled.draws());
      result[1] = errors.least(filled.draws());
      result[2] = errors.mean(List.of(filled.centre()));
    }
    result[3] = errors.mean(List.of(nearest(gaps)));
    result[4] = errors.mean(List.of(chained(gaps, null)));
    List<Table> mice = new ArrayList<>();
    for (int m = 0; m < DRAWS; m++) {
      mice.add(chained(gaps, new Random(seed * 1000L + m)));
    }
    result[5] = errors.mean(mice);
    result[6] = errors.least(mice);
    result[7] = errors.mean(List.of(means(gaps)));
    StringBuilder line = new StringBuilder(set.name().toLowerCase(Locale.ROOT) + "," + seed);
    for (double error : result) {
      line.append(String.format(Locale.ROOT, ",%.4f", error));
    }
    System.out.printf(Locale.ROOT, "%s,%.1f,%.1f%n", line, training, filling);
    return result;
  }

  /** Absolute errors of filled cells. */
  private record Errors(Table whole, Table gaps, double[] range) {
    Errors(Table whole, Table gaps) {
      this(whole, gaps, new double[whole.schema().size()]);
      for (int c = 0; c < range.length; c++) {
        double[] cells = whole.column(c);
        double width =
            Arrays.stream(cells).max().orElseThrow() - Arrays.stream(cells).min().orElseThrow();
        range[c] = width > 0 ? width : 1;
      }
    }

    private double error(Table filled, int r, int c) {
      double difference = filled.rows()[r][c] - whole.rows()[r][c];
      return whole.schema().column(c).isNumeric()
          ? Math.abs(difference) / range[c]
          : difference == 0 ? 0 : 1;
    }

    double mean(List<Table> draws) {
      return over(draws, errors -> Arrays.stream(errors).average().orElseThrow());
    }

    double least(List<Table> draws) {
      return over(draws, errors -> Arrays.stream(errors).min().orElseThrow());
    }

    private double over(List<Table> draws, ToDoubleFunction<double[]> ofCell) {
      double sum = 0;
      int count = 0;
      for (int r = 0; r < gaps.size(); r++) {
        for (int c = 0; c < range.length; c++) {
          if (Double.isNaN(gaps.rows()[r][c])) {
            int row = r;
            int column = c;
            sum +=
                ofCell.applyAsDouble(
                    draws.stream().mapToDouble(draw -> error(draw, row, column)).toArray());
            count++;
          }
        }
      }
      return sum / count;
    }
  }

  /** Every missing cell from the nearest row that has it, by mean difference of common cells. */
  private static Table nearest(Table gaps) {
    int d = gaps.schema().size();
    Errors scale = new Errors(means(gaps), gaps);
    double[][] filled = Arrays.stream(gaps.rows()).map(double[]::clone).toArray(double[][]::new);
    for (int r = 0; r < filled.length; r++) {
      double[] least = new double[d];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      for (int o = 0; o < filled.length; o++) {
        double sum = 0;
        int common = 0;
        for (int c = 0; c < d; c++) {
          double difference = gaps.rows()[r][c] - gaps.rows()[o][c];
          if (!Double.isNaN(difference)) {
            sum +=
                gaps.schema().column(c).isNumeric()
                    ? Math.abs(difference) / scale.range()[c]
                    : difference == 0 ? 0 : 1;
            common++;
          }
        }
        double distance = common == 0 ? Double.MAX_VALUE : sum / common;
        for (int c = 0; c < d; c++) {
          boolean helps = Double.isNaN(gaps.rows()[r][c]) && !Double.isNaN(gaps.rows()[o][c]);
          if (helps && distance < least[c]) {
            least[c] = distance;
            filled[r][c] = gaps.rows()[o][c];
          }
        }
      }
    }
    return new Table(gaps.schema(), filled);
  }

  /** Columns' means, and most frequent labels. */
  private static Table means(Table gaps) {
    double[][] filled = Arrays.stream(gaps.rows()).map(double[]::clone).toArray(double[][]::new);
    for (int c = 0; c < gaps.schema().size(); c++) {
      Column column = gaps.schema().column(c);
      double[] known = Arrays.stream(gaps.column(c)).filter(cell -> !Double.isNaN(cell)).toArray();
      double centre = Arrays.stream(known).average().orElse(0);
      if (!column.isNumeric()) {
        int[] counts = new int[column.labels().size()];
        Arrays.stream(known).forEach(label -> counts[(int) label]++);
        centre =
            IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElse(0);
      } else if (column.kind() == Column.Kind.INTEGER) {
        centre = Math.rint(centre);
      }
      for (double[] row : filled) {
        row[c] = Double.isNaN(row[c]) ? centre : row[c];
      }
    }
    return new Table(gaps.schema(), filled);
  }

  /**
   * Ridge regressions of every column on all others, in turn, starting from the columns' means (van
   * Buuren and Groothuis-Oudshoorn, Journal of Statistical Software 45, 2011).
   *
   * @param random null for the regression's prediction; else the value of one of the five rows
   *     whose predictions are nearest, by a regression on a bootstrap sample
   */
  private static Table chained(Table gaps, Random random) {
    Table filled = means(gaps);
    int target = gaps.schema().size() - 1;
    for (int round = 0; round < ROUNDS; round++) {
      for (int c = 0; c < target; c++) {
        if (Arrays.stream(gaps.column(c)).anyMatch(Double::isNaN)) {
          regress(gaps, filled, c, random);
        }
      }
    }
    return filled;
  }

  private static void regress(Table gaps, Table filled, int column, Random random) {
    double[][] x = inputs(filled, column);
    int[] known =
        IntStream.range(0, x.length).filter(r -> !Double.isNaN(gaps.rows()[r][column])).toArray();
    int[] used =
        random == null
            ? known
            : IntStream.range(0, known.length)
                .map(n -> known[random.nextInt(known.length)])
                .toArray();
    int width = x[0].length;
    DMatrixRMaj a = CommonOps_DDRM.identity(width);
    CommonOps_DDRM.scale(1e-2 * used.length, a);
    DMatrixRMaj b = new DMatrixRMaj(width, 1);
    double mean = Arrays.stream(used).mapToDouble(r -> gaps.rows()[r][column]).average().orElse(0);
    for (int r : used) {
      for (int i = 0; i < width; i++) {
        b.add(i, 0, x[r][i] * (gaps.rows()[r][column] - mean));
        for (int j = 0; j < width; j++) {
          a.add(i, j, x[r][i] * x[r][j]);
        }
      }
    }
    DMatrixRMaj weights = new DMatrixRMaj(width, 1);
    CommonOps_DDRM.solve(a, b, weights);
    double[] predicted = new double[x.length];
    for (int r = 0; r < x.length; r++) {
      predicted[r] = mean;
      for (int i = 0; i < width; i++) {
        predicted[r] += x[r][i] * weights.get(i, 0);
      }
    }
    boolean numeric = filled.schema().column(column).isNumeric();
    for (int r = 0; r < x.length; r++) {
      if (!Double.isNaN(gaps.rows()[r][column])) {
        continue;
      }
      int row = r;
      if (random == null && numeric && filled.schema().column(column).kind() == Column.Kind.REAL) {
        filled.rows()[r][column] = predicted[r];
      } else {
        int[] near =
            Arrays.stream(known)
                .boxed()
                .sorted(Comparator.comparingDouble(o -> Math.abs(predicted[o] - predicted[row])))
                .limit(random == null ? 1 : 5)
                .mapToInt(Integer::intValue)
                .toArray();
        int chosen = near[random == null ? 0 : random.nextInt(near.length)];
        filled.rows()[r][column] = gaps.rows()[chosen][column];
      }
    }
  }

  /** All other columns, standardised; labels as ones and zeros. */
  private static double[][] inputs(Table table, int without) {
    List<double[]> columns = new ArrayList<>();
    for (int c = 0; c < table.schema().size(); c++) {
      double[] cells = table.column(c);
      if (c == without) {
        continue;
      }
      if (table.schema().column(c).isNumeric()) {
        columns.add(cells);
      } else {
        for (int l = 1; l < table.schema().column(c).labels().size(); l++) {
          int label = l;
          columns.add(Arrays.stream(cells).map(cell -> cell == label ? 1 : 0).toArray());
        }
      }
    }
    double[][] x = new double[table.size()][columns.size()];
    for (int k = 0; k < columns.size(); k++) {
      double mean = Arrays.stream(columns.get(k)).average().orElseThrow();
      double variance =
          Arrays.stream(columns.get(k)).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
      for (int r = 0; r < x.length; r++) {
        x[r][k] = variance > 0 ? (columns.get(k)[r] - mean) / Math.sqrt(variance) : 0;
      }
    }
    return x;
  }
}
