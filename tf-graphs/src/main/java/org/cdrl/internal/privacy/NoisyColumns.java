package org.cdrl.internal.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * Every column of a table on its own, as noisy counts tell it: rows of every label and of every
 * number. A count is told only where it is so high that no single row can have made it, for which
 * labels and numbers there are is nobody's knowledge (Korolova et al., "Releasing Search Queries
 * and Clicks Privately", WWW 2009). Numbers that are too rare for that are counted together in
 * wider and wider intervals, which do not depend on the table. What is too rare for the widest ones
 * is not told, and neither is a label of few rows.
 *
 * @param table rows whose columns are as the counts say, and independent. Its schema has the labels
 *     that are told, and no reasons
 * @param loss what the counts give away
 */
public record NoisyColumns(Table table, PrivacyLoss loss) {
  /** Bits of a number's significand that tell its interval, after the leading one. */
  private static final int[] BITS = {4, 2, 0};

  private static final double DAY = 86_400;

  /** Widths of intervals of dates: a day, four weeks, a year. */
  private static final double[] WIDTHS = {DAY, 28 * DAY, 364 * DAY};

  private static final int LEVELS = 1 + BITS.length;

  private static final String REASON = "as in the table that it stands for";

  /** Missing cells of fewer noisy rows than this times the noise are taken as none. */
  private static final double CLEAR = 2;

  /** How many counts a row is in, that of all rows included. */
  public static int counts(Schema schema) {
    return 1 + schema.columns().stream().mapToInt(NoisyColumns::countsOf).sum();
  }

  /** Counts of labels, or of numbers in intervals of every width; a gap takes the place of one. */
  private static int countsOf(Column column) {
    return column.isNumeric() ? LEVELS : column.labels().isEmpty() ? 0 : 1;
  }

  /**
   * Counts.
   *
   * @param noise standard deviation of every count's noise, rows
   * @param chance that a count is told which only one row has made, delta
   * @param secret random numbers of the noise
   */
  public static NoisyColumns of(Table table, double noise, double chance, RandomGenerator secret) {
    Schema schema = table.schema();
    int counts = counts(schema);
    double least =
        1 + noise * NormalDistribution.of(0, 1).inverseSurvivalProbability(chance / counts);
    int rows = (int) Math.max(1, Math.rint(table.size() + noise * secret.nextGaussian()));
    double[][] cells = new double[rows][schema.size()];
    SplittableRandom order = new SplittableRandom(1);
    for (int c = 0; c < schema.size(); c++) {
      Column column = schema.column(c);
      double[] told = {Double.NaN};
      if (column.isNumeric()) {
        told = numbers(column, table.column(c), noise, least, rows, secret);
      } else if (!column.labels().isEmpty()) {
        told = labels(column, table.column(c), noise, least, rows, secret);
      }
      shuffle(told, order);
      for (int r = 0; r < rows; r++) {
        cells[r][c] = told[r % told.length];
      }
    }
    Table told = new Table(schema, cells);
    return new NoisyColumns(
        recode(told, shown(told)), PrivacyLoss.ofSums(noise / Math.sqrt(counts), 1));
  }

