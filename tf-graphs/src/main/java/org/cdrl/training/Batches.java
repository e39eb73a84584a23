package org.cdrl.training;

import java.util.SplittableRandom;

/**
 * Which rows each iteration trains on: the rows of one random permutation after another, so that
 * every row is used equally often. Depends on the seed and the iteration only.
 */
final class Batches {
  private final int rows;
  private final int batchSize;
  private final long seed;
  private final int[] permutation;
  private long epoch = -1;

  Batches(int rows, int batchSize, long seed) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.seed = seed;
    this.permutation = new int[rows];
  }

  /** The row numbers of an iteration. */
  int[] of(long iteration) {
    int[] batch = new int[batchSize];
    long position = iteration * batchSize;
    for (int n = 0; n < batchSize; n++, position++) {
      shuffleFor(position / rows);
      batch[n] = permutation[(int) (position % rows)];
    }
    return batch;
  }

  private void shuffleFor(long wanted) {
    if (epoch == wanted) {
      return;
    }
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + wanted);
    for (int n = 0; n < rows; n++) {
      int at = random.nextInt(n + 1);
      permutation[n] = permutation[at];
      permutation[at] = n;
    }
    epoch = wanted;
  }
}
