package org.cdrl.internal.sampling;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Denoising;
import org.cdrl.config.Kernel;
import org.cdrl.config.Method;

/**
 * How rows are drawn, whatever they are.
 *
 * @param trainedSteps K, Langevin steps per level in training
 * @param langevinSteps K'
 * @param kernel of the chains
 * @param denoising the last step
 * @param drawPasses runs of every level but the noisiest and that next to data where rows are
 *     drawn; 0 for as many as the density needs
 * @param insistence how often concepts count in proposals of those levels where rows are drawn
 * @param fillPasses runs of every level where values are filled in
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
    int drawPasses,
    double insistence,
    int fillPasses,
    boolean clipped,
    int batch,
    long seed)
    implements SamplingSettingsBuilder.With {
  /**
   * Four and three were found on one model of sprites and held on others
   * (docs/benchmarks/images.md).
   */
  private static final int COMPOSED_PASSES = 4;

  private static final double INSISTENCE = 3;

  public SamplingSettings {
    requireSome(langevinSteps, "langevinSteps must be at least 1, not ");
    requireSome(fillPasses, "fillPasses must be at least 1, not ");
    requireSome(batch, "A batch needs at least 1 row, not ");
  }

  private static void requireSome(int value, String otherwise) {
    if (value < 1) {
      throw new IllegalArgumentException(otherwise + value);
    }
  }

  /** The defaults for a model: as many steps as in training. */
  public static SamplingSettings of(CdrlConfig config, boolean images) {
    int steps = config.chains().langevinSteps();
    Denoising last = config.method() == Method.DRL ? Denoising.NONE : Denoising.EXACT;
    return new SamplingSettings(
        steps, steps, Kernel.ULA, last, 0, 1, 8, false, Pieces.most(images), 0);
  }

  /** The same with passes of rows that are drawn. */
  public SamplingSettings drawnIn(int passes) {
    requireSome(passes, "drawPasses must be at least 1, not ");
    return withDrawPasses(passes);
  }

  /**
   * What is asked for of a density. What few levels lose of a concept on the way, the next proposal
   * hardly brings back: composed images run their levels several times, and wherever concepts do,
   * proposals insist on them. Without that, passes alone draw fewer images right.
   */
  public SamplingSettings of(boolean images, boolean composed) {
    int passes = drawPasses > 0 ? drawPasses : images && composed ? COMPOSED_PASSES : 1;
    return withDrawPasses(passes).withInsistence(composed && passes > 1 ? INSISTENCE : 1);
  }

  /** K / K': fewer steps than in training are longer; more are not shorter. */
  double stepScale() {
    return Math.max(1, (double) trainedSteps / langevinSteps);
  }
}
