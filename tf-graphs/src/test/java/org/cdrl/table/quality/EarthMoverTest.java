package org.cdrl.table.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.metrics.SlicedWasserstein;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class EarthMoverTest {
  @Test
  void permutationsByBruteForce() {
    Random random = new Random(1);
    for (int n = 1; n <= 6; n++) {
      for (int trial = 0; trial < 10; trial++) {
        float[][] cost = costs(n, n, random);
        double best = best(cost, new boolean[n], 0) / n;
        assertEquals(best, new Transport(cost).meanCost(), 1e-9, Arrays.deepToString(cost));
      }
    }
  }

  @Test
  void unequalSizesByRepeatingRows() {
    // 4 onto 6 is 12 onto 12 with every row 3 times and every column twice.
    Random random = new Random(2);
    for (int trial = 0; trial < 20; trial++) {
      float[][] cost = costs(4, 6, random);
      float[][] repeated = new float[12][12];
      for (int i = 0; i < 12; i++) {
        for (int j = 0; j < 12; j++) {
          repeated[i][j] = cost[i / 3][j / 2];
        }
      }
      assertEquals(new Transport(repeated).meanCost(), new Transport(cost).meanCost(), 1e-9);
      assertEquals(
          new Transport(cost).meanCost(), new Transport(transposed(cost)).meanCost(), 1e-9);
    }
  }

  @Test
  void onALineItIsTheDistanceOfQuantiles() {
    Random random = new Random(3);
    double[] a = IntStream.range(0, 301).mapToDouble(i -> random.nextGaussian()).sorted().toArray();
    double[] b =
        IntStream.range(0, 97).mapToDouble(i -> 1 + 2 * random.nextGaussian()).sorted().toArray();
    double range = a[a.length - 1] - a[0];
    Table first = Tables.column(a);
    assertEquals(
        SlicedWasserstein.wasserstein1(a, b) / range,
        EarthMover.distance(GowerSpace.of(first), first, Tables.column(b)),
        1e-6);
  }

  @Test
  void theSameRowsInAnotherOrder() {
    Table rows = Tables.mixed(200, 4);
    assertEquals(
        0, EarthMover.distance(GowerSpace.of(rows), rows, RandomRows.of(rows, 200, 5)), 1e-9);
  }

  private static float[][] costs(int n, int m, Random random) {
    float[][] cost = new float[n][m];
    for (float[] row : cost) {
      for (int j = 0; j < m; j++) {
        row[j] = random.nextInt(8); // ties
      }
    }
    return cost;
  }

  private static float[][] transposed(float[][] cost) {
    float[][] out = new float[cost[0].length][cost.length];
    for (int i = 0; i < cost.length; i++) {
      for (int j = 0; j < out.length; j++) {
        out[j][i] = cost[i][j];
      }
    }
    return out;
  }

  private static double best(float[][] cost, boolean[] taken, int row) {
    if (row == cost.length) {
      return 0;
    }
    double best = Double.POSITIVE_INFINITY;
    for (int j = 0; j < taken.length; j++) {
      if (!taken[j]) {
        taken[j] = true;
        best = Math.min(best, cost[row][j] + best(cost, taken, row + 1));
        taken[j] = false;
      }
    }
    return best;
  }
}
