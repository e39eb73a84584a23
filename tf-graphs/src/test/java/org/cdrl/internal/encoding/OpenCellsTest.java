package org.cdrl.internal.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

/** Cells that are to be filled in, in columns that had missing cells in training. */
class OpenCellsTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Column.categorical("c", List.of("a", "b")), Column.real("x")));
  private static final TableEncoding ENCODING =
      TableEncoding.of(
          new Table(
              SCHEMA,
              new double[][] {{0, 1.5}, {1, 2.5}, {1, Double.NaN}, {Double.NaN, .5}, {0, .25}}));
  private static final double[] OPEN = {Double.NaN, Double.NaN};

  @Test
  void thatTheyAreMissingIsRuledOut() {
    float[] x = ENCODING.encodeGiven(OPEN, false);
    assertTrue(Float.isNaN(x[0]) && Float.isNaN(x[1]) && Float.isNaN(x[3]));
    // The coordinates of "missing" are as in rows where nothing is.
    float[] present = ENCODING.encode(new double[] {1, 2.5});
    assertEquals(present[2], x[2]);
    assertEquals(present[4], x[4]);
  }

  @Test
  void orAllCoordinatesAreOpen() {
    float nan = Float.NaN;
    assertArrayEquals(new float[] {nan, nan, nan, nan, nan}, ENCODING.encodeGiven(OPEN, true), 0f);
  }
}
