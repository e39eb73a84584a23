package org.cdrl.table;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;

/** Several training runs, side by side or one after the other, as one to a listener. */
final class Stages {
  private final TrainingListener listener;
  private final int parallel;
  private final List<Stage> stages = new ArrayList<>();
  private final long begun = System.nanoTime();
  private Duration before = Duration.ZERO;
  private boolean goOn = true;

  /**
   * Joins runs.
   *
   * @param parallel how many go on at a time, in order
   */
  Stages(TrainingListener listener, int parallel) {
    this.listener = listener;
    this.parallel = parallel;
  }

  /** Whether the listener or an interruption ended training. */
  synchronized boolean ended() {
    return !goOn || Thread.currentThread().isInterrupted();
  }

  /**
   * The listener of one more run.
   *
   * @param planned iterations, unless the run itself tells another number
   */
  Stage stage(long planned) {
    Stage stage = new Stage(planned);
    stages.add(stage);
    return stage;
  }

  /** Tells the listener of something that is no iteration. */
  void busy(String what) {
    listener.busy(what);
  }

  private synchronized boolean report(Stage stage, TrainingProgress progress) {
    Duration here = Duration.ofNanos(System.nanoTime() - begun);
    if (stage.latest == null && progress.elapsed().compareTo(here.plus(before)) > 0) {
      // This run was resumed.
      before = progress.elapsed().minus(here);
    }
    stage.latest = progress;
    stage.planned = progress.iterations();
    goOn &=
        listener.goOn(
            new TrainingProgress(
                progress.phase(),
                stages.stream().mapToLong(Stage::done).sum(),
                stages.stream().mapToLong(each -> each.planned).sum(),
                progress.energyGap(),
                progress.initializerLoss(),
                progress.energyGradientNorm(),
                progress.initializerGradientNorm(),
                progress.rowsPerSecond(),
                here.plus(before),
                remaining()));
    return goOn;
  }

  /** Until the last run ends; those that wait are taken to be as fast as those that have begun. */
  private Duration remaining() {
    double perIteration =
        stages.stream()
            .filter(stage -> stage.latest != null)
            .mapToDouble(Stage::perIteration)
            .average()
            .orElse(0);
    double[] busy = new double[parallel];
    for (Stage stage : stages) {
      Arrays.sort(busy);
      busy[0] += stage.latest != null ? stage.left() : stage.planned * perIteration;
    }
    return Duration.ofMillis((long) Arrays.stream(busy).max().orElse(0));
  }

  /** One of the runs. */
  final class Stage implements TrainingListener {
    private long planned;
    private TrainingProgress latest;

    private Stage(long planned) {
      this.planned = planned;
    }

    /** Says that this run will not take place. */
    void leaveOut() {
      synchronized (Stages.this) {
        planned = 0;
      }
    }

    private long done() {
      return latest == null ? 0 : latest.iteration();
    }

    private double left() {
      return latest.remaining().toMillis();
    }

    /** Milliseconds, of the whole run. */
    private double perIteration() {
      return (latest.elapsed().toMillis() + left()) / planned;
    }

    @Override
    public void begins(long parameters) {
      synchronized (Stages.this) {
        listener.begins(parameters);
      }
    }

    @Override
    public boolean goOn(TrainingProgress progress) {
      return report(this, progress);
    }

    @Override
    public int interval() {
      return listener.interval();
    }

    @Override
    public void busy(String what) {
      synchronized (Stages.this) {
        listener.busy(what);
      }
    }

    @Override
    public void rolledBack(String cause, long iteration, double learningRateFactor) {
      synchronized (Stages.this) {
        listener.rolledBack(cause, iteration, learningRateFactor);
      }
    }
  }
}
