package org.cdrl.table.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class GowerSpaceTest {
  private static final double NONE = Double.NaN;

  private final Schema schema =
      new Schema(
          List.of(
              Column.categorical("c", List.of("a", "b", "c")),
              Column.real("x"),
              Column.real("flat")));

  @Test
  void handComputed() {
    GowerSpace space =
        GowerSpace.of(new Table(schema, new double[][] {{0, 10, 5}, {1, 30, 5}, {2, NONE, NONE}}));
    float[][] p =
        space.points(
            new Table(
                schema, new double[][] {{0, 15, 5}, {1, 25, 5}, {1, NONE, 6}, {NONE, 55, 7}}));
    assertEquals(1 + .5, space.distance(p[0], p[1]), 1e-6);
    assertEquals(1 + .25, space.squaredDistance(p[0], p[1]), 1e-6);
    assertEquals(1 + 1 + 1, space.distance(p[0], p[2]), 1e-6);
    assertEquals(0, space.distance(p[2], p[2]));
    // Both off the one value of "flat"; beyond the range of x; a missing label is a label.
    assertEquals(1 + 1 + 0, space.distance(p[2], p[3]), 1e-6);
    assertEquals(1 + 4 + 1, space.squaredDistance(p[0], p[3]), 1e-6);
  }

  @Test
  void otherColumnsAreRefused() {
    Table one = Tables.column(1, 2);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    GowerSpace.of(one)
                        .points(
                            new Table(
                                new Schema(List.of(Column.integer("x0"))), new double[][] {{1}})))
            .getMessage();
    assertTrue(message.contains("Column 1 is \"x0\" (REAL"), message);
  }
}
