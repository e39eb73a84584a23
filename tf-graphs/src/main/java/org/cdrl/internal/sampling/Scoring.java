package org.cdrl.internal.sampling;

import java.util.SplittableRandom;
import org.cdrl.internal.energy.Expression;

/** What energies and initializers tell of rows that are given. */
public record Scoring(Sampling of) {
  /**
   * log p(y_{i-1}) up to a constant per level.
   *
   * @param rows [n][d], in the data's units
   * @return [transitions][n], nats
   */
  public float[][] logDensities(float[][] rows, int... transitions) {
    Expression expression = of.within(0, rows.length);
    ScoreProgram program = of.programs().score(expression);
    return perLevel(rows, transitions, (at, x) -> program.score(expression, at, x, transitions));
  }

  /**
   * Squared distances of the initializer's predictions, the mean over several noises, of which
   * every second one is the negative of the one before.
   *
   * @param rows [n][d], in the data's units
   * @param draws number of noises, the same for all rows
   * @param dataVariance of the coordinates of x_0
   * @return [transitions][n]
   */
  public float[][] denoisingErrors(
      float[][] rows, int draws, double dataVariance, int... transitions) {
    if (draws < 1) {
      throw new IllegalArgumentException("draws must be at least 1, not " + draws);
    }
    SplittableRandom random = new SplittableRandom(of.settings().seed());
    float[][] noises = new float[draws][of.diffusion().dimension()];
    for (int m = 0; m < draws; m++) {
      for (int j = 0; j < noises[m].length; j++) {
        noises[m][j] = m % 2 == 1 ? -noises[m - 1][j] : (float) random.nextGaussian();
      }
    }
    Expression expression = of.within(0, rows.length);
    DenoisingProgram program = of.programs().denoising(expression, dataVariance);
    int most = of.pieces().most();
    return perLevel(
        rows,
        transitions,
        (at, x) -> program.distances(expression, at, x, noises, most, transitions));
  }

  private interface Scores {
    /** Numbers of scaled rows, [transitions][rows], the first of which has number {@code from}. */
    float[][] of(int from, float[][] x);
  }

  private float[][] perLevel(float[][] rows, int[] transitions, Scores scores) {
    float[][] scaled = of.scaling().scale(rows);
    float[][] all = new float[transitions.length][rows.length];
    of.pieces()
        .ofGiven(
            rows.length,
            (at, count, size) -> {
              float[][] part = scores.of(at, Pieces.rows(scaled, at, count, size));
              for (int n = 0; n < all.length; n++) {
                System.arraycopy(part[n], 0, all[n], at, count);
              }
            });
    return all;
  }
}
