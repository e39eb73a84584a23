package org.cdrl.table.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

/**
 * No label is of fewer than five rows but the one for all of these; extremes are shared by five.
 */
class RareValuesTest {
  @Test
  void whatFewRowsHaveIsHidden() {
    Random random = new Random(1);
    List<String> labels = List.of("a", "other", "b", "c", "d", "never");
    Schema schema =
        new Schema(List.of(Column.categorical("x", labels), Column.real("y"), Column.integer("z")));
    for (int round = 0; round < 30; round++) {
      double[][] rows = new double[20 + random.nextInt(60)][];
      for (int r = 0; r < rows.length; r++) {
        double label = Math.min(4, Math.floor(Math.abs(random.nextGaussian()) * 2));
        rows[r] =
            new double[] {
              random.nextInt(9) == 0 ? Double.NaN : label,
              random.nextInt(9) == 0 ? Double.NaN : random.nextGaussian(),
              random.nextInt(6)
            };
      }
      double[][] before = Arrays.stream(rows).map(double[]::clone).toArray(double[][]::new);
      Table hidden = RareValues.hide(new Table(schema, rows));
      assertArrayEquals(before, rows, "the table itself stays");
      Map<String, Integer> counts = new HashMap<>();
      Column x = hidden.schema().column(0);
      for (int r = 0; r < rows.length; r++) {
        assertEquals(Double.isNaN(rows[r][0]), Double.isNaN(hidden.rows()[r][0]));
        if (!Double.isNaN(rows[r][0])) {
          String label = x.labels().get((int) hidden.rows()[r][0]);
          counts.merge(label, 1, Integer::sum);
          assertTrue(label.equals("_other") || label.equals(labels.get((int) rows[r][0])));
        }
      }
      counts.forEach((label, n) -> assertTrue(n >= 5 || label.equals("_other"), label));
      for (int c = 1; c < 3; c++) {
        double[] cells =
            Arrays.stream(hidden.column(c)).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
        assertEquals(cells[0], cells[4]);
        assertEquals(cells[cells.length - 1], cells[cells.length - 5]);
        double[] real =
            Arrays.stream(new Table(schema, rows).column(c))
                .filter(cell -> !Double.isNaN(cell))
                .sorted()
                .toArray();
        assertArrayEquals(
            Arrays.copyOfRange(real, 4, real.length - 4),
            Arrays.copyOfRange(cells, 4, cells.length - 4));
      }
    }
  }

  @Test
  void whatWasDoneIsTold() {
    double[][] rows = new double[20][];
    Arrays.setAll(rows, r -> new double[] {r < 3 ? 1 : 0, r});
    Schema schema =
        new Schema(List.of(Column.categorical("x", List.of("p", "q")), Column.integer("y")));
    Schema hidden = RareValues.hide(new Table(schema, rows)).schema();
    assertEquals(
        "given; protected: 1 label of fewer than 5 rows made \"other\"", hidden.column(0).reason());
    assertEquals(List.of("p", "other"), hidden.column(0).labels());
    assertEquals(
        "given; protected: 8 cells moved into the range from 4 to 15", hidden.column(1).reason());
    Arrays.setAll(rows, r -> new double[] {r % 2, r % 3});
    assertSame(schema.column(0), RareValues.hide(new Table(schema, rows)).schema().column(0));
    assertEquals("given", RareValues.hide(new Table(schema, rows)).schema().column(1).reason());
    Table few = new Table(schema, Arrays.copyOf(rows, 9));
    String wrong =
        assertThrows(IllegalArgumentException.class, () -> RareValues.hide(few)).getMessage();
    assertTrue(wrong.contains("\"y\" has only 9 numbers"), wrong);
  }
}
