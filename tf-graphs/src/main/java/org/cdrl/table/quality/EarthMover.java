package org.cdrl.table.quality;

import org.cdrl.table.data.Table;

/**
 * The Wasserstein-1 ("earth mover's") distance between the rows of two tables: the least mean
 * distance over which the rows of one have to be moved to become those of the other, every row
 * weighing 1/n in its own table. Distances are those of {@link GowerSpace#distance}.
 *
 * <p>At least 0, lower is better, 0 for the same rows in any order. Two real samples are a good way
 * apart, the more so the fewer rows and the more columns there are: compare with the distance from
 * training to holdout rows, and only values of the same numbers of rows.
 *
 * <p>The value is exact but for the rounding of the distances to floats. Memory is 4 n m bytes;
 * time grows a little faster than n m.
 *
 * <p>Source: W1 of ForestDiffusion (AISTATS 2024), there by POT's {@code emd2}.
 */
public final class EarthMover {
  private EarthMover() {}

  /**
   * The distance between two tables.
   *
   * @param space usually of the training table
   */
  public static double distance(GowerSpace space, Table first, Table second) {
    float[][] a = space.points(first);
    float[][] b = space.points(second);
    float[][] cost = new float[a.length][b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        cost[i][j] = (float) space.distance(a[i], b[j]);
      }
    }
    return new Transport(cost).meanCost();
  }
}
