package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.RowGroups.Nearest;
import org.cdrl.table.RowGroups.NearestByOthers;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

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
    assertTrue(count >= 200 / 10 && count <= 200 / RowGroups.LEAST, count + " groups");
    for (int g = 0; g < count; g++) {
      assertEquals(10, Math.abs(groups.cell(g, 0)), 3, "both sides are apart");
      assertEquals(groups.cell(g, 0) > 0 ? 0 : 1, groups.cell(g, 2));
    }
    double[][] alike = new double[40][];
    Arrays.setAll(alike, r -> new double[] {r % 2, 0, 0});
    assertEquals(2, new RowGrouping(new Table(SCHEMA, alike)).groups().means().length);
  }

  /** Nine rows are one group, so that every mean can be written down. */
  @Test
  void whoIsLeftOutIsInNoGroup() {
    Table table = rows(9);
    RowGrouping grouping = new RowGrouping(table);
    RowGroups groups = grouping.groups();
    double[][] points = Arrays.stream(table.rows()).map(groups::point).toArray(double[][]::new);
    for (int left = 0; left < 9; left++) {
      double distance = 0;
      double all = 0;
      for (int r = 0; r < 9; r++) {
        distance += r == left ? 0 : squared(points[left], points[r]) / 8;
        for (int s = 0; s < r; s++) {
          all += squared(points[r], points[s]) / 81;
        }
      }
      // Mean squared distance from the others, whose spread counts one typical row more.
      double others = 0;
      for (int r = 0; r < 9; r++) {
        for (int s = 0; s < r; s++) {
          others += r == left || s == left ? 0 : squared(points[r], points[s]) / 64;
        }
      }
      double expected = distance - others + (8 * others + all) / 9;
      assertEquals(expected, distance(grouping.leaveOut(left)), 1e-4 * expected);
    }
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
