package org.cdrl.table;

import java.time.Duration;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Several training runs, side by side or one after the other, as one to a listener. */
final class Stages {
  private final TrainingListener listener;
  private final long planned;
  private final long begun = System.nanoTime();
  private long done;
  private boolean goOn = true;

  /**
   * Joins runs.
   *
   * @param planned iterations of all runs
   */
  Stages(TrainingListener listener, long planned) {
    this.listener = listener;
    this.planned = planned;
  }

  /** Whether the listener or an interruption ended training. */
  boolean ended() {
    return !goOn || Thread.currentThread().isInterrupted();
  }

  /** The listener of one more run. */
  TrainingListener stage() {
    return new Stage();
  }

  private synchronized boolean report(TrainingProgress progress, long more) {
    done += more;
    Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
    goOn &=
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
                elapsed.multipliedBy(planned - done).dividedBy(Math.max(1, done))));
    return goOn;
  }

  private final class Stage implements TrainingListener {
    private long reported;

    @Override
    public void begins(long parameters) {
      synchronized (Stages.this) {
        listener.begins(parameters);
      }
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      long more = progress.iteration() - reported;
      reported = progress.iteration();
      return report(progress, more);
    }

    @Override
    public int interval() {
      return listener.interval();
    }

    @Override
    public void rolledBack(String cause, long iteration, double learningRateFactor) {
      synchronized (Stages.this) {
        listener.rolledBack(cause, iteration, learningRateFactor);
      }
    }
  }
}
