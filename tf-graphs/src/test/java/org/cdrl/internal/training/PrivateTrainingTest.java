package org.cdrl.internal.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.internal.network.MaskedNetwork;
import org.junit.jupiter.api.Test;

class PrivateTrainingTest {
  private static final int WIDTH = 40;

  private static PrivateTraining training(int[][] tokens, double noise, double rows) {
    return new PrivateTraining(
        new MaskedNetwork(RowGradientsTest.columns(), WIDTH, 2),
        tokens,
        new PrivateTraining.Plan(10, .5, noise, rows, 2, 1e-3),
        1,
        new SplittableRandom(4),
        Execution.DEFAULT);
  }

  private static double norm(float[] vector) {
    double square = 0;
    for (float value : vector) {
      square += (double) value * value;
    }
    return Math.sqrt(square);
  }

  @Test
  void rowsChangeSumsByOneAtMost() {
    // Tokens that are rare have the longest gradients, far longer than 1.
    int[][] tokens = {{2, 0}, {0, 3}, {1, 1}};
    try (PrivateTraining training = training(tokens, 0, 1)) {
      for (int row = 0; row < tokens.length; row++) {
        double norm = norm(training.gradient(new int[] {row}));
        assertTrue(norm > .99 && norm <= 1, "norm " + norm);
      }
      double sum = norm(training.gradient(new int[] {0, 1, 2}));
      assertTrue(sum > 0 && sum <= 3, "norm " + sum);
    }
  }

  @Test
  void noiseIsAddedOnceToTheSum() {
    int[][] unknown = {{-1, -1}, {-1, -1}};
    try (PrivateTraining training = training(unknown, 3, 5)) {
      for (int[] rows : new int[][] {{}, {0}, {0, 1}}) {
        float[] gradient = training.gradient(rows);
        // Standard deviation 3 / 5; that of the estimate is 1 / sqrt(2 n) of it.
        double deviation = norm(gradient) / Math.sqrt(gradient.length);
        assertEquals(.6, deviation, .6 * 4 / Math.sqrt(2. * gradient.length));
      }
      float[] one = training.gradient(new int[] {});
      float[] other = training.gradient(new int[] {});
      assertTrue(!Arrays.equals(one, other), "the noise is another one every time");
    }
  }

  @Test
  void networkOfUnknownRowsWithoutNoiseStays() {
    try (PrivateTraining training = training(new int[][] {{-1, -1}}, 0, 1)) {
      float[] before = training.average();
      training.step();
      assertArrayEquals(before, training.average());
      assertEquals(1, training.done());
    }
  }
}
