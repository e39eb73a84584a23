package org.cdrl.langevin;

import org.cdrl.schedule.NoiseSchedule;

/**
 * The Langevin step variance s_i^2 of every transition.
 *
 * <p>One Langevin step is y += s_i^2/2 grad log p(y | x_i) + s_i z, so s_i is both how far a step
 * diffuses and how strongly it follows the gradient. The network's output is the log-density times
 * s_i^2.
 *
 * @param coefficient c &gt; 0; s_i^2 = c sigma_i^2, times the ratio below if {@code scaledByNoise}.
 *     Larger steps travel further but blur what the finest level can resolve; too large ones
 *     diverge.
 * @param scaledByNoise true: multiply by sqrt(1 - abar_{i-1}) / sqrt(1 - abar_0), as both papers do
 *     for images; false: the same c at every level, as CDRL's 2-D program does
 */
public record StepSize(double coefficient, boolean scaledByNoise) {
  /** CDRL on images (the official program's constants). */
  public static final StepSize CDRL_IMAGE = new StepSize(4e-4, true);

  /** DRL T6 (b^2 = 2e-4). */
  public static final StepSize DRL = new StepSize(2e-4, true);

  /** CDRL's 2-D program: 2e-3 / sqrt(1 - abar_0), the same at every level. */
  public static final StepSize CDRL_TOY =
      new StepSize(2e-3 / NoiseSchedule.cdrl(6).noise(0), false);

  public StepSize {
    if (!(coefficient > 0) || Double.isInfinite(coefficient)) {
      throw new IllegalArgumentException(
          "The Langevin step coefficient must be positive and finite, not " + coefficient);
    }
  }

  /** s_i^2 of transition i = 1..T. */
  public double variance(NoiseSchedule schedule, int i) {
    double ratio = scaledByNoise ? schedule.noise(i - 1) / schedule.noise(0) : 1;
    return coefficient * ratio * schedule.sigmaSquared(i);
  }
}
