package org.cdrl.internal.sampling;

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
public record SamplingSettings(
    int trainedSteps,
    int langevinSteps,
    Kernel kernel,
    double denoising,
    int passes,
    boolean clipped,
    int batch,
    long seed) {
  /** The defaults for a model: as many steps as in training. */
  public static SamplingSettings of(int trainedSteps, double denoising, int batch) {
    return new SamplingSettings(
        trainedSteps, trainedSteps, Kernel.ULA, denoising, 8, false, batch, 0);
  }

  /** K / K': fewer steps than in training are longer; more are not shorter. */
  double stepScale() {
    return Math.max(1, (double) trainedSteps / langevinSteps);
  }

  public SamplingSettings withLangevinSteps(int steps) {
    return new SamplingSettings(
        trainedSteps, steps, kernel, denoising, passes, clipped, batch, seed);
  }

  public SamplingSettings withKernel(Kernel other) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, other, denoising, passes, clipped, batch, seed);
  }

  public SamplingSettings withDenoising(double kappa) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, kernel, kappa, passes, clipped, batch, seed);
  }

  public SamplingSettings withPasses(int times) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, kernel, denoising, times, clipped, batch, seed);
  }

  public SamplingSettings withClipped(boolean clips) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, kernel, denoising, passes, clips, batch, seed);
  }

  public SamplingSettings withBatch(int rows) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, kernel, denoising, passes, clipped, rows, seed);
  }

  public SamplingSettings withSeed(long newSeed) {
    return new SamplingSettings(
        trainedSteps, langevinSteps, kernel, denoising, passes, clipped, batch, newSeed);
  }
}
