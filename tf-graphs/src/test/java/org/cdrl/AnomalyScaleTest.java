package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnomalyScaleTest {
  private static double[][] normal(int n) {
    Random random = new Random(1);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      double first = random.nextGaussian();
      rows[r] = new double[] {5 + 2 * first, first + random.nextGaussian()};
    }
    return rows;
  }

  /** The upper tail of the logistic distribution with this mean and standard deviation. */
  private static double p(double value, double mean, double deviation) {
    double scale = deviation * Math.sqrt(3) / Math.PI;
    return 1 - 1 / (1 + Math.exp(-(value - mean) / scale));
  }

  @Test
  void theScoreIsMinusTheLogarithmOfTheHarmonicMeanOfPValues() {
    AnomalyScale scale =
        new AnomalyScale(
            new double[] {.25, .75}, new double[] {1, 2}, new double[] {3, .5}, new double[] {0});
    for (double[] row : new double[][] {{1, 2}, {4, 1}, {-7, 3}}) {
      double harmonic = 1 / (.25 / p(row[0], 1, 3) + .75 / p(row[1], 2, .5));
      assertEquals(-Math.log(harmonic), scale.score(row), 1e-9);
    }
    double onlySecond = -Math.log(1 / (.25 + .75 / p(3, 2, .5)));
    assertEquals(onlySecond, scale.score(new double[] {Double.NEGATIVE_INFINITY, 3}), 1e-9);
    double far = scale.score(new double[] {1e9, 2});
    assertEquals(Math.PI / Math.sqrt(3) * (1e9 - 1) / 3 + Math.log(.25), far, 1e-3 * far);
  }

  @Test
  void sharesAreCountedAmongTheRowsThatGaveTheScale() {
    double[][] rows = normal(2000);
    AnomalyScale scale = AnomalyScale.of(new double[] {.5, .5}, rows);
    assertEquals(5, scale.mean()[0], .2);
    assertEquals(2, scale.deviation()[0], .1);
    double[] scores = Arrays.stream(rows).mapToDouble(scale::score).toArray();
    double threshold = scale.threshold(.95);
    assertEquals(.05, Arrays.stream(scores).filter(s -> s > threshold).count() / 2000., .002);
    assertEquals(.95, scale.share(threshold), .002);
    assertEquals(0, scale.share(-1));
    assertEquals(1, scale.share(1e9));
    double most = Arrays.stream(scores).max().orElseThrow();
    assertTrue(scale.threshold(0) + scale.surprise() >= most, "as anomalous as any of them");
  }
}