  /** The columns as they may be shown: without labels of which no row is told. */
  private static Schema shown(Table told) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < told.schema().size(); c++) {
      Column column = told.schema().column(c);
      boolean[] known = new boolean[column.labels().size()];
      for (double cell : told.column(c)) {
        if (!column.labels().isEmpty() && !Double.isNaN(cell)) {
          known[(int) cell] = true;
        }
      }
      columns.add(
          shown(
              column,
              IntStream.range(0, known.length)
                  .filter(k -> known[k])
                  .mapToObj(column.labels()::get)
                  .sorted()
                  .toList()));
    }
    return new Schema(columns);
  }

  private static Column shown(Column column, List<String> labels) {
    boolean lost = labels.isEmpty() && !column.labels().isEmpty();
    Column.Kind kind =
        lost
            ? Column.Kind.CONSTANT
            : labels.size() < column.labels().size() && column.isCategorical()
                ? Column.Kind.CATEGORICAL
                : column.kind();
    return new Column(column.name(), kind, labels, column.pattern(), REASON);
  }

  /**
   * Rows of the true table in these columns.
   *
   * @return with cells missing whose labels are not told
   */
  public Table recode(Table rows) {
    return recode(rows, table.schema());
  }

  private static Table recode(Table rows, Schema to) {
    double[][] cells = Arrays.stream(rows.rows()).map(double[]::clone).toArray(double[][]::new);
    for (int c = 0; c < to.size(); c++) {
      List<String> labels = to.column(c).labels();
      int[] places = rows.schema().column(c).labels().stream().mapToInt(labels::indexOf).toArray();
      for (double[] row : cells) {
        if (places.length > 0 && !Double.isNaN(row[c])) {
          int place = places[(int) row[c]];
          row[c] = place < 0 ? Double.NaN : place;
        }
      }
    }
    return new Table(to, cells);
  }

  private static double[] labels(
      Column column, double[] cells, double noise, double least, int rows, RandomGenerator secret) {
    double[] counts = new double[column.labels().size() + 1];
    for (double cell : cells) {
      counts[Double.isNaN(cell) ? counts.length - 1 : (int) cell]++;
    }
    // By name, as the labels' order in the true table may tell which came first.
    int[] byName =
        IntStream.range(0, column.labels().size())
            .boxed()
            .sorted(Comparator.comparing(column.labels()::get))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Told> told = new ArrayList<>();
    for (int k : byName) {
      double noisy = counts[k] + noise * secret.nextGaussian();
      if (noisy > least) {
        told.add(new Told(always(k), noisy));
      }
    }
    double missing = counts[counts.length - 1] + noise * secret.nextGaussian();
    if (missing > CLEAR * noise) {
      told.add(new Told(always(Double.NaN), missing));
    }
    return spread(told, rows);
  }

  private static double[] numbers(
      Column column, double[] cells, double noise, double least, int rows, RandomGenerator secret) {
    List<Told> told = new ArrayList<>();
    double missing = noise * secret.nextGaussian();
    for (double cell : cells) {
      missing += Double.isNaN(cell) ? 1 : 0;
    }
    double[] left = Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
    if (missing > CLEAR * noise) {
      told.add(new Told(always(Double.NaN), missing));
    }
    Set<Double> alone = new HashSet<>();
    for (int level = 0; level < LEVELS; level++) {
      Map<Interval, Integer> counts = new TreeMap<>();
      for (double cell : left) {
        counts.merge(interval(column, cell, level), 1, Integer::sum);
      }
      Map<Interval, Double> kept = new HashMap<>();
      counts.forEach(
          (interval, count) -> {
            double noisy = count + noise * secret.nextGaussian();
            if (noisy > least) {
              kept.put(interval, noisy);
            }
          });
      for (Interval interval : new TreeMap<>(kept).keySet()) {
        if (level == 0) {
          alone.add(interval.low());
        }
        told.add(new Told(interval.numbers(column, alone), kept.get(interval)));
      }
      int now = level;
      left =
          Arrays.stream(left)
              .filter(cell -> !kept.containsKey(interval(column, cell, now)))
              .toArray();
    }
    return spread(told, rows);
  }

  private static Interval interval(Column column, double cell, int level) {
    if (level == 0 || cell == 0) {
      return new Interval(cell + 0., cell + 0.);
    }
    if (column.kind() == Column.Kind.DATE_TIME) {
      double width = WIDTHS[level - 1];
      double low = Math.floor(cell / width) * width;
      return new Interval(low, low + width);
    }
    int cut = 52 - BITS[level - 1];
    long bits = Double.doubleToLongBits(Math.abs(cell)) >>> cut;
    double near = Double.longBitsToDouble(bits << cut);
    double far = Double.longBitsToDouble(bits + 1 << cut);
    return cell > 0 ? new Interval(near, far) : new Interval(-far, -near);
  }

  /** Numbers from low to high, without the end that is further from 0; of dates the later one. */
  private record Interval(double low, double high) implements Comparable<Interval> {
    /** Of more numbers, those that are counted on their own are no matter. */
    private static final int MOST = 1000;

    @Override
    public int compareTo(Interval other) {
      int first = Double.compare(low, other.low);
      return first != 0 ? first : Double.compare(high, other.high);
    }

    /**
     * Its numbers, evenly spaced: a function of how far they are along it, from 0 to below 1.
     *
     * @param without whole numbers that are counted on their own
     */
    DoubleUnaryOperator numbers(Column column, Set<Double> without) {
      double grain =
          column.kind() == Column.Kind.INTEGER
              ? 1
              : column.kind() == Column.Kind.DATE_TIME ? dateGrain(column) : 0;
      if (high == low || grain == 0) {
        return part -> low + part * (high - low);
      }
      boolean below = high <= 0 && column.kind() == Column.Kind.INTEGER;
      double first = below ? Math.floor(low) + 1 : Math.ceil(low / grain);
      double count = (below ? Math.floor(high) + 1 : Math.ceil(high / grain)) - first;
      double[] left =
          count > MOST
              ? new double[0]
              : IntStream.range(0, (int) count)
                  .mapToDouble(n -> (first + n) * grain)
                  .filter(number -> !without.contains(number))
                  .toArray();
      return left.length == 0
          ? part -> (first + Math.floor(part * count)) * grain
          : part -> left[(int) (part * left.length)];
    }

    private static double dateGrain(Column column) {
      return column.pattern().matches(".*[HhKkms].*") ? 1 : DAY;
    }
  }

  /** Cells that share a noisy count of rows, as a function of which of them, from 0 to below 1. */
  private record Told(DoubleUnaryOperator cells, double count) {}

  private static DoubleUnaryOperator always(double cell) {
    return part -> cell;
  }

  /** So many rows, as the counts have them. */
  private static double[] spread(List<Told> told, int rows) {
    if (told.isEmpty()) {
      return new double[] {Double.NaN};
    }
    double all = told.stream().mapToDouble(Told::count).sum();
    double[] cells = new double[rows];
    int at = 0;
    double before = 0;
    for (int r = 0; r < rows; r++) {
      double place = (r + .5) / rows * all;
      while (at < told.size() - 1 && place >= before + told.get(at).count()) {
        before += told.get(at++).count();
      }
      Told of = told.get(at);
      double part = Math.min(Math.max(0, (place - before) / of.count()), Math.nextDown(1.));
      cells[r] = of.cells().applyAsDouble(part);
    }
    return cells;
  }

  private static void shuffle(double[] cells, SplittableRandom random) {
    for (int n = cells.length - 1; n > 0; n--) {
      int at = random.nextInt(n + 1);
      double kept = cells[n];
      cells[n] = cells[at];
      cells[at] = kept;
    }
  }
}
