package org.cdrl.table;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * Which rows of a table are learned, and which are kept unseen to validate and calibrate on.
 *
 * @param weights of the table's rows
 * @param early numbers of the rows that are learned from the beginning, in random order
 * @param late numbers of those that are learned from the middle of training on, once the model has
 *     been seen on them
 * @param heldOut numbers of those that are never learned
 */
record RowSplit(RowWeights weights, int[] early, int[] late, int[] heldOut) {
  /**
   * Shuffles and splits.
   *
   * @param share of the rows that is held out
   * @param folds one part of so many is late if none are held out; 0 for none
   */
  static RowSplit of(
      Table table,
      RowWeights weights,
      ConditionColumns columns,
      double share,
      int folds,
      long seed) {
    int[] shuffled = shuffled(table.size(), seed);
    int held = (int) Math.round(share * table.size());
    held = held < 2 || held > table.size() - 2 ? 0 : held;
    int[] heldOut = columns.spared(table, shuffled, held);
    int[] learned = without(shuffled, heldOut);
    int wait = folds == 0 || heldOut.length > 0 ? 0 : learned.length / folds;
    int[] late = columns.spared(table, learned, wait < 2 ? 0 : wait);
    return new RowSplit(weights, without(learned, late), late, heldOut);
  }

  private static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(seed ^ 0x7AB1E5L);
    for (int k = n - 1; k > 0; k--) {
      int other = random.nextInt(k + 1);
      int kept = order[k];
      order[k] = order[other];
      order[other] = kept;
    }
    return order;
  }

  /** An order without some of its numbers. */
  private static int[] without(int[] order, int[] some) {
    Set<Integer> out = Arrays.stream(some).boxed().collect(Collectors.toSet());
    return Arrays.stream(order).filter(n -> !out.contains(n)).toArray();
  }

  /** Whether rows are held out to validate on. */
  boolean holdsOut() {
    return heldOut.length > 0;
  }

  /** All that are learned in the end, the late ones last. */
  int[] learned() {
    return IntStream.concat(Arrays.stream(early), Arrays.stream(late)).toArray();
  }

  /** As many of the rows, each as often as its weight says. */
  int[] often(int[] which) {
    int[] often = weights.select(which).rows(.5);
    return Arrays.stream(often).map(n -> which[n]).toArray();
  }
}
