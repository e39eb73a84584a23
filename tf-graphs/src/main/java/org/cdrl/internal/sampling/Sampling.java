package org.cdrl.internal.sampling;

import org.cdrl.internal.energy.Expression;
import org.cdrl.value.Scaling;

/**
 * A density and how rows are drawn from it: what drawing, filling in, scoring and long chains have
 * in common.
 *
 * @param programs of the first expert's model
 * @param diffusion what all experts share
 * @param scaling of the rows
 * @param expression the density
 * @param settings of the chains
 * @param pieces in which rows run
 */
public record Sampling(
    Programs programs,
    Diffusion diffusion,
    Scaling scaling,
    Expression expression,
    SamplingSettings settings,
    Pieces pieces) {
  DrawProgram program(DrawProgram.Mode mode) {
    return programs.draw(expression, settings.kernel(), mode, settings.clipped());
  }

  /** The numbers of a run of rows that are drawn. */
  DrawProgram.Run drawing(long first, int rows) {
    return run(first, rows, settings.drawPasses(), settings.insistence());
  }

  /** The numbers of a run of rows that are filled in. */
  DrawProgram.Run filling(long first, int rows) {
    return run(first, rows, settings.fillPasses(), 1);
  }

  private DrawProgram.Run run(long first, int rows, int passes, double insistence) {
    return new DrawProgram.Run(
        settings.seed(),
        first,
        rows,
        settings.langevinSteps(),
        settings.stepScale(),
        settings.denoising().kappa(),
        passes,
        insistence);
  }

  /** The density with conditions asked for n rows only. */
  Expression within(long first, int n) {
    return expression.within(first, first + n - 1);
  }
}
