package org.cdrl.table;

import java.time.Instant;
import org.cdrl.TrainingListener;
import org.cdrl.config.Execution;
import org.cdrl.internal.encoding.TokenEncoding;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.internal.training.MaskedTraining;

/**
 * Training of a {@link TokenModel}. Its length follows from the rows: after some passes over them
 * the network begins to learn single rows by heart, be they few or many.
 */
final class TokenTraining {
  private static final int PASSES = 60;
  private static final double LEARNING_RATE = 2e-3;

  private static final int LARGEST_BATCH = 512;
  private static final int SMALLEST_BATCH = 128;

  /** Iterations of a pass, as long as the batch stays below the largest. */
  private static final int BATCHES = 8;

  /** What even the smallest table needs to learn something, and what a large one has enough of. */
  private static final int FEWEST = 100;

  private static final int MOST = 2000;

  private final TableTask task;
  private final Execution way;
  private final Instant end;
  private final TrainingListener listener;

  /**
   * Prepares a run.
   *
   * @param end when it stops, finished or not
   */
  TokenTraining(TableTask task, Execution way, Instant end, TrainingListener listener) {
    this.task = task;
    this.way = way;
    this.end = end;
    this.listener = listener;
  }

  /** How long is learned from so many rows. */
  static MaskedTraining.Length length(int rows) {
    int batch = Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, rows / BATCHES));
    long iterations = (long) PASSES * rows / batch;
    return new MaskedTraining.Length(
        (int) Math.max(FEWEST, Math.min(MOST, iterations)), batch, LEARNING_RATE);
  }

  /**
   * Trains, if there are columns to draw first. Stops when the thread is interrupted, which it
   * stays; what was learned so far is returned.
   */
  TokenModel fit() {
    TokenEncoding encoding = TokenModel.encoding(task.columns(), task.encoding());
    if (encoding.columns().length == 0) {
      return TokenModel.NONE;
    }
    MaskedNetwork network = TokenModel.network(encoding);
    MaskedTraining.Length length = length(task.table().size());
    int[][] tokens = encoding.encode(task.table().rows());
    try (MaskedTraining training =
        new MaskedTraining(network, tokens, task.weights(), length, task.asked().seed(), way)) {
      while (training.done() < length.iterations()
          && !Thread.currentThread().isInterrupted()
          && Instant.now().isBefore(end)) {
        if (training.done() % Math.max(1, length.iterations() / 10) == 0) {
          listener.busy(
              "learning tokens, iteration " + training.done() + " of " + length.iterations());
        }
        training.step();
      }
      return new TokenModel(encoding, training.average());
    }
  }
}
