package org.cdrl.internal.training;

/**
 * What one iteration reports.
 *
 * @param energyGap mean of (f(y+) - f(y-)) / s_i^2, nats
 * @param energyLoss the loss whose gradient moved the energy
 * @param energyGradientNorm before clipping
 * @param initializerLoss mean squared distance from proposal to chain end; 0 for DRL
 * @param initializerGradientNorm before clipping
 */
public record Step(
    float energyGap,
    float energyLoss,
    float energyGradientNorm,
    float initializerLoss,
    float initializerGradientNorm) {
  /** How many numbers there are. */
  public static final int MEASURES = 5;

  /** The numbers, in order. */
  public float[] measures() {
    return new float[] {
      energyGap, energyLoss, energyGradientNorm, initializerLoss, initializerGradientNorm
    };
  }

  /** A step of such numbers. */
  public static Step of(float[] measures) {
    return new Step(measures[0], measures[1], measures[2], measures[3], measures[4]);
  }
}
