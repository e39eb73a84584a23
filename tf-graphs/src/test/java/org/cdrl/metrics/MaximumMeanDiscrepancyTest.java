package org.cdrl.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.cdrl.metrics.MaximumMeanDiscrepancy.Estimate;
import org.junit.jupiter.api.Test;

class MaximumMeanDiscrepancyTest {
  @Test
  void handComputedEvenNumberOfPairs() {
    // Squared distances 4 | 4 | 1, 9, 1, 1: median 2.5.
    Estimate e =
        MaximumMeanDiscrepancy.estimate(new float[][] {{0}, {2}}, new float[][] {{1}, {3}});
    double within = Math.exp(-4 / 2.5);
    double cross = (3 * Math.exp(-1 / 2.5) + Math.exp(-9 / 2.5)) / 4;
    assertEquals(2.5, e.medianSquaredDistance());
    assertEquals(2 * within - 2 * cross, e.squaredUnbiased(), 1e-14);
    assertEquals(Math.sqrt(1 + within - 2 * cross), e.biased(), 1e-14);
  }

  @Test
  void handComputedOddNumberOfPairsAndUnequalSizes() {
    // 3 + 3 points (0,0), (3,4), (0,1) and (0,0), (0,2), (6,8): 15 pairs.
    // Within: 25, 1, 18 | 4, 100, 72; cross: 0, 4, 100 | 25, 13, 25 | 1, 1, 85. The 8th is 18.
    Estimate e =
        MaximumMeanDiscrepancy.estimate(
            new float[][] {{0, 0}, {3, 4}, {0, 1}}, new float[][] {{0, 0}, {0, 2}, {6, 8}});
    assertEquals(18, e.medianSquaredDistance());
    // Two of the first: (0,0), (3,4). 10 pairs: 25 | 4, 100, 72 | 0, 4, 100 | 25, 13, 25.
    float[][] two = {{0, 0}, {3, 4}};
    Estimate unequal = MaximumMeanDiscrepancy.estimate(two, new float[][] {{0, 0}, {0, 2}, {6, 8}});
    double med = 25;
    assertEquals(med, unequal.medianSquaredDistance());
    double first = Math.exp(-25 / med);
    double second = Math.exp(-4 / med) + Math.exp(-100 / med) + Math.exp(-72 / med);
    double cross =
        (1
                + Math.exp(-4 / med)
                + Math.exp(-100 / med)
                + 2 * Math.exp(-25 / med)
                + Math.exp(-13 / med))
            / 6;
    assertEquals(first + second / 3 - 2 * cross, unequal.squaredUnbiased(), 1e-14);
    assertEquals(
        Math.sqrt((2 + 2 * first) / 4 + (3 + 2 * second) / 9 - 2 * cross), unequal.biased(), 1e-14);
  }

  @Test
  void unbiasedEstimateHasMeanZeroOnOneDistribution() {
    Random random = new Random(1);
    int repetitions = 200;
    double sum = 0;
    double sumOfSquares = 0;
    for (int r = 0; r < repetitions; r++) {
      Estimate e =
          MaximumMeanDiscrepancy.estimate(gaussians(30, 2, 0, random), gaussians(40, 2, 0, random));
      assertTrue(e.biased() > 0);
      sum += e.squaredUnbiased();
      sumOfSquares += e.squaredUnbiased() * e.squaredUnbiased();
    }
    double mean = sum / repetitions;
    double standardError = Math.sqrt(sumOfSquares) / repetitions;
    assertEquals(0, mean, 3 * standardError);
    Estimate shifted =
        MaximumMeanDiscrepancy.estimate(gaussians(30, 2, 0, random), gaussians(40, 2, 1, random));
    assertTrue(shifted.squaredUnbiased() > 30 * standardError, shifted.toString());
  }

  @Test
  void usesTheFirstPointsOnly() {
    float[][] a = gaussians(20, 3, 0, new Random(2));
    float[][] b = gaussians(30, 3, 0.5, new Random(3));
    float[][] head = Arrays.copyOf(b, 10);
    assertEquals(
        MaximumMeanDiscrepancy.estimate(Arrays.copyOf(a, 10), head),
        MaximumMeanDiscrepancy.estimate(a, b, 10));
  }

  @Test
  void errorsNameThePlace() {
    float[][] good = {{1, 2}, {3, 4}};
    assertMessage(
        "first sample has 1 row(s), at least 2 are needed",
        () -> MaximumMeanDiscrepancy.estimate(new float[][] {{1, 2}}, good));
    assertMessage(
        "second sample has width 1, expected width 2",
        () -> MaximumMeanDiscrepancy.estimate(good, new float[][] {{1}, {2}}));
    assertMessage(
        "the median distance of the pooled points is 0: too many of them coincide",
        () -> MaximumMeanDiscrepancy.estimate(new float[2][2], new float[2][2]));
    assertMessage(
        "maxPoints must be from 2 to 16000, not 1",
        () -> MaximumMeanDiscrepancy.estimate(good, good, 1));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static float[][] gaussians(int n, int d, double mean, Random random) {
    float[][] out = new float[n][d];
    for (float[] row : out) {
      for (int j = 0; j < d; j++) {
        row[j] = (float) (mean + random.nextGaussian());
      }
    }
    return out;
  }
}
