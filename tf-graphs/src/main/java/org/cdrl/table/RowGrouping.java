package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cdrl.table.RowGroups.Axis;
import org.cdrl.table.RowGroups.Nearest;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Groups rows: each with the rows nearest to it. Of many rows some are the centres of groups.
 *
 * <p>Such groups are as narrow as the data are around their centre. Parts of a division are not:
 * where rows lie on curves, or where columns that do not matter decide the division, the means of
 * parts lie where no row is.
 */
final class RowGrouping {
  /** Most groups; of more rows a group has more. */
  private static final int MOST = 1000;

  /** Labels that get a coordinate; rarer ones share one. */
  private static final int LABELS = 32;

  private final List<Group> members;
  private final int size;

  /** Rows as points; where cells are missing, column means. */
  private final double[][] points;

  /** The same with NaN where cells are missing. */
  private final double[][] given;

  /** Numbers of the groups that a row is in. */
  private final List<List<Integer>> groupsOf;

  /** Mean spread of the groups, over their centres. */
  private final double typical;

  private final RowGroups groups;

  /**
   * The rows of a group.
   *
   * @param nearest to the centre, and the one that comes next if there is one
   * @param centre around which they are; -1 if several rows have the same ones around them
   * @param centres how many
   */
  private record Group(int[] nearest, int centre, int centres) {
    /** All, the next included, but one. */
    int[] without(int row) {
      return Arrays.stream(nearest).filter(r -> r != row).toArray();
    }
  }

  /**
   * Groups rows.
   *
   * @param rows at least one; in random order if there are many
   */
  RowGrouping(Table rows) {
    List<Axis> axes =
        IntStream.range(0, rows.schema().size())
            .mapToObj(c -> axis(rows.schema().column(c), rows.column(c)))
            .toList();
    RowGroups none = new RowGroups(axes, new float[0][], new float[0], new int[0]);
    given = Arrays.stream(rows.rows()).map(none::point).toArray(double[][]::new);
    points = filled(given);
    int n = points.length;
    size = Math.min(n, Math.max(RowGroups.LEAST, (n + MOST - 1) / MOST));
    members = members(Math.min(n, MOST));
    groupsOf = Stream.generate(() -> (List<Integer>) new ArrayList<Integer>()).limit(n).toList();
    float[][] means = new float[members.size()][];
    double[] spreads = new double[means.length];
    for (int g = 0; g < means.length; g++) {
      int[] in = Arrays.copyOf(members.get(g).nearest(), size);
      double[] mean = mean(in);
      means[g] = floats(mean);
      spreads[g] = spread(in, mean);
      for (int r : in) {
        groupsOf.get(r).add(g);
      }
    }
    typical =
        IntStream.range(0, spreads.length)
            .mapToDouble(g -> spreads[g] * members.get(g).centres() / Math.min(n, MOST))
            .sum();
    float[] all = new float[spreads.length];
    for (int g = 0; g < all.length; g++) {
      all[g] = withTypical(spreads[g], size);
    }
    groups = new RowGroups(axes, means, all, members.stream().mapToInt(Group::centres).toArray());
  }

  /** With one typical row more, so that a group of equal rows is not infinitely narrow. */
  private float withTypical(double spread, int n) {
    return (float) ((n * spread + typical) / (n + 1));
  }

  /** The different groups around the first rows. */
  private List<Group> members(int centres) {
    Map<List<Integer>, Group> found = new LinkedHashMap<>();
    for (int centre = 0; centre < centres; centre++) {
      int[] nearest = nearest(centre, Math.min(points.length, size + 1));
      Arrays.sort(nearest, 0, size);
      found.merge(
          Arrays.stream(nearest).boxed().toList(),
          new Group(nearest, centre, 1),
          (group, same) -> new Group(nearest, -1, group.centres() + 1));
    }
    return List.copyOf(found.values());
  }

  /** The rows nearest to one, itself included, the nearest first. */
  private int[] nearest(int centre, int count) {
    int[] rows = new int[count];
    double[] distances = new double[count];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    for (int r = 0; r < points.length; r++) {
      double distance = distance(points[r], points[centre], distances[count - 1]);
      if (distance < distances[count - 1]) {
        int at = count - 1;
        for (; at > 0 && distances[at - 1] > distance; at--) {
          distances[at] = distances[at - 1];
          rows[at] = rows[at - 1];
        }
        distances[at] = distance;
        rows[at] = r;
      }
    }
    return rows;
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

  private double[] mean(int[] rows) {
    double[] mean = new double[points[0].length];
    for (int r : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += points[r][j] / rows.length;
      }
    }
    return mean;
  }

  /** The mean squared distance of rows from their mean. */
  private double spread(int[] rows, double[] mean) {
    return Arrays.stream(rows)
        .mapToDouble(r -> distance(points[r], mean, Double.POSITIVE_INFINITY))
        .average()
        .orElseThrow();
  }

  /** The squared distance, or anything that is no less than the limit. */
  private static double distance(double[] a, double[] b, double limit) {
    double sum = 0;
    for (int j = 0; j < a.length && sum < limit; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int j = 0; j < floats.length; j++) {
      floats[j] = (float) values[j];
    }
    return floats;
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
   * What the nearest group would be to one of the rows if the row had never been there.
   *
   * @param row its position among the rows that were grouped
   */
  Nearest leaveOut(int row) {
    if (points.length == 1) {
      return groups.nearest(given[row]);
    }
    float[][] means = groups.means().clone();
    float[] spreads = groups.spreads().clone();
    for (int g : groupsOf.get(row)) {
      Group group = members.get(g);
      if (group.centre() == row) {
        spreads[g] = Float.POSITIVE_INFINITY;
      } else {
        int[] others = group.without(row);
        double[] mean = mean(others);
        means[g] = floats(mean);
        spreads[g] = withTypical(spread(others, mean), others.length);
      }
    }
    return new RowGroups(groups.axes(), means, spreads, groups.centres()).nearest(given[row]);
  }
}
