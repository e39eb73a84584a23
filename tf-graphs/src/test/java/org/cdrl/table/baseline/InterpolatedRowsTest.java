package org.cdrl.table.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class InterpolatedRowsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("x", Column.Kind.REAL, List.of(), "", "test"),
              new Column("y", Column.Kind.REAL, List.of(), "", "test"),
              new Column("class", Column.Kind.CATEGORICAL, List.of("line", "alone"), "", "test")));

  /** Points of the line y = 2x, and one of another class beside it. */
  private static final Table TRAINING =
      new Table(SCHEMA, new double[][] {{0, 0, 0}, {1, 2, 0}, {2, 4, 0}, {5, 10, 0}, {1, 9, 1}});

  @Test
  void drawsBetweenRowsOfOneClass() {
    Table drawn = InterpolatedRows.of(TRAINING).draw(500, 3);
    long alone = 0;
    for (double[] row : drawn.rows()) {
      if (row[2] == 1) {
        assertArrayEquals(new double[] {1, 9, 1}, row);
        alone++;
      } else {
        assertEquals(2 * row[0], row[1], 1e-12);
        assertTrue(row[0] >= 0 && row[0] <= 5, Arrays.toString(row));
      }
    }
    assertEquals(100, alone, 30, "a fifth of the training rows");
    assertTrue(Arrays.stream(drawn.column(0)).distinct().count() > 300, "new rows, not copies");
  }

  @Test
  void dependsOnTheSeedAlone() {
    InterpolatedRows rows = InterpolatedRows.of(TRAINING);
    assertTrue(Arrays.deepEquals(rows.draw(20, 1).rows(), rows.draw(20, 1).rows()));
    assertTrue(!Arrays.deepEquals(rows.draw(20, 1).rows(), rows.draw(20, 2).rows()));
  }
}
