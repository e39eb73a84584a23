package org.cdrl.internal.sampling;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.cdrl.config.Kernel;

/**
 * How rows are drawn, whatever they are.
 *
 * @param trainedSteps K, Langevin steps per level in training
 * @param langevinSteps K'
 * @param kernel of the chains
 * @param denoising kappa of the last step; 0 for none, 1 for Tweedie's formula
 * @param passes runs of every level where values are filled in
 * @param clipped whether chains stay where values of images can be
 * @param batch rows that run together
 * @param seed of all noise
 */
@RecordBuilder
public record SamplingSettings(
    int trainedSteps,
    int langevinSteps,
    Kernel kernel,
    double denoising,
    int passes,
    boolean clipped,
    int batch,
    long seed)
    implements SamplingSettingsBuilder.With {
  /** The defaults for a model: as many steps as in training. */
  public static SamplingSettings of(int trainedSteps, double denoising, int batch) {
    return new SamplingSettings(
        trainedSteps, trainedSteps, Kernel.ULA, denoising, 8, false, batch, 0);
  }

  /** K / K': fewer steps than in training are longer; more are not shorter. */
  double stepScale() {
    return Math.max(1, (double) trainedSteps / langevinSteps);
  }
}
