package org.cdrl.table;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.Round;
import org.cdrl.TrainingListener;
import org.cdrl.Workers;
import org.cdrl.config.Execution;
import org.cdrl.internal.training.MaskedTraining;
import org.cdrl.value.Member;

/**
 * Training of a {@link TokenModel}. After some passes over the rows the network begins to learn
 * single rows by heart, be they few or many; rows that are held out tell when. Tables that are too
 * small to spare such rows are not learned as tokens.
 */
final class TokenTraining {
  private static final int PASSES = 60;
  private static final double LEARNING_RATE = 2e-3;

  private static final int LARGEST_BATCH = 512;
  private static final int SMALLEST_BATCH = 128;

  /** Iterations of a pass, as long as the batch stays below the largest. */
  private static final int BATCHES = 8;

  /** What a large table has enough of. */
  private static final int MOST = 2000;

  /**
   * Looks at the held-out rows in a run, and those without gain that end it: a quarter, for where
   * gain has come to a halt the falling learning rate may bring more.
   */
  private static final int LOOKS = 20;

  private static final int PATIENCE = 5;

  /** Unseen rows that are enough to tell; what there is beyond them is learned. */
  private static final int UNSEEN = 1000;

  private final TableTask task;
  private final Execution way;
  private final Instant end;
  private final TrainingListener listener;

  /** Who learns in place of this machine, or null. */
  private final Workers workers;

  private float[] best;
  private double least = Double.POSITIVE_INFINITY;
  private int withoutGain;

  /**
   * Prepares a run.
   *
   * @param end when it stops, finished or not
   * @param workers who learns in place of this machine, or null
   */
  TokenTraining(
      TableTask task, Execution way, Instant end, TrainingListener listener, Workers workers) {
    this.task = task;
    this.way = way;
    this.end = end;
    this.listener = listener;
    this.workers = workers;
  }

  /**
   * Iterations on some rows.
   *
   * @param told rows that the length of the run follows from
   * @param member which of the workers it is
   */
  static MaskedTraining of(TableTask task, int[] rows, int told, Member member, Execution way) {
    return new MaskedTraining(
        TokenModel.network(task.tokens()),
        tokens(task, rows),
        task.weights().select(rows),
        length(told),
        task.asked().seed(),
        member,
        way);
  }

  /** Rows that are not learned, to tell when to end: held-out ones, else some that wait. */
  static int[] unseen(RowSplit split) {
    int[] from = split.holdsOut() ? split.heldOut() : split.late();
    return Arrays.copyOf(from, Math.min(from.length, UNSEEN));
  }

  /** All other rows. */
  static int[] learned(RowSplit split) {
    int[] beyond = split.holdsOut() ? split.heldOut() : split.late();
    int[] others = split.holdsOut() ? split.learned() : split.early();
    return IntStream.concat(Arrays.stream(others), Arrays.stream(beyond).skip(unseen(split).length))
        .toArray();
  }

  /** How long is learned from so many rows. */
  private static MaskedTraining.Length length(int rows) {
    int batch = Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, rows / BATCHES));
    int iterations = (int) Math.min(MOST, (long) PASSES * rows / batch);
    return new MaskedTraining.Length(iterations, batch, LEARNING_RATE);
  }

  /**
   * Trains, if all columns have tokens. Stops when the thread is interrupted, which it stays; what
   * was learned so far is returned, if it was something.
   */
  TokenModel fit() {
    if (!task.hasTokens()) {
      return TokenModel.NONE;
    }
    // Workers leave out all that is held out, whose rows they do not know apart.
    int[] learned = workers == null ? learned(task.split()) : task.split().learned();
    int[][] looked = tokens(task, task.split().often(unseen(task.split())));
    MaskedTraining.Length length = length(learned.length);
    int look = Math.max(1, length.iterations() / LOOKS);
    try (MaskedTraining training = of(task, learned, learned.length, Member.ONLY, way)) {
      while (training.done() < length.iterations()
          && withoutGain < PATIENCE
          && !Thread.currentThread().isInterrupted()
          && Instant.now().isBefore(end)) {
        if (workers == null) {
          training.step();
        } else {
          int left = Math.min(look - training.done() % look, length.iterations() - training.done());
          round(training, Math.min(workers.iterations(), left));
        }
        if (training.done() % look == 0) {
          listener.busy(
              "learning tokens, iteration " + training.done() + " of " + length.iterations());
          look(training, looked);
        }
      }
      return best == null ? TokenModel.NONE : new TokenModel(task.tokens(), best);
    }
  }

  private void round(MaskedTraining training, int iterations) {
    Round round = new Round(training.done(), iterations, training.state(), 1, null);
    training.restore(workers.run(round).state(), training.done() + iterations);
  }

  private static int[][] tokens(TableTask task, int[] rows) {
    return task.tokens().encode(task.table().select(rows).rows());
  }

  /** Keeps the weights if they are the best so far; without held-out rows the last ones are. */
  private void look(MaskedTraining training, int[][] unseen) {
    double loss = unseen.length == 0 ? 0 : training.loss(unseen);
    withoutGain++;
    if (loss < least || unseen.length == 0) {
      least = loss;
      best = training.average();
      withoutGain = 0;
    }
  }
}
