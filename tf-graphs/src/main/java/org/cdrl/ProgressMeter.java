package org.cdrl;

import java.time.Duration;
import java.time.Instant;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Pace;
import org.cdrl.internal.training.Step;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.value.TrainingSummary;

/** Measures a run: its time, and the means of what iterations report. */
final class ProgressMeter {
  /** Iterations over which the summary's means go, about. */
  private static final int RECENT = 100;

  private final long begun = System.nanoTime();
  private final double secondsBefore;
  private final double outsideBefore;
  private double recentGap;
  private double recentLoss;
  private Remaining remaining;

  // Since the last report.
  private double gap;
  private double initializerLoss;
  private double energyNorm;
  private double initializerNorm;
  private double stepping;
  private int steps;

  private ProgressMeter(
      double secondsBefore, double outsideBefore, double recentGap, double recentLoss) {
    this.secondsBefore = secondsBefore;
    this.outsideBefore = outsideBefore;
    this.recentGap = recentGap;
    this.recentLoss = recentLoss;
  }

  /** Of a run that begins now. */
  static ProgressMeter fresh() {
    return new ProgressMeter(0, 0, 0, 0);
  }

  /** Of a run that goes on now. */
  static ProgressMeter resumed(TrainingSummary before, double seconds) {
    return new ProgressMeter(
        seconds, before.secondsOutside(), before.energyGap(), before.initializerLoss());
  }

  /** Hears how fast iterations are. */
  void expect(Pace pace) {
    remaining = new Remaining(pace);
  }

  /** Hears how long an iteration took. */
  void timed(boolean pretraining, double seconds) {
    stepping += seconds;
    remaining.measured(pretraining, seconds);
  }

  /** By which factor iterations were slower than expected. */
  double slowness() {
    return remaining.slowness();
  }

  /** Hears what an iteration reports. */
  void count(Step step) {
    gap += step.energyGap();
    initializerLoss += step.initializerLoss();
    energyNorm += step.energyGradientNorm();
    initializerNorm += step.initializerGradientNorm();
    steps++;
    recentGap += (step.energyGap() - recentGap) / RECENT;
    recentLoss += (step.initializerLoss() - recentLoss) / RECENT;
  }

  /** Of the run, with those before it was resumed. */
  double seconds() {
    return secondsBefore + (System.nanoTime() - begun) / 1e9;
  }

  /** Seconds of the run outside TensorFlow. */
  private double secondsOutside(TrainingSession training) {
    return outsideBefore + (System.nanoTime() - begun) / 1e9 - training.secondsInside();
  }

  /** What a model tells of the run so far. */
  TrainingSummary summary(
      int rows, long iteration, CdrlConfig config, TrainingSession training, Device device) {
    return new TrainingSummary(
        rows,
        Math.min(iteration, config.pretraining()),
        Math.max(0, iteration - config.pretraining()),
        seconds(),
        secondsOutside(training),
        recentGap,
        recentLoss,
        device.name(),
        device.tensorFlowVersion());
  }

  /** What there is to report since the last report. */
  TrainingProgress report(RunLength length, TrainingSession training) {
    CdrlConfig config = length.config();
    TrainingProgress progress =
        new TrainingProgress(
            training.pretraining()
                ? TrainingProgress.Phase.PRETRAINING
                : TrainingProgress.Phase.TRAINING,
            training.done(),
            length.planned(),
            gap / steps,
            initializerLoss / steps,
            energyNorm / steps,
            initializerNorm / steps,
            config.optimisation().batchSize() * steps / Math.max(1e-9, stepping),
            Duration.ofMillis((long) (1e3 * seconds())),
            left(length, training.done()));
    gap = 0;
    initializerLoss = 0;
    energyNorm = 0;
    initializerNorm = 0;
    stepping = 0;
    steps = 0;
    return progress;
  }

  private Duration left(RunLength length, long done) {
    CdrlConfig config = length.config();
    Duration left =
        remaining.of(
            Math.max(0, config.pretraining() - done),
            Math.min(config.optimisation().iterations(), length.planned() - done));
    Duration tillEnd = length.end() == null ? left : Duration.between(Instant.now(), length.end());
    return left.compareTo(tillEnd) <= 0 ? left : tillEnd.isNegative() ? Duration.ZERO : tillEnd;
  }
}
