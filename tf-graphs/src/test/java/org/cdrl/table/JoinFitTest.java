package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Weights of two expectations, against those by hand and by trying all. */
class JoinFitTest {
  @Test
  void leastSquaresWeighByVariance() {
    Random random = new Random(3);
    JoinFit fit = new JoinFit(2);
    for (int n = 0; n < 20_000; n++) {
      double truth = random.nextGaussian();
      // Errors of variance 1 and 3 are best joined by weights 3/4 and 1/4.
      fit.add(
          0,
          new double[] {truth},
          new double[] {truth + random.nextGaussian()},
          new double[] {truth + Math.sqrt(3) * random.nextGaussian()},
          1);
    }
    double[] weights = fit.leastSquares();
    assertEquals(.75, weights[0], .02);
    assertEquals(.75, weights[1], .02, "a column without cells is like all others");
    assertEquals(.75, fit.leastAbsolute()[1], .02, "the same for normal errors");
  }

  @Test
  void leastAbsoluteErrorsAreThoseOfTheBestOfAllWeights() {
    Random random = new Random(4);
    int n = 30;
    double[] truth = new double[n];
    double[] first = new double[n];
    double[] second = new double[n];
    JoinFit fit = new JoinFit(1);
    for (int r = 0; r < n; r++) {
      truth[r] = random.nextInt(3);
      first[r] = truth[r] + (random.nextInt(4) == 0 ? random.nextGaussian() : 0);
      second[r] = truth[r] + .5 * random.nextGaussian();
      fit.add(0, new double[] {truth[r]}, new double[] {first[r]}, new double[] {second[r]}, 2);
    }
    DoubleUnaryOperator error =
        weight -> {
          double sum = 0;
          for (int r = 0; r < n; r++) {
            sum += Math.abs(JoinFit.join(weight, first[r], second[r]) - truth[r]);
          }
          return sum;
        };
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k <= 1000; k++) {
      least = Math.min(least, error.applyAsDouble(k / 1000.));
    }
    assertEquals(least, error.applyAsDouble(fit.leastAbsolute()[0]), 1e-2);
  }

  @Test
  void nothingKnownIsAHalf() {
    assertArrayEquals(new double[] {.5}, new JoinFit(1).leastSquares());
    assertArrayEquals(new double[] {.5}, new JoinFit(1).leastAbsolute());
  }
}
