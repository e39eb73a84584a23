package org.cdrl.table.quality;

import java.util.Random;
import org.cdrl.table.data.RandomOrder;
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
    int[] order = RandomOrder.of(table.size(), new Random(seed));
    int[] some = new int[Math.min(most, order.length)];
    System.arraycopy(order, 0, some, 0, some.length);
    return table.select(some);
  }
}
