package org.cdrl.table.data;

import java.util.Random;

/** Orders of rows that are all equally likely. */
public final class RandomOrder {
  private RandomOrder() {}

  /** The numbers 0..n-1 in random order. */
  public static int[] of(int n, Random random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
