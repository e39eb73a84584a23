package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.Test;

/** Which rows iterations train on. */
class BatchesTest {
  private static int[] timesInEpochs(RowWeights weights, int epochs) {
    Batches batches = new Batches(weights, weights.size(), 7);
    int[] times = new int[weights.size()];
    for (int epoch = 0; epoch < epochs; epoch++) {
      Arrays.stream(batches.of(epoch)).forEach(row -> times[row]++);
    }
    return times;
  }

  @Test
  void rowsOfEqualWeightAreUsedOncePerEpochInTheOrderThatTheyHadWithoutWeights() {
    assertArrayEquals(new int[] {5, 5, 5, 5}, timesInEpochs(RowWeights.equal(4), 5));
    RowWeights twos = RowWeights.of(new double[] {2, 2, 2, 2});
    for (int iteration = 0; iteration < 9; iteration++) {
      assertArrayEquals(
          new Batches(RowWeights.equal(4), 3, 7).of(iteration),
          new Batches(twos, 3, 7).of(iteration));
    }
  }

  @Test
  void heavierRowsAreUsedInProportionAndRowsOfWeightZeroNever() {
    int[] times = timesInEpochs(RowWeights.of(new double[] {0, .5, 1, 2.5, 0}), 800);
    // Four, of which an epoch of five rows has: .5, 1, 2.5 in 4, so .625, 1.25, 3.125 of 5.
    assertEquals(0, times[0]);
    assertEquals(500, times[1], 40);
    assertEquals(1000, times[2], 40);
    assertEquals(2500, times[3], 40);
    assertEquals(0, times[4]);
  }

  @Test
  void aBatchDependsOnTheIterationAlone() {
    RowWeights weights = RowWeights.of(new double[] {1, 2, 3, 4, 5});
    Batches one = new Batches(weights, 3, 1);
    one.of(0);
    one.of(8);
    assertArrayEquals(new Batches(weights, 3, 1).of(4), one.of(4));
  }
}
