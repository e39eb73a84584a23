package org.cdrl.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class NoisyColumnsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.categorical("label", List.of("a", "b", "c")),
              Column.integer("whole"),
              Column.real("real")));

  private static Table table(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      cells[r] =
          new double[] {
            r % 4 == 3 ? Double.NaN : r % 2,
            r % 5 == 0 ? 99_999 : 20 + r % 40,
            r % 3 == 0 ? Double.NaN : -5 + 3 * random.nextGaussian()
          };
    }
    return new Table(SCHEMA, cells);
  }

  private static double share(Table table, int column, double cell) {
    return Arrays.stream(table.column(column))
            .filter(other -> Double.compare(other, cell) == 0)
            .count()
        / (double) table.size();
  }

  @Test
  void columnsAreAsTheCountsSay() {
    Table table = table(20_000);
    Table told = NoisyColumns.of(table, 5, 1e-6, new SplittableRandom(2)).table();
    assertEquals(table.size(), told.size(), 30);
    for (double label : new double[] {0, 1, Double.NaN}) {
      assertEquals(share(table, 0, label), share(told, 0, label), 1e-3);
    }
    for (double number : new double[] {20, 41, 99_999}) {
      assertEquals(share(table, 1, number), share(told, 1, number), 1e-3);
    }
    assertEquals(1 / 3., share(told, 2, Double.NaN), 2e-3);
    // Numbers that are all different come as intervals, a sixteenth of their size wide at most.
    double[] real = sorted(table.column(2));
    double[] other = sorted(told.column(2));
    for (double at : new double[] {.1, .5, .9}) {
      double number = real[(int) (at * real.length)];
      assertEquals(number, other[(int) (at * other.length)], Math.abs(number) / 16);
    }
  }

  private static double[] sorted(double[] cells) {
    return Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
  }

  @Test
  void numberOfOneRowIsNotTold() {
    Table table = table(300);
    table.rows()[7][1] = 1e9;
    for (int seed = 0; seed < 100; seed++) {
      Table told = NoisyColumns.of(table, 4, 1e-5, new SplittableRandom(seed)).table();
      assertTrue(Arrays.stream(told.column(1)).noneMatch(cell -> cell > 99_999 + 32_769));
    }
  }

  @Test
  void labelsOfFewRowsAreNotShown() {
    Table table = table(500);
    table.rows()[7][0] = 2;
    for (int seed = 0; seed < 50; seed++) {
      NoisyColumns columns = NoisyColumns.of(table, 8, 1e-5, new SplittableRandom(seed));
      assertEquals(List.of("a", "b"), columns.table().schema().column(0).labels());
      Table told = columns.recode(table);
      assertEquals(1, told.rows()[5][0]);
      assertTrue(Double.isNaN(told.rows()[7][0]));
      assertEquals(table.rows()[7][1], told.rows()[7][1]);
    }
  }

  /** Labels in the order of their first row would tell that row. */
  @Test
  void orderOfLabelsIsNotTold() {
    Table table = table(500);
    Column turned = Column.categorical("label", List.of("c", "b", "a"));
    double[][] rows = Arrays.stream(table.rows()).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : rows) {
      row[0] = 2 - row[0];
    }
    Table other = new Table(new Schema(List.of(turned, SCHEMA.column(1), SCHEMA.column(2))), rows);
    Table one = NoisyColumns.of(table, 8, 1e-5, new SplittableRandom(1)).table();
    Table two = NoisyColumns.of(other, 8, 1e-5, new SplittableRandom(1)).table();
    assertEquals(one.schema(), two.schema());
    assertTrue(Arrays.deepEquals(one.rows(), two.rows()));
  }

  /** One row more changes each count that it is in by 1, so this is the norm of the change. */
  @Test
  void lossIsThatOfAllCountsOfARow() {
    assertEquals(1 + 1 + 4 + 4, NoisyColumns.counts(SCHEMA));
    NoisyColumns columns = NoisyColumns.of(table(300), 8, 1e-5, new SplittableRandom(1));
    assertEquals(PrivacyLoss.ofSums(8, 10).epsilon(1e-5), columns.loss().epsilon(1e-5), 1e-9);
  }

  @Test
  void noiseIsThatOfTheSecretNumbers() {
    Table table = table(300);
    double[][] one = NoisyColumns.of(table, 8, 1e-5, new SplittableRandom(1)).table().rows();
    double[][] same = NoisyColumns.of(table, 8, 1e-5, new SplittableRandom(1)).table().rows();
    double[][] other = NoisyColumns.of(table, 8, 1e-5, new SplittableRandom(2)).table().rows();
    assertTrue(Arrays.deepEquals(one, same));
    assertFalse(Arrays.deepEquals(one, other));
  }
}
