package org.cdrl.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicedWassersteinTest {
  @Test
  void shiftedSampleIsAsFarAsTheShift() {
    double[] a = sortedGaussians(50, 1);
    double[] b = Arrays.stream(a).map(v -> v - 2.5).toArray();
    assertEquals(2.5, SlicedWasserstein.wasserstein1(a, b), 1e-12);
    assertEquals(0, SlicedWasserstein.wasserstein1(a, a));
  }

  @Test
  void differentSizesMatchTheQuantileIntegral() {
    double[] a = sortedGaussians(12, 2);
    double[] b = sortedGaussians(35, 3);
    b[7] = b[6] = b[8]; // ties within and across the samples
    a[5] = a[4];
    Arrays.sort(b);
    b[20] = a[5];
    Arrays.sort(b);
    // Both quantile functions are constant on the pieces of a grid of lcm(12, 35) = 420 cells.
    double expected = 0;
    for (int cell = 0; cell < 420; cell++) {
      expected += Math.abs(a[cell / 35] - b[cell / 12]) / 420;
    }
    assertEquals(expected, SlicedWasserstein.wasserstein1(a, b), 1e-12);
    assertEquals(expected, SlicedWasserstein.wasserstein1(b, a), 1e-12);
  }

  @Test
  void doublingEveryPointChangesNothing() {
    double[] a = sortedGaussians(20, 4);
    double[] b = sortedGaussians(20, 5);
    double[] twice = new double[40];
    for (int i = 0; i < 40; i++) {
      twice[i] = b[i / 2];
    }
    assertEquals(
        SlicedWasserstein.wasserstein1(a, b), SlicedWasserstein.wasserstein1(a, twice), 1e-12);
  }

  @Test
  void shiftInThePlaneIsTwoOverPiOfItsLength() {
    float[][] a = {{0, 0}, {1, 2}, {-3, 1}};
    float[][] b = {{3, 4}, {4, 6}, {0, 5}};
    double distance = new SlicedWasserstein(2, 20_000, 7).distance(a, b);
    assertEquals(5 * 2 / Math.PI, distance, 0.03);
  }

  @Test
  void oneDimensionIsThePlainDistance() {
    float[][] a = {{3}, {1}, {2}};
    float[][] b = {{6}, {5}, {4}};
    assertEquals(3, new SlicedWasserstein(1, 5, 0).distance(a, b), 1e-12);
  }

  @Test
  void directionsDependOnTheSeed() {
    float[][] a = {{0, 0, 0}};
    float[][] b = {{1, 2, 3}, {2, 1, 0}};
    double distance = new SlicedWasserstein(3, 10, 1).distance(a, b);
    assertEquals(distance, new SlicedWasserstein(3, 10, 1).distance(a, b));
    assertTrue(distance != new SlicedWasserstein(3, 10, 2).distance(a, b));
  }

  @Test
  void errorsNameThePlace() {
    SlicedWasserstein sliced = new SlicedWasserstein(2, 3, 0);
    float[][] good = {{1, 2}, {3, 4}};
    assertMessage("first sample is empty", () -> sliced.distance(new float[0][], good));
    assertMessage("second sample is null", () -> sliced.distance(good, null));
    assertMessage(
        "second sample is ragged: row 1 has width 3, row 0 has width 2",
        () -> sliced.distance(good, new float[][] {{1, 2}, {1, 2, 3}}));
    assertMessage(
        "first sample: row 1, column 0 is NaN",
        () -> sliced.distance(new float[][] {{1, 2}, {Float.NaN, 3}}, good));
    assertMessage(
        "second sample has width 1, expected width 2",
        () -> sliced.distance(good, new float[][] {{1}}));
    assertMessage(
        "sortedB is not in ascending order: element 2 is below the one before it",
        () -> SlicedWasserstein.wasserstein1(new double[] {1}, new double[] {1, 3, 2}));
    assertMessage(
        "dimension must be at least 1, not 0",
        () -> new SlicedWasserstein(0, 3, 0).distance(good, good));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static double[] sortedGaussians(int n, long seed) {
    Random random = new Random(seed);
    double[] out = new double[n];
    for (int i = 0; i < n; i++) {
      out[i] = random.nextGaussian();
    }
    Arrays.sort(out);
    return out;
  }
}
