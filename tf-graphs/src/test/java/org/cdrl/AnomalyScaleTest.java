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
    assertTrue(scale.share(scale.threshold(0) + scale.surprise()) > .998, "one in a thousand");
  }

  @Test
  void rowsLikeThoseThatGaveTheScaleHaveAnyRankOfThemWithTheSameChance() {
    Random random = new Random(2);
    int draws = 20_000;
    for (int n : new int[] {1, 9, 33, 184}) {
      int[] above = new int[n + 1];
      for (int d = 0; d < draws; d++) {
        double[][] rows = new double[n][];
        Arrays.setAll(rows, r -> new double[] {random.nextGaussian()});
        AnomalyScale scale = AnomalyScale.of(new double[] {1}, rows);
        double score = scale.score(new double[] {random.nextGaussian()});
        double share = scale.share(score);
        for (int k = 1; k <= n; k++) {
          boolean more = share >= k / (n + 1.);
          assertEquals(more, score > scale.threshold(k / (n + 1.)), "threshold and share agree");
          above[k] += more ? 1 : 0;
        }
      }
      for (int k = 1; k <= n; k++) {
        double chance = 1 - k / (n + 1.);
        double error = Math.sqrt(chance * (1 - chance) / draws);
        assertEquals(chance, above[k] / (double) draws, 4.5 * error, k + " of " + n);
      }
    }
  }

  @Test
  void beyondAllRowsThatGaveTheScaleSharesFollowTheScore() {
    AnomalyScale scale =
        new AnomalyScale(new double[] {1}, new double[1], new double[] {1}, new double[] {1, 2, 4});
    assertEquals(.5, scale.share(4), "as many less as there are ranks below");
    assertEquals(1 - .25 * Math.exp(-1.5), scale.share(5.5), 1e-12);
    assertEquals(5.5, scale.threshold(1 - .25 * Math.exp(-1.5)), 1e-12);
    assertEquals(4, scale.threshold(.75));
    assertEquals(Double.POSITIVE_INFINITY, scale.threshold(1));
  }

  @Test
  void sharesMayBeCountedAmongOtherRowsThanTheScaleIsLearnedFrom() {
    double[] weights = {.5, .5};
    double[][] counted = normal(300);
    double[][] stranger = Arrays.stream(counted).map(row -> times(2, row)).toArray(double[][]::new);
    AnomalyScale scale = AnomalyScale.of(weights, stranger, counted);
    AnomalyScale learned = AnomalyScale.of(weights, stranger);
    for (double[] row : counted) {
      assertEquals(learned.score(row), scale.score(row));
    }
    double[] scores = Arrays.stream(counted).mapToDouble(scale::score).sorted().toArray();
    assertEquals(285 / 301., scale.share(scores[285]));
    assertEquals(scores[285], scale.threshold(286 / 301.));
  }

  private static double[] times(double factor, double[] row) {
    return Arrays.stream(row).map(value -> factor * value).toArray();
  }
}
