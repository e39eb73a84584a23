package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnThreadTest {
  @Test
  void learnersOfDifferentWidthsFollowEachOther() {
    Random random = new Random(1);
    for (int n = 0; n < 40; n++) {
      double[][] inputs = new double[60][n % 2 == 0 ? 12 : 1];
      int[] classes = new int[inputs.length];
      for (int r = 0; r < inputs.length; r++) {
        inputs[r][0] = random.nextGaussian();
        classes[r] = inputs[r][0] > 0 ? 1 : 0;
      }
      double[][] scores = Classification.scores(Learner.XGBOOST, inputs, classes, 2, inputs, 1);
      assertEquals(inputs.length, scores.length);
      System.gc();
    }
  }

  @Test
  void whatWorkThrowsComesThrough() {
    assertThrows(
        IllegalStateException.class,
        () ->
            OwnThread.of(
                () -> {
                  throw new IllegalStateException("as it is");
                }));
  }
}
