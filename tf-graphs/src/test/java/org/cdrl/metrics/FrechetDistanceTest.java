package org.cdrl.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  @Test
  void diagonalCovariancesHaveAClosedForm() {
    // The points mean +- s_j e_j have that mean and variances 2 s_j^2 / (2 d - 1), exactly.
    double[] scaleA = {1, 2, 4};
    double[] scaleB = {3, 2, 0.5};
    float[][] a = cross(new double[] {0, 0, 0}, scaleA);
    float[][] b = cross(new double[] {1, -2, 0.5}, scaleB);
    double expected = 1 + 4 + 0.25;
    for (int j = 0; j < 3; j++) {
      expected += Math.pow(scaleA[j] - scaleB[j], 2) * 2 / 5;
    }
    assertEquals(expected, FrechetDistance.distance(a, b), 1e-12);
    assertEquals(expected, FrechetDistance.distance(b, a), 1e-12);
  }

  @Test
  void covariancesThatDoNotCommute() {
    double[][] a = {{2, 0.9}, {0.9, 1}};
    double[][] b = {{1, -0.4}, {-0.4, 3}};
    double[] zero = new double[2];
    // For 2 x 2: Tr M^(1/2) = (Tr M + 2 (det M)^(1/2))^(1/2), M = a b.
    double trace = 2 * 1 + 2 * 0.9 * -0.4 + 1 * 3;
    double determinant = (2 * 1 - 0.81) * (1 * 3 - 0.16);
    double expected = 3 + 4 - 2 * Math.sqrt(trace + 2 * Math.sqrt(determinant));
    assertEquals(expected, FrechetDistance.distance(zero, a, zero, b), 1e-12);
  }

  @Test
  void rotatingBothSamplesChangesNothing() {
    Random random = new Random(1);
    float[][] a = gaussians(600, 6, random); // more rows than one block
    float[][] b = gaussians(40, 6, random);
    for (float[] row : b) {
      row[0] = 2 * row[0] + row[3] + 1;
    }
    double before = FrechetDistance.distance(a, b);
    double[] axis = new double[6];
    for (int j = 0; j < 6; j++) {
      axis[j] = random.nextGaussian();
    }
    double after = FrechetDistance.distance(reflected(a, axis), reflected(b, axis));
    assertEquals(before, after, 1e-5 * before);
  }

  @Test
  void singularCovariances() {
    float[][] a = gaussians(5, 20, new Random(2));
    assertEquals(0, FrechetDistance.distance(a, a), 1e-6);
    // Two point pairs on orthogonal axes: the root term vanishes, the traces 2 and 8 remain.
    float[][] x = {{1, 0}, {-1, 0}};
    float[][] y = {{0, 2}, {0, -2}};
    assertEquals(10, FrechetDistance.distance(x, y), 1e-12);
    float[][] constant = {{3, 4}, {3, 4}};
    assertEquals(25 + 2, FrechetDistance.distance(x, constant), 1e-12);
  }

  @Test
  void errorsNameThePlace() {
    float[][] good = {{1, 2}, {3, 4}};
    assertMessage(
        "second sample has 1 row(s), at least 2 are needed",
        () -> FrechetDistance.distance(good, new float[][] {{1, 2}}));
    assertMessage(
        "second sample has width 3, expected width 2",
        () -> FrechetDistance.distance(good, new float[2][3]));
    assertMessage(
        "first sample: row 0, column 1 is Infinity",
        () -> FrechetDistance.distance(new float[][] {{0, 1f / 0}, {0, 0}}, good));
    double[] mean = new double[2];
    double[][] unit = {{1, 0}, {0, 1}};
    assertMessage(
        "second covariance is not symmetric at row 1, column 0",
        () -> FrechetDistance.distance(mean, unit, mean, new double[][] {{1, 0.5}, {0, 1}}));
    assertMessage(
        "first covariance has 2 row(s), expected 3",
        () -> FrechetDistance.distance(new double[3], unit, new double[3], unit));
  }

  private static void assertMessage(String expected, Runnable call) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  private static float[][] cross(double[] mean, double[] scale) {
    int d = mean.length;
    float[][] out = new float[2 * d][d];
    for (int i = 0; i < 2 * d; i++) {
      for (int j = 0; j < d; j++) {
        out[i][j] = (float) (mean[j] + (i / 2 == j ? (i % 2 == 0 ? scale[j] : -scale[j]) : 0));
      }
    }
    return out;
  }

  /** The points mirrored at the hyperplane with the given normal: an orthogonal map. */
  private static float[][] reflected(float[][] points, double[] normal) {
    double squaredNorm = 0;
    for (double v : normal) {
      squaredNorm += v * v;
    }
    float[][] out = new float[points.length][normal.length];
    for (int i = 0; i < points.length; i++) {
      double dot = 0;
      for (int j = 0; j < normal.length; j++) {
        dot += points[i][j] * normal[j];
      }
      for (int j = 0; j < normal.length; j++) {
        out[i][j] = (float) (points[i][j] - 2 * dot / squaredNorm * normal[j]);
      }
    }
    return out;
  }

  private static float[][] gaussians(int n, int d, Random random) {
    float[][] out = new float[n][d];
    for (float[] row : out) {
      for (int j = 0; j < d; j++) {
        row[j] = (float) random.nextGaussian();
      }
    }
    return out;
  }
}
