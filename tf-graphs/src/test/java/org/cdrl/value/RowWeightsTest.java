package org.cdrl.value;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.TrainingData;
import org.junit.jupiter.api.Test;

/** How much rows count. */
class RowWeightsTest {
  private static String refused(double... weights) {
    return assertThrows(IllegalArgumentException.class, () -> RowWeights.of(weights)).getMessage();
  }

  @Test
  void weightsThatMeanNothingAreRefusedWithTheirNumber() {
    assertEquals("Weight 2 is -1.0; weights must be finite and 0 or more", refused(1, -1));
    assertEquals("Weight 1 is NaN; weights must be finite and 0 or more", refused(Double.NaN));
    assertTrue(refused(1, 1, Double.POSITIVE_INFINITY).startsWith("Weight 3 is Infinity"));
    assertEquals("All weights are 0; there is nothing to learn from", refused(0, 0));
  }

  @Test
  void onlyProportionsCount() {
    assertTrue(RowWeights.of(new double[] {.1, .1}).areEqual());
    RowWeights weights = RowWeights.of(new double[] {10, 30});
    assertFalse(weights.areEqual());
    assertEquals(.5, weights.of(0));
    assertEquals(1.5, weights.of(1));
  }

  @Test
  void rowsAreAsOftenAsTheirWeightSays() {
    assertArrayEquals(new int[] {0, 1, 2}, RowWeights.equal(3).rows(.9));
    RowWeights weights = RowWeights.of(new double[] {0, 1, 2, 0, 5, 2, 0});
    // Seven rows of ten, so each is as often as .7 times its weight, rounded up or down.
    assertArrayEquals(new int[] {1, 2, 4, 4, 4, 4, 5}, weights.rows(.2));
    assertArrayEquals(new int[] {2, 2, 4, 4, 4, 5, 5}, weights.rows(.8));
    for (int row : weights.rows(1 - 1e-16)) {
      assertTrue(weights.of(row) > 0);
    }
  }

  @Test
  void valuesOfAttributesCountWithTheirRows() {
    TrainingData data =
        TrainingData.of(new float[][] {{1}, {2}, {3}, {4}, {5}})
            .attribute("class", new int[] {0, 1, 1, -1, 2}, List.of("a", "b", "c"))
            .weights(RowWeights.of(new double[] {6, 1, 1, 2, 0}));
    assertEquals(List.of(3L, 1L, 0L), data.attributes().get(0).counts());
    assertThrows(IllegalArgumentException.class, () -> data.weights(RowWeights.equal(4)));
  }
}
