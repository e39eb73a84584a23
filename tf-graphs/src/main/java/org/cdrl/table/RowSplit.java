package org.cdrl.table;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Table;
import org.cdrl.value.RowWeights;

/**
 * Which rows of a table are learned, held out, and left out in turn for calibration.
 *
 * @param weights of the table's rows
 * @param learned numbers of the rows that the model itself is trained on, in random order
 * @param heldOut numbers of the others
 * @param folds parts of the learned rows; 0 where none are left out
 */
record RowSplit(RowWeights weights, int[] learned, int[] heldOut, int folds) {
  /** Shuffles and splits. */
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
    int used = heldOut.length == 0 && table.size() >= 2 * folds ? folds : 0;
    return new RowSplit(weights, without(shuffled, heldOut), heldOut, used);
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

  /** The learned rows of a fold. */
  int[] fold(int k) {
    return part(n -> n % folds == k);
  }

  /** The learned rows of all other folds. */
  int[] withoutFold(int k) {
    return part(n -> n % folds != k);
  }

  private int[] part(IntPredicate which) {
    return IntStream.range(0, learned.length).filter(which).map(n -> learned[n]).toArray();
  }

  /** As many of the rows, each as often as its weight says. */
  int[] often(int[] which) {
    int[] often = weights.select(which).rows(.5);
    return Arrays.stream(often).map(n -> which[n]).toArray();
  }

  /** With as many passes over the rows without a fold as {@code with} makes over all rows. */
  CdrlConfig ofPart(CdrlConfig with) {
    return folds == 0
        ? with
        : with.toBuilder()
            .iterations(ofPart(with.optimisation().iterations()))
            .pretrainingIterations(
                with.optimisation().pretrainingIterations() * (folds - 1) / folds)
            .build();
  }

  /** As many iterations over the rows without a fold. */
  int ofPart(int iterations) {
    return Math.max(1, iterations * (folds - 1) / folds);
  }
}
