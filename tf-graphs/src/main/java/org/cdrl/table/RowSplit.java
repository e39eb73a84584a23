package org.cdrl.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * Which rows of a table are learned, and which are kept unseen to validate and calibrate on.
 *
 * <p>The latter are chosen at random, but spread evenly over how far out rows are: one of every so
 * many neighbours in the order of their distances from groups of others. Shares of anomalous rows
 * are counted among them, and by mere chance the few that lie far out are half or twice as many as
 * they ought to be.
 *
 * @param weights of the table's rows
 * @param early numbers of the rows that are learned from the beginning, in random order
 * @param late numbers of those that are learned from the middle of training on, once the model has
 *     been seen on them
 * @param heldOut numbers of those that are never learned
 */
record RowSplit(RowWeights weights, int[] early, int[] late, int[] heldOut) {
  /** Of more rows so many are unseen that chance spreads them evenly enough. */
  private static final int SPREAD_ROWS = 10_000;

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
    int[] heldOut = columns.spared(table, spread(table, columns, shuffled, held, seed), held);
    int[] learned = without(shuffled, heldOut);
    int wait = folds == 0 || heldOut.length > 0 ? 0 : learned.length / folds;
    wait = wait < 2 ? 0 : wait;
    int[] late = columns.spared(table, spread(table, columns, learned, wait, seed), wait);
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

  /** The order with rows that are spread evenly first, so many that {@code count} can be taken. */
  private static int[] spread(
      Table table, ConditionColumns columns, int[] order, int count, long seed) {
    if (count == 0 || order.length > SPREAD_ROWS) {
      return order;
    }
    double[] distances = new RowGrouping(columns.data(table.select(order))).distances();
    int[] outwards =
        IntStream.range(0, order.length)
            .boxed()
            .sorted(Comparator.comparingDouble(n -> distances[n]))
            .mapToInt(n -> order[n])
            .toArray();
    SplittableRandom random = new SplittableRandom(seed ^ 0x5EED5L);
    Set<Integer> first = new HashSet<>();
    for (int k = 0; k < count; k++) {
      int begin = (int) ((long) k * outwards.length / count);
      int end = (int) ((k + 1L) * outwards.length / count);
      first.add(outwards[random.nextInt(begin, end)]);
    }
    return IntStream.concat(
            Arrays.stream(order).filter(first::contains), Arrays.stream(without(order, first)))
        .toArray();
  }

  /** An order without some of its numbers. */
  private static int[] without(int[] order, Set<Integer> some) {
    return Arrays.stream(order).filter(n -> !some.contains(n)).toArray();
  }

  private static int[] without(int[] order, int[] some) {
    return without(order, Arrays.stream(some).boxed().collect(Collectors.toSet()));
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
