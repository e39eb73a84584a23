package org.cdrl.table.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  @Test
  void coverageByHand() {
    Table real = Tables.column(0, 1, 2, 10);
    GowerSpace space = GowerSpace.of(real);
    // k = 2, with distances to the second neighbour 2, 1, 2 and 9.
    assertEquals(new Coverage(2 / 4.0, 2), Coverage.of(space, real, Tables.column(2.5)));
    assertEquals(new Coverage(3 / 4.0, 2), Coverage.of(space, real, Tables.column(2.5, -.5)));
    assertEquals(1, Coverage.of(space, real, real).share());
  }

  @Test
  void twinsRaiseTheNumberOfNeighbours() {
    // Every row is there three times: only the third neighbour is elsewhere.
    Table real = Tables.column(0, 0, 0, 5, 5, 5, 9, 9, 9);
    assertEquals(4, Coverage.of(GowerSpace.of(real), real, real).neighbours());
  }

  @Test
  void theFirstOfEquallyNearRowsAreKept() {
    NearestFew nearest = new NearestFew(3);
    double[] distances = {5, 2, 7, 2, 5, 1};
    for (int r = 0; r < 2; r++) {
      nearest.add(r, distances[r]);
    }
    assertEquals(Double.POSITIVE_INFINITY, nearest.farthest());
    for (int r = 2; r < distances.length; r++) {
      nearest.add(r, distances[r]);
    }
    assertArrayEquals(new int[] {5, 1, 3}, nearest.rows());
    assertEquals(2, nearest.farthest());
  }

  @Test
  void precisionAndRecallOfKnownCases() {
    Table real = Tables.mixed(1500, 1);
    AlphaPrecision copy = AlphaPrecision.of(real, TrainingCopy.of(real).draw(1500, 2), 3);
    assertEquals(1, copy.precision(), .01);
    assertEquals(1, copy.recall(), .01);
    assertEquals(0, copy.authenticity());
    AlphaPrecision fresh = AlphaPrecision.of(real, Tables.mixed(1500, 4), 3);
    assertTrue(fresh.precision() > .94, fresh.toString());
    assertEquals(.5, fresh.recall(), .08);
    assertEquals(.5, fresh.authenticity(), .08);
    AlphaPrecision independent =
        AlphaPrecision.of(real, IndependentColumns.of(real).draw(1500, 5), 3);
    assertTrue(independent.recall() < fresh.recall() - .1, independent.toString());
    // All rows at the centre: precise at once, so that |P - alpha| is 1 - alpha; nothing recalled.
    double[][] centre = new double[50][1];
    AlphaPrecision collapsed =
        AlphaPrecision.of(Tables.column(-3, -2, -1, 1, 2, 3), Tables.reals(centre), 1);
    assertEquals(1 - 2 * 15 / 29.0, collapsed.precision(), .07);
  }
}
