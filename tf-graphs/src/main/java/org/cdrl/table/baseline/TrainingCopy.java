package org.cdrl.table.baseline;

import java.util.Random;
import org.cdrl.table.data.RandomOrder;
import org.cdrl.table.data.Table;

/**
 * Hands out the training rows themselves, in random order, each as often as any other, give or take
 * one. As alike as can be, and of no use where rows must stay private: what a measure of likeness
 * gives at most, and a measure of privacy at worst.
 */
public final class TrainingCopy implements Baseline {
  private final Table training;

  private TrainingCopy(Table training) {
    this.training = training;
  }

  /** Hands out the rows of a table, which has at least one. */
  public static TrainingCopy of(Table training) {
    return new TrainingCopy(training);
  }

  @Override
  public Table draw(int rows, long seed) {
    Random random = new Random(seed);
    int[] order = {};
    int[] chosen = new int[rows];
    for (int r = 0; r < rows; r++) {
      if (r % training.size() == 0) {
        order = RandomOrder.of(training.size(), random);
      }
      chosen[r] = order[r % training.size()];
    }
    return training.select(chosen);
  }
}
