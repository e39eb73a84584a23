package org.cdrl.table;

import java.time.Duration;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Several training runs as one to a listener. */
final class Stages implements TrainingListener {
  private final TrainingListener listener;
  private final long planned;
  private final long begun = System.nanoTime();
  private long before;
  private boolean goOn = true;
  private boolean interrupted;

  /**
   * Joins runs.
   *
   * @param planned iterations of all runs
   */
  Stages(TrainingListener listener, long planned) {
    this.listener = listener;
    this.planned = planned;
  }

  /**
   * A run of so many planned iterations is over. The thread is not interrupted any more then, for
   * what is left to do would fail.
   */
  void next(long iterations) {
    before += iterations;
    interrupted();
  }

  /** Whether the listener or an interruption ended training. */
  boolean ended() {
    return !goOn || interrupted();
  }

  /** Whether the thread was interrupted since the first run began; takes the mark off it. */
  boolean interrupted() {
    interrupted |= Thread.interrupted();
    return interrupted;
  }

  @Override
  public boolean goOn(TrainingProgress progress) {
    long done = before + progress.iteration();
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    long left = planned - done;
    goOn =
        listener.goOn(
            new TrainingProgress(
                progress.phase(),
                done,
                planned,
                progress.energyGap(),
                progress.initializerLoss(),
                progress.energyGradientNorm(),
                progress.initializerGradientNorm(),
                progress.rowsPerSecond(),
                elapsed,
                elapsed.multipliedBy(left).dividedBy(Math.max(1, done))));
    return goOn;
  }

  @Override
  public int interval() {
    return listener.interval();
  }

  @Override
  public void rolledBack(String cause, long iteration, double learningRateFactor) {
    listener.rolledBack(cause, before + iteration, learningRateFactor);
  }
}
