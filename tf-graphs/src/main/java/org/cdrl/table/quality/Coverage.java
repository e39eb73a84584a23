package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.data.Table;

/**
 * How much of the real data the synthetic data reaches: the share of real rows that have a
 * synthetic row nearer than their k-th nearest other real row, by {@link GowerSpace#distance}.
 *
 * <p>k is one more than the smallest with which the real rows cover at least 95 % of themselves; a
 * row covers itself unless k others are identical to it. That is 2 where few rows are twice there.
 *
 * <p>From 0 to 1, higher is better. A copy of the real rows covers about all of them, but so does
 * anything that sits between them: rows need not be likely to cover.
 *
 * <p>Sources: Naeem, Oh, Uh, Choi and Yoo, "Reliable Fidelity and Diversity Metrics for Generative
 * Models", ICML 2020; with L1 distances and this k in ForestDiffusion (AISTATS 2024), whose code
 * raises k once more after the smallest was found, as here.
 *
 * @param share of real rows covered
 * @param neighbours the k that was used
 */
public record Coverage(double share, int neighbours) {
  private static final double ENOUGH = .95;

  /**
   * Measures. Takes time in proportion to n (n + m).
   *
   * @param space usually of the training table
   * @throws IllegalArgumentException if there are fewer than 3 real rows
   */
  public static Coverage of(GowerSpace space, Table real, Table synthetic) {
    if (real.size() < 3) {
      throw new IllegalArgumentException(
          "Coverage needs at least 3 real rows, not " + real.size() + "; give it more");
    }
    float[][] a = space.points(real);
    float[][] b = space.points(synthetic);
    int k = Math.min(a.length - 1, 1 + smallestCovering(space, a));
    int covered = 0;
    for (int i = 0; i < a.length; i++) {
      double radius = radius(space, a, i, k);
      for (float[] point : b) {
        if (space.distance(a[i], point) < radius) {
          covered++;
          break;
        }
      }
    }
    return new Coverage((double) covered / a.length, k);
  }

  private static int smallestCovering(GowerSpace space, float[][] a) {
    int[] twins = new int[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < i; j++) {
        if (space.distance(a[i], a[j]) == 0) {
          twins[i]++;
          twins[j]++;
        }
      }
    }
    Arrays.sort(twins);
    // The fewest rows that are enough: those with the fewest twins.
    return 1 + twins[(int) Math.ceil(ENOUGH * a.length) - 1];
  }

  /** The distance to the k-th nearest other point. */
  private static double radius(GowerSpace space, float[][] a, int i, int k) {
    NearestFew nearest = new NearestFew(k);
    for (int j = 0; j < a.length; j++) {
      if (j != i) {
        nearest.add(j, space.distance(a[i], a[j]));
      }
    }
    return nearest.farthest();
  }
}
