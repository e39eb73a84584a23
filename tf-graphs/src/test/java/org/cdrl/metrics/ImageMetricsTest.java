package org.cdrl.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Measures of images' features against closed forms. */
class ImageMetricsTest {
  private static float[][] normal(int n, int d, double shift, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] rows = new float[n][d];
    for (float[] row : rows) {
      for (int c = 0; c < d; c++) {
        row[c] = (float) (random.nextGaussian() + shift);
      }
    }
    return rows;
  }

  @Test
  void inceptionScoreOfClearAndOfAlikeImages() {
    float[][] clear = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    assertEquals(3, InceptionScore.of(clear), 1e-9);
    float[][] alike = {{.2f, .5f, .3f}, {.2f, .5f, .3f}};
    assertEquals(1, InceptionScore.of(alike), 1e-6);
    // Two clear classes, one twice as common: exp of the entropy of (2/3, 1/3).
    float[][] uneven = {{1, 0}, {1, 0}, {0, 1}};
    double entropy = -(2 / 3. * Math.log(2 / 3.) + 1 / 3. * Math.log(1 / 3.));
    assertEquals(Math.exp(entropy), InceptionScore.of(uneven), 1e-6);
  }

  @Test
  void kernelDistance() {
    // Kernels: 1 within {0, 1}, 7^3 within {2, 3}, and 1, 1, 27, 64 across.
    double measured = KernelDistance.distance(new float[][] {{0}, {1}}, new float[][] {{2}, {3}});
    assertEquals(1 + 343 - 2 * 93 / 4., measured, 1e-9);
    assertEquals(0, KernelDistance.distance(normal(1000, 3, 0, 3), normal(1000, 3, 0, 4)), .1);
  }

  @Test
  void precisionAndRecall() {
    float[][] both = normal(300, 2, 0, 1);
    float[][] far = normal(300, 2, 100, 2);
    PrecisionRecall none = PrecisionRecall.of(both, far, 3);
    assertEquals(0, none.precision());
    assertEquals(0, none.recall());
    // Half of the real points lie where nothing is generated.
    float[][] real = new float[600][];
    System.arraycopy(normal(300, 2, 0, 3), 0, real, 0, 300);
    System.arraycopy(far, 0, real, 300, 300);
    PrecisionRecall half = PrecisionRecall.of(real, both, 3);
    assertEquals(.95, half.precision(), .06);
    assertEquals(.475, half.recall(), .04);
  }

  @Test
  void areaUnderTheRocCurve() {
    assertEquals(1, RocCurve.area(new double[] {1, 2}, new double[] {3, 4}));
    assertEquals(.5, RocCurve.area(new double[] {1, 1}, new double[] {1, 1}));
    // Pairs (1,2) (3,2) (1,0) (3,0): one of four is won.
    assertEquals(.25, RocCurve.area(new double[] {1, 3}, new double[] {2, 0}));
  }

  @Test
  void standardErrorOfTheArea() {
    // The anomalies are above .5 and 1 of the ordinary rows, these below 1 and .5 of them.
    assertEquals(
        Math.sqrt(.125), RocCurve.standardError(new double[] {0, 2}, new double[] {1, 3}), 1e-12);
    assertEquals(0, RocCurve.standardError(new double[] {1, 2}, new double[] {3, 4}));
  }

  /**
   * Exponential scores have areas and variances in closed form: with A = P(anomalous > ordinary),
   * Q1 = A / (2 - A) and Q2 = 2 A^2 / (1 + A) (Hanley, McNeil, Radiology 1982).
   */
  @Test
  void standardErrorOfExponentialScores() {
    int n = 20_000;
    int m = 10_000;
    SplittableRandom random = new SplittableRandom(7);
    double[] ordinary = random.doubles(n).map(u -> -Math.log1p(-u)).toArray();
    double[] anomalous = random.doubles(m).map(u -> -3 * Math.log1p(-u)).toArray();
    double area = .75;
    double first = area / (2 - area) - area * area;
    double second = 2 * area * area / (1 + area) - area * area;
    double error =
        Math.sqrt((area * (1 - area) + (m - 1) * first + (n - 1) * second) / ((double) n * m));
    // Estimated from many rows: the sample's variances are within a few per cent of the true ones.
    assertEquals(error, RocCurve.standardError(ordinary, anomalous), .03 * error);
    assertEquals(area, RocCurve.area(ordinary, anomalous), 4 * error);
  }

  @Test
  void distanceOfANeighbour() {
    float[][] reference = {{0, 0}, {3, 4}, {6, 8}};
    float[][] rows = {{0, 0}, {6, 8}};
    assertArrayEquals(new double[] {0, 0}, NeighbourDistance.of(reference, rows, 1));
    assertArrayEquals(new double[] {10, 10}, NeighbourDistance.of(reference, rows, 3));
    assertThrows(IllegalArgumentException.class, () -> NeighbourDistance.of(reference, rows, 4));
  }
}
