package org.cdrl.internal.training;

import java.util.Locale;
import java.util.Optional;

/**
 * Watches an energy's training for the two ways it goes wrong: numbers that are not finite, and an
 * energy gap that runs away because the chains no longer follow the energy.
 */
public final class DivergenceGuard {
  /** Iterations over which the gap is averaged. */
  private static final int WINDOW = 50;

  /** Nats per column that no healthy run comes near; a run that starts stays below 10. */
  private static final double GAP_LIMIT_PER_COLUMN = 200;

  private final double limit;
  private double average;

  /**
   * Builds a guard.
   *
   * @param dimension number of columns
   */
  public DivergenceGuard(int dimension) {
    limit = 1000 + GAP_LIMIT_PER_COLUMN * dimension;
  }

  /** What is wrong after an iteration; empty if nothing is. */
  public Optional<String> check(Step step) {
    if (!Float.isFinite(step.energyGap()) || !Float.isFinite(step.energyLoss())) {
      return Optional.of("the energy is " + step.energyGap());
    }
    if (!Float.isFinite(step.energyGradientNorm())
        || !Float.isFinite(step.initializerGradientNorm())) {
      return Optional.of(
          "a gradient is not finite (energy "
              + step.energyGradientNorm()
              + ", initializer "
              + step.initializerGradientNorm()
              + ")");
    }
    if (!Float.isFinite(step.initializerLoss())) {
      return Optional.of("the initializer's loss is " + step.initializerLoss());
    }
    average += (Math.abs(step.energyGap()) - average) / WINDOW;
    if (average > limit) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "the energy gap ran away to %.0f nats on average over %d iterations (limit %.0f)",
              average,
              WINDOW,
              limit));
    }
    return Optional.empty();
  }

  /** Forgets what was seen. */
  public void reset() {
    average = 0;
  }
}
