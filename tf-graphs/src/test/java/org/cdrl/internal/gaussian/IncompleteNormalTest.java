package org.cdrl.internal.gaussian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rows (x, y) with y missing where x is large: the regression of y on x is that of the complete
 * rows, and the likelihood factors into it and the distribution of all x (Anderson, JASA 52, 1957).
 */
class IncompleteNormalTest {
  private static final int ROWS = 4000;

  private static float[][] rows() {
    SplittableRandom random = new SplittableRandom(7);
    float[][] rows = new float[ROWS][2];
    for (float[] row : rows) {
      double x = random.nextGaussian();
      row[0] = (float) (10 + 2 * x);
      row[1] = x > .3 ? Float.NaN : (float) (5 - .3 * x + .1 * random.nextGaussian());
    }
    return rows;
  }

  @Test
  void drawsFollowTheRegressionOfTheCompleteRows() {
    IncompleteNormal normal = IncompleteNormal.of(rows());
    SplittableRandom random = new SplittableRandom(1);
    // Where no y was ever seen: two standard deviations up.
    double mean = 0;
    double squares = 0;
    for (int n = 0; n < ROWS; n++) {
      float[] row = {14, Float.NaN};
      normal.draw(row, random);
      assertEquals(14, row[0]);
      mean += row[1] / ROWS;
      squares += row[1] * row[1] / ROWS;
    }
    assertEquals(5 - .3 * 2, mean, .02);
    assertEquals(.1, Math.sqrt(squares - mean * mean), .01);
  }

  @Test
  void withNothingGivenDrawsHaveTheMeanOfAllRows() {
    IncompleteNormal normal = IncompleteNormal.of(rows());
    SplittableRandom random = new SplittableRandom(2);
    double[] mean = new double[2];
    double product = 0;
    for (int n = 0; n < ROWS; n++) {
      float[] row = {Float.NaN, Float.NaN};
      normal.draw(row, random);
      mean[0] += row[0] / ROWS;
      mean[1] += row[1] / ROWS;
      product += (row[0] - 10) * (row[1] - 5) / ROWS;
    }
    assertArrayEquals(new double[] {10, 5}, mean, .1);
    assertEquals(-.6, product, .05);
  }

  @Test
  void whatIsExpectedIsTheMeanAndDeviationOfDraws() {
    IncompleteNormal normal = IncompleteNormal.of(rows());
    float[] row = {14, Float.NaN};
    IncompleteNormal.Expected expected = normal.expect(row);
    assertArrayEquals(new double[] {14, 5 - .3 * 2}, expected.mean(), .02);
    assertArrayEquals(new double[] {0, .1}, expected.deviation(), .01);
  }

  @Test
  void itIsTheSameMadeOfItsParts() {
    IncompleteNormal normal = IncompleteNormal.of(rows());
    IncompleteNormal again =
        IncompleteNormal.of(normal.mean(), normal.deviation(), normal.covariance());
    float[] row = {Float.NaN, 5.5f};
    assertArrayEquals(normal.expect(row).mean(), again.expect(row).mean(), 1e-9);
    assertThrows(
        IllegalArgumentException.class,
        () -> IncompleteNormal.of(normal.mean(), normal.deviation(), new double[] {1, 1, 1}),
        "x and y are the same");
    assertThrows(
        IllegalArgumentException.class,
        () -> IncompleteNormal.of(normal.mean(), normal.deviation(), new double[2]));
  }

  @Test
  void logDensitiesAreThoseOfWhatIsThere() {
    double correlation = .5;
    IncompleteNormal normal =
        IncompleteNormal.of(
            new double[] {1, 2}, new double[] {1, 2}, new double[] {1, correlation, 1});
    double x = 3 - 1;
    double y = (1 - 2) / 2.;
    assertEquals(
        -(x * x - 2 * correlation * x * y + y * y) / (2 * (1 - correlation * correlation)),
        normal.logDensity(new float[] {3, 1}),
        1e-9);
    assertEquals(-x * x / 2, normal.logDensity(new float[] {3, Float.NaN}), 1e-9);
    assertEquals(0, normal.logDensity(new float[] {Float.NaN, Float.NaN}), 1e-9);
  }

  @Test
  void columnsThatDetermineEachOtherAreNoTrouble() {
    float[][] rows = new float[6][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new float[] {r, 3 - 2 * r, 1, r % 2 == 0 ? r : Float.NaN};
    }
    IncompleteNormal normal = IncompleteNormal.of(rows);
    float[] row = {2, Float.NaN, 1, 2};
    normal.draw(row, new SplittableRandom(3));
    assertEquals(-1, row[1], 4);
  }
}
