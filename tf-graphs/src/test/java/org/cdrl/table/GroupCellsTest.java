package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.RowGroups.Axis;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

/** What near groups expect: in closed form, and of rows that come in kinds. */
class GroupCellsTest {
  private static final double GAP = Double.NaN;
  private static final float LABEL = (float) Math.sqrt(2);

  private static ConditionColumns columns(Table table) {
    return ConditionColumns.of(table, List.of(), RowWeights.equal(table.size()));
  }

  @Test
  void expectationsAreMeansByDistance() {
    Schema schema =
        new Schema(
            List.of(
                Column.real("x"),
                Column.real("y"),
                Column.categorical("l", List.of("a", "b", "never")),
                Column.real("one")));
    // x around 10 in units of 2, y as it is; the rows of the second group are wider apart.
    RowGroups groups =
        new RowGroups(
            List.of(
                new Axis(10, 2, null),
                new Axis(0, 1, null),
                new Axis(0, 0, new int[] {1, 0}),
                new Axis(7, 0, null)),
            new float[][] {{0, 5, LABEL, 0, 0}, {1, 8, LABEL / 4, 3 * LABEL / 4, 0}},
            new float[] {0, .5f},
            new int[] {1, 3});
    Table table = new Table(schema, new double[][] {{10, 5, 1, 7}});
    GroupCells cells = new GroupCells(columns(table), schema, groups, 2);
    double[][] told = cells.expect(new double[] {14, GAP, GAP, GAP});
    // Squared distances 4, and 1 + .5; the second is around three rows.
    double first = Math.exp(-4 / 8.) / (Math.exp(-4 / 8.) + 3 * Math.exp(-1.5 / 8));
    assertNull(told[0], "it is there");
    assertEquals(5 * first + 8 * (1 - first), told[1][0], 1e-5);
    assertArrayEquals(
        new double[] {.75 * (1 - first), first + .25 * (1 - first), 0}, told[2], 1e-5);
    assertNull(told[3], "there is one value only");
    assertEquals(1 + .5, cells.distance(new double[] {14, GAP, GAP, GAP}), 1e-5);
    assertEquals(5, cells.with(.1).expect(new double[] {10, GAP, 1, 7})[1][0], 1e-5);
  }

  /** Twenty kinds of rows, whose columns have nothing to do with each other, with some noise. */
  private static Table kinds(int n, long seed) {
    Random kinds = new Random(1);
    double[][] of = new double[20][];
    for (int k = 0; k < of.length; k++) {
      of[k] = kinds.doubles(4, 0, 10).toArray();
    }
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      rows[r] = of[random.nextInt(of.length)].clone();
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = random.nextInt(10) == 0 ? GAP : rows[r][c] + .1 * random.nextGaussian();
      }
    }
    return new Table(
        new Schema(List.of(Column.real("a"), Column.real("b"), Column.real("c"), Column.real("d"))),
        rows);
  }

  @Test
  void rowsThatComeInKindsAreLeftToGroups() {
    Table table = kinds(400, 2);
    RegressionFit fit = RegressionFit.of(columns(table), TableEncoding.of(table), table, 1);
    Regressions regressions = fit.fit(table);
    double error = 0;
    double byLines = 0;
    int n = 0;
    for (double[] row : kinds(100, 3).rows()) {
      if (!Double.isNaN(row[0])) {
        double[] open = row.clone();
        open[0] = GAP;
        error += Math.abs(regressions.expect(open)[0][0] - row[0]);
        byLines += Math.abs(regressions.lines().expect(open)[0][0] - row[0]);
        n++;
      }
    }
    assertTrue(fit.weights()[0] > .6, "weight of groups: " + fit.weights()[0]);
    assertTrue(error < .4 * byLines, error / n + " against " + byLines / n);
  }

  @Test
  void fewRowsAreLeftToLines() {
    Table table = kinds(7, 2);
    RegressionFit fit = RegressionFit.of(columns(table), TableEncoding.of(table), table, 1);
    assertArrayEquals(new double[4], fit.weights());
    assertEquals(1, fit.lines().coded());
  }
}
