package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Labels that follow a logistic regression: it is found again. */
class CalibrationTest {
  private static final double[] WEIGHTS = {1.5, -.5, 0};
  private static final double[] BIASES = {0, 1, -1};

  @Test
  void findsTheWeightsThatMadeTheLabels() {
    Random random = new Random(1);
    int n = 20_000;
    double[][][] features = new double[n][4][WEIGHTS.length];
    int[] labels = new int[n];
    double[] shares = new double[4];
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < BIASES.length; c++) {
        for (int j = 0; j < WEIGHTS.length; j++) {
          // Of very different scales, and with a part that all labels have in common.
          features[r][c][j] = (random.nextGaussian() + r % 3) * Math.pow(10, j - 1);
        }
      }
      double[] p = probabilities(features[r]);
      double u = random.nextDouble();
      labels[r] = u < p[0] ? 0 : u < p[0] + p[1] ? 1 : 2;
      shares[labels[r]] += 1. / n;
    }
    Calibration fitted = Calibration.fit("label", features, 0, labels, shares);
    for (int j = 0; j < WEIGHTS.length; j++) {
      assertEquals(WEIGHTS[j], fitted.weights()[j] * Math.pow(10, j - 1), .06);
    }
    for (int c = 1; c < BIASES.length; c++) {
      assertEquals(BIASES[c] - BIASES[0], fitted.biases()[c] - fitted.biases()[0], .08);
    }
    double[] p = probabilities(features[5]);
    assertArrayEquals(new double[] {p[0], p[1], p[2], 0}, fitted.probabilities(features[5]), .02);
  }

  @Test
  void singleLevelsAreToldLessThanKinds() {
    double[][][] features = new double[30][2][2];
    int[] labels = new int[features.length];
    for (int r = 0; r < labels.length; r++) {
      labels[r] = r % 2;
      // One in three is misleading.
      double x = (r % 2 == 0) == (r % 3 == 0) ? 1 : -1;
      features[r][0] = new double[] {-x, -x};
      features[r][1] = new double[] {x, x};
    }
    double[] weights =
        Calibration.fit("label", features, 1, labels, new double[] {.5, .5}).weights();
    assertEquals(3, weights[0] / weights[1], .01, "as the ridge penalties are to each other");
  }

  /** The truth; the fourth label never occurs. */
  private static double[] probabilities(double[][] x) {
    double[] p = new double[BIASES.length];
    double sum = 0;
    for (int c = 0; c < p.length; c++) {
      p[c] = BIASES[c];
      for (int j = 0; j < WEIGHTS.length; j++) {
        p[c] += WEIGHTS[j] * x[c][j] / Math.pow(10, j - 1);
      }
      p[c] = Math.exp(p[c]);
      sum += p[c];
    }
    for (int c = 0; c < p.length; c++) {
      p[c] /= sum;
    }
    return p;
  }
}
