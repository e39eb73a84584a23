package org.cdrl.config;

import org.cdrl.schedule.NoiseSchedule;

/**
 * The Langevin step variance s_i^2 of every transition.
 *
 * <p>One Langevin step is y += s_i^2/2 grad log p(y | x_i) + s_i z, so s_i is both how far a step
 * diffuses and how strongly it follows the gradient. The network's output is the log-density times
 * s_i^2.
 *
 * @param coefficient c &gt; 0; s_1^2 = c sigma_1^2. Larger steps travel further but blur what the
 *     finest level can resolve; too large ones diverge
 * @param noiseExponent p &gt;= 0; s_i^2 = c (sqrt(1 - abar_{i-1}) / sqrt(1 - abar_0))^p sigma_i^2:
 *     how much longer steps are where the target level is noisier. Both papers use 1 for images;
 *     CDRL's 2-D program uses 0
 */
public record StepSize(double coefficient, double noiseExponent) {
  /** CDRL on images (the official program's constants). */
  public static final StepSize CDRL_IMAGE = new StepSize(4e-4, 1);

  /** DRL T6 (b^2 = 2e-4). */
  public static final StepSize DRL = new StepSize(2e-4, 1);

  /** CDRL's 2-D program: 2e-3 / sqrt(1 - abar_0), the same at every level. */
  public static final StepSize CDRL_TOY = new StepSize(2e-3 / NoiseSchedule.cdrl(6).noise(0), 0);

  public StepSize {
    if (!(coefficient > 0) || Double.isInfinite(coefficient)) {
      throw new IllegalArgumentException(
          "The Langevin step coefficient must be positive and finite, not " + coefficient);
    }
    if (!(noiseExponent >= 0) || Double.isInfinite(noiseExponent)) {
      throw new IllegalArgumentException(
          "The noise exponent of the Langevin step must be at least 0 and finite, not "
              + noiseExponent);
    }
  }

  /** s_i^2 of transition i = 1..T. */
  public double variance(NoiseSchedule schedule, int i) {
    double ratio = schedule.noise(i - 1) / schedule.noise(0);
    return coefficient * Math.pow(ratio, noiseExponent) * schedule.sigmaSquared(i);
  }
}
