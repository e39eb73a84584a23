package org.cdrl.internal.sampling;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.cdrl.config.Denoising;
import org.cdrl.config.Kernel;

/**
 * How rows are drawn, whatever they are.
 *
 * @param trainedSteps K, Langevin steps per level in training
 * @param langevinSteps K'
 * @param kernel of the chains
 * @param denoising the last step
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
    Denoising denoising,
    int passes,
    boolean clipped,
    int batch,
    long seed)
    implements SamplingSettingsBuilder.With {
  public SamplingSettings {
    requireSome(langevinSteps, "langevinSteps must be at least 1, not ");
    requireSome(passes, "fillPasses must be at least 1, not ");
    requireSome(batch, "A batch needs at least 1 row, not ");
  }

  private static void requireSome(int value, String otherwise) {
    if (value < 1) {
      throw new IllegalArgumentException(otherwise + value);
    }
  }

  /** The defaults for a model: as many steps as in training. */
  public static SamplingSettings of(int trainedSteps, Denoising denoising, int batch) {
    return new SamplingSettings(
        trainedSteps, trainedSteps, Kernel.ULA, denoising, 8, false, batch, 0);
  }

  /** K / K': fewer steps than in training are longer; more are not shorter. */
  double stepScale() {
    return Math.max(1, (double) trainedSteps / langevinSteps);
  }
}
