package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.RowGroups.Axis;
import org.cdrl.table.RowGroups.Nearest;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Divides rows into groups of alike ones: halves them along the direction in which they vary most,
 * and their halves, as long as both have enough rows.
 */
final class RowGrouping {
  /** Most groups; of more rows a group has more. */
  private static final int MOST = 1000;

  /** Labels that get a coordinate; rarer ones share one. */
  private static final int LABELS = 32;

  /** Rows nearer to each other differ by rounding only. */
  private static final double SAME = 1e-12;

  /** Steps towards the direction of the largest variance. */
  private static final int POWER_STEPS = 10;

  private final List<int[]> parts = new ArrayList<>();
  private final int least;

  /** Rows as points; where cells are missing, column means. */
  private final double[][] points;

  /** The same with NaN where cells are missing. */
  private final double[][] given;

  private final int[] partOf;

  /** Mean spread of the groups, over rows. */
  private final double typical;

  private final RowGroups groups;

  /**
   * Groups rows.
   *
   * @param rows at least one
   */
  RowGrouping(Table rows) {
    List<Axis> axes =
        IntStream.range(0, rows.schema().size())
            .mapToObj(c -> axis(rows.schema().column(c), rows.column(c)))
            .toList();
    RowGroups none = new RowGroups(axes, new float[0][], new float[0]);
    given = Arrays.stream(rows.rows()).map(none::point).toArray(double[][]::new);
    points = filled(given);
    least = Math.max(RowGroups.LEAST, (points.length + MOST - 1) / MOST);
    divide(IntStream.range(0, points.length).toArray());
    float[][] means = new float[parts.size()][];
    float[] spreads = new float[means.length];
    partOf = new int[points.length];
    for (int g = 0; g < means.length; g++) {
      double[] mean = mean(parts.get(g));
      means[g] = new float[mean.length];
      for (int j = 0; j < mean.length; j++) {
        means[g][j] = (float) mean[j];
      }
      for (int r : parts.get(g)) {
        partOf[r] = g;
        spreads[g] += (float) (distance(points[r], mean) / parts.get(g).length);
      }
    }
    typical = IntStream.of(partOf).mapToDouble(g -> spreads[g]).average().orElseThrow();
    for (int g = 0; g < spreads.length; g++) {
      spreads[g] = spread(spreads[g], parts.get(g).length);
    }
    groups = new RowGroups(axes, means, spreads);
  }

  /** With one typical row more, so that a group of equal rows is not infinitely narrow. */
  private float spread(double ofRows, int n) {
    return (float) ((n * ofRows + typical) / (n + 1));
  }

  private static Axis axis(Column column, double[] cells) {
    double[] present = Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).toArray();
    if (column.isNumeric()) {
      double mean = Arrays.stream(present).average().orElse(Double.NaN);
      double variance =
          Arrays.stream(present).map(v -> (v - mean) * (v - mean)).average().orElse(0);
      return new Axis(mean, Math.sqrt(variance), null);
    }
    long[] counts = new long[column.labels().size()];
    for (double cell : present) {
      counts[(int) cell]++;
    }
    int[] frequent =
        IntStream.range(0, counts.length)
            .boxed()
            .filter(l -> counts[l] > 0)
            .sorted(Comparator.comparingLong(l -> -counts[l]))
            .limit(LABELS)
            .mapToInt(Integer::intValue)
            .toArray();
    // All alike: nothing to tell rows by.
    return frequent.length < 2
        ? new Axis(frequent.length == 0 ? Double.NaN : frequent[0], 0, null)
        : new Axis(0, 0, frequent);
  }

  private static double[][] filled(double[][] given) {
    double[][] points = Arrays.stream(given).map(double[]::clone).toArray(double[][]::new);
    for (int j = 0; j < points[0].length; j++) {
      int at = j;
      double mean =
          Arrays.stream(given)
              .mapToDouble(p -> p[at])
              .filter(v -> !Double.isNaN(v))
              .average()
              .orElse(0);
      for (double[] point : points) {
        point[at] = Double.isNaN(point[at]) ? mean : point[at];
      }
    }
    return points;
  }

  private void divide(int[] rows) {
    double[] mean = mean(rows);
    double[] direction = rows.length < 2 * least ? null : widest(rows, mean);
    if (direction == null) {
      parts.add(rows);
      return;
    }
    double[] along = new double[points.length];
    for (int r : rows) {
      along[r] = dot(points[r], direction);
    }
    int[] sorted =
        Arrays.stream(rows)
            .boxed()
            .sorted(Comparator.comparingDouble(r -> along[r]))
            .mapToInt(Integer::intValue)
            .toArray();
    divide(Arrays.copyOf(sorted, sorted.length / 2));
    divide(Arrays.copyOfRange(sorted, sorted.length / 2, sorted.length));
  }

  /**
   * About the first principal component, by power iteration from the row farthest from the mean;
   * null if all rows are the same.
   */
  private double[] widest(int[] rows, double[] mean) {
    double[] direction = new double[mean.length];
    double farthest = 0;
    for (int r : rows) {
      double distance = distance(points[r], mean);
      if (distance > farthest) {
        farthest = distance;
        Arrays.setAll(direction, j -> points[r][j] - mean[j]);
      }
    }
    if (farthest < SAME) {
      return null;
    }
    for (int step = 0; step < POWER_STEPS; step++) {
      double[] next = new double[direction.length];
      double offset = dot(mean, direction);
      for (int r : rows) {
        double along = dot(points[r], direction) - offset;
        for (int j = 0; j < next.length; j++) {
          next[j] += along * (points[r][j] - mean[j]);
        }
      }
      double length = Math.sqrt(dot(next, next));
      Arrays.setAll(next, j -> next[j] / length);
      direction = next;
    }
    return direction;
  }

  private double[] mean(int[] rows) {
    double[] mean = new double[points[0].length];
    for (int r : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points[r][j] / rows.length;
      }
    }
    return mean;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += a[j] * b[j];
    }
    return sum;
  }

  private static double distance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  /** The groups. */
  RowGroups groups() {
    return groups;
  }

  /** How far every row is from the nearest group that it is not in, squared. */
  double[] distances() {
    return IntStream.range(0, points.length).mapToDouble(r -> leaveOut(r).distance()).toArray();
  }

  /**
   * What the nearest group would be to one of the rows if the row were in none.
   *
   * @param row its position among the rows that were grouped
   */
  Nearest leaveOut(int row) {
    int g = partOf[row];
    int n = parts.get(g).length;
    if (n == 1) {
      return groups.nearest(given[row]);
    }
    float[][] means = groups.means().clone();
    float[] spreads = groups.spreads().clone();
    double[] mean = mean(Arrays.stream(parts.get(g)).filter(r -> r != row).toArray());
    means[g] = new float[mean.length];
    double spread = 0;
    for (int r : parts.get(g)) {
      spread += r == row ? 0 : distance(points[r], mean) / (n - 1);
    }
    for (int j = 0; j < mean.length; j++) {
      means[g][j] = (float) mean[j];
    }
    spreads[g] = spread(spread, n - 1);
    return new RowGroups(groups.axes(), means, spreads).nearest(given[row]);
  }
}
