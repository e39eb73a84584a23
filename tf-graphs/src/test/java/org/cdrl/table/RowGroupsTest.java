package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.table.RowGroups.Nearest;
import org.cdrl.table.RowGroups.NearestByOthers;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowGroupsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("x"),
              Column.real("y"),
              Column.categorical("kind", List.of("a", "b", "c"))));

  private static Table rows(int n) {
    Random random = new Random(1);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      double side = r % 2 == 0 ? 10 : -10;
      double x = side + random.nextGaussian();
      rows[r] = new double[] {x, side - x, r % 2};
    }
    return new Table(SCHEMA, rows);
  }

  private static double distance(Nearest nearest) {
    return nearest.spread() + Arrays.stream(nearest.parts()).sum();
  }

  @Test
  void groupsAreOfAlikeRowsAndOfNoneAlone() {
    Table table = rows(200);
    RowGroups groups = new RowGrouping(table).groups();
    int count = groups.means().length;
    assertTrue(count > 100 && count <= 200, count + " groups");
    for (int g = 0; g < count; g++) {
      assertEquals(10, Math.abs(groups.cell(g, 0)), 3, "both sides are apart");
      assertEquals(groups.cell(g, 0) > 0 ? 0 : 1, groups.cell(g, 2));
    }
    double[][] alike = new double[40][];
    Arrays.setAll(alike, r -> new double[] {r % 2, 0, 0});
    assertEquals(2, new RowGrouping(new Table(SCHEMA, alike)).groups().means().length);
  }

  /** On a circle with as many columns that tell nothing, its middle is far from all groups. */
  @Test
  void groupsFollowCurves() {
    Random random = new Random(2);
    double[][] rows = new double[250][];
    for (int r = 0; r < rows.length; r++) {
      double angle = 2 * Math.PI * random.nextDouble();
      rows[r] =
          new double[] {
            Math.cos(angle), Math.sin(angle), random.nextGaussian(), random.nextGaussian()
          };
    }
    Schema numbers =
        new Schema(List.of(Column.real("x"), Column.real("y"), Column.real("z"), Column.real("u")));
    RowGroups groups = new RowGrouping(new Table(numbers, rows)).groups();
    long inside = 0;
    for (int g = 0; g < groups.means().length; g++) {
      inside += Math.hypot(groups.cell(g, 0), groups.cell(g, 1)) < .7 ? 1 : 0;
    }
    assertTrue(inside < .1 * groups.means().length, inside + " of " + groups.means().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 9, 30})
  void whoIsLeftOutIsInNoGroup(int n) {
    Table table = rows(n);
    RowGrouping grouping = new RowGrouping(table);
    double[][] points =
        Arrays.stream(table.rows()).map(grouping.groups()::point).toArray(double[][]::new);
    int[][] groups =
        IntStream.range(0, n).mapToObj(c -> around(points, c, -1)).toArray(int[][]::new);
    double typical =
        Arrays.stream(groups).mapToDouble(group -> spread(points, group)).average().orElseThrow();
    for (int left = 0; left < n; left++) {
      double least = Double.POSITIVE_INFINITY;
      for (int centre = 0; centre < n; centre++) {
        if (centre != left) {
          int[] group = around(points, centre, left);
          double fromAll = 0;
          for (int r : group) {
            fromAll += squared(points[left], points[r]) / group.length;
          }
          double spread = spread(points, group);
          least =
              Math.min(
                  least, fromAll - spread + (group.length * spread + typical) / (group.length + 1));
        }
      }
      assertEquals(least, distance(grouping.leaveOut(left)), 1e-4 * least);
    }
  }

  /** The rows nearest to one, without another, in the order of their numbers. */
  private static int[] around(double[][] points, int centre, int left) {
    return IntStream.range(0, points.length)
        .filter(r -> r != left)
        .boxed()
        .sorted(Comparator.comparingDouble(r -> squared(points[centre], points[r])))
        .limit(Math.min(points.length, RowGroups.LEAST))
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  /** The mean squared distance of rows from their mean. */
  private static double spread(double[][] points, int[] group) {
    double pairs = 0;
    for (int r : group) {
      for (int s : group) {
        pairs += squared(points[r], points[s]) / 2;
      }
    }
    return pairs / group.length / group.length;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      sum += (a[j] - b[j]) * (a[j] - b[j]);
    }
    return sum;
  }

  @Test
  void aColumnThatDoesNotCountIsOneThatIsMissing() {
    RowGroups groups = new RowGrouping(rows(300)).groups();
    for (double[] row : new double[][] {{9, 0, 1}, {-9, 4, 0}, {1e300, 0, 2}, {0, -1, 1}}) {
      NearestByOthers others = groups.nearestByOthers(groups.point(row));
      for (int c = 0; c < 3; c++) {
        double[] lacking = row.clone();
        lacking[c] = Double.NaN;
        double expected = distance(groups.nearest(groups.point(lacking)));
        assertEquals(expected, others.distances()[c], 1e-6 * expected);
      }
    }
  }

  @Test
  void distancesAreInStandardDeviationsAndLabelsTwoApart() {
    RowGroups groups = new RowGrouping(rows(200)).groups();
    double[] row = {10, 0, 0};
    double[] here = groups.point(row);
    double deviation = Math.sqrt(Arrays.stream(rows(200).column(0)).map(x -> x * x).sum() / 200);
    assertEquals(9, squared(here, groups.point(new double[] {10 + 3 * deviation, 0, 0})), .1);
    assertEquals(4, squared(here, groups.point(new double[] {10, 0, 1})), 1e-9);
    double missing = distance(groups.nearest(groups.point(new double[] {Double.NaN, 0, 0})));
    assertTrue(missing <= distance(groups.nearest(here)), "what is missing is near everything");
    assertTrue(Double.isFinite(distance(groups.nearest(groups.point(new double[] {1e300, 0, 0})))));
  }
}
