package org.cdrl.internal.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cdrl.value.RowWeights;

/**
 * Which rows each iteration trains on: the rows of one random permutation after another, in which
 * every row is as often as its weight says. Depends on the seed and the iteration only.
 */
final class Batches {
  private final int rows;
  private final int batchSize;
  private final long seed;
  private final RowWeights weights;
  private final int[] permutation;
  private long epoch = -1;

  Batches(RowWeights weights, int batchSize, long seed) {
    this.weights = weights;
    this.rows = weights.size();
    this.batchSize = batchSize;
    this.seed = seed;
    this.permutation = new int[rows];
  }

  /** The same of the first rows only. */
  Batches first(int count) {
    return new Batches(weights.select(IntStream.range(0, count).toArray()), batchSize, seed);
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
    if (!weights.areEqual()) {
      int[] often = weights.rows(random.nextDouble());
      Arrays.setAll(permutation, n -> often[permutation[n]]);
    }
    epoch = wanted;
  }
}
