package org.cdrl;

import java.time.Duration;
import org.cdrl.config.Pace;

/**
 * Estimates how long the rest of a run takes. Iterations of the pre-training are cheaper than the
 * others, so that each kind has a speed of its own.
 */
final class Remaining {
  /** Share of a new measurement in the estimate, so that it follows a machine that gets busy. */
  private static final double NEW = .05;

  private final Pace expected;
  private double pretraining;
  private double iteration;

  /** Seconds of all iterations, and what they were expected to be. */
  private double taken;

  private double planned;

  /** Begins with speeds that were measured before, or 0. */
  Remaining(Pace pace) {
    expected = pace;
    pretraining = pace.pretraining();
    iteration = pace.iteration();
  }

  /**
   * Hears how long an iteration took.
   *
   * @param alone whether only the initializer learned
   */
  void measured(boolean alone, double seconds) {
    taken += seconds;
    planned += alone ? expected.pretraining() : expected.iteration();
    if (alone) {
      pretraining = mixed(pretraining, seconds);
    } else {
      iteration = mixed(iteration, seconds);
    }
  }

  /**
   * By which factor iterations were slower than expected; of all, for single ones may have to wait.
   */
  double slowness() {
    return planned > 0 ? taken / planned : 1;
  }

  private static double mixed(double before, double seconds) {
    return before == 0 ? seconds : before + NEW * (seconds - before);
  }

  /** The time that iterations of both kinds take, those of the pre-training first. */
  Duration of(long alone, long others) {
    return Duration.ofMillis(Math.round(1e3 * (alone * pretraining + others * iteration)));
  }
}
