package org.cdrl.table.quality;

import java.util.Random;
import org.cdrl.table.data.Table;

/** Random subsets of rows, for measures whose cost grows with the square of the rows. */
public final class RandomRows {
  private RandomRows() {}

  /**
   * Draws rows without replacement, in random order.
   *
   * @param most how many; all rows if there are no more
   * @param seed the same seed and table give the same rows
   */
  public static Table of(Table table, int most, long seed) {
    int[] order = permutation(table.size(), seed);
    int[] some = new int[Math.min(most, order.length)];
    System.arraycopy(order, 0, some, 0, some.length);
    return table.select(some);
  }

  /** The numbers 0..n-1 in random order. */
  public static int[] permutation(int n, long seed) {
    Random random = new Random(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
