package org.cdrl;

import java.time.Duration;

/**
 * Where a training run stands.
 *
 * @param phase what is being trained
 * @param iteration finished iterations of all phases
 * @param iterations planned iterations of all phases
 * @param energyGap mean of log p(data) - log p(chain ends), nats, averaged since the last report;
 *     it hovers around 0 in a healthy run and says nothing about convergence
 * @param initializerLoss mean squared distance from a proposal to its target, averaged; 0 for DRL
 * @param energyGradientNorm before clipping, averaged
 * @param initializerGradientNorm before clipping, averaged
 * @param rowsPerSecond training rows per second since the last report
 * @param elapsed since training began; a run that was resumed counts the time before
 * @param remaining estimate until the last iteration ends, or until there is no time left
 */
public record TrainingProgress(
    Phase phase,
    long iteration,
    long iterations,
    double energyGap,
    double initializerLoss,
    double energyGradientNorm,
    double initializerGradientNorm,
    double rowsPerSecond,
    Duration elapsed,
    Duration remaining) {
  /** The phases of a run. */
  public enum Phase {
    /** The initializer alone learns by regression (CDRL only). */
    PRETRAINING,
    /** The energy learns, cooperatively with the initializer in CDRL. */
    TRAINING
  }
}
