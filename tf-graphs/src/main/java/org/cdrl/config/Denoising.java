package org.cdrl.config;

/** The final step from level 0 to data: x_0 += kappa (1 - abar_0) grad log p(x_0). */
public enum Denoising {
  /** None: x_0 is only rescaled. */
  NONE(0),
  /** Tweedie's formula, kappa = 1 (CDRL paper). */
  EXACT(1),
  /** kappa = 2, as the authors' program does. */
  OFFICIAL(2);

  private final double kappa;

  Denoising(double kappa) {
    this.kappa = kappa;
  }

  /** kappa. */
  public double kappa() {
    return kappa;
  }
}
