package org.cdrl.internal.sampling;

import java.util.SplittableRandom;
import org.cdrl.internal.energy.Expression;

/**
 * What energies and initializers tell of rows that are given.
 *
 * @param dataVariance of the coordinates of x_0, as initializers take it
 */
public record Scoring(Sampling of, double dataVariance) {
  /**
   * log p(y_{i-1}) up to a constant per level.
   *
   * @param rows [n][d], in the data's units
   * @return [transitions][n], nats
   */
  public float[][] logDensities(float[][] rows, int... transitions) {
    Expression expression = of.within(0, rows.length);
    ScoreProgram program = of.programs().score(expression);
    return perLevel(
        rows,
        new float[transitions.length][rows.length],
        (at, x) -> program.score(expression, at, x, transitions));
  }

  /**
   * Squared differences of the initializer's predictions, the mean over several noises, of which
   * every second one is the negative of the one before.
   *
   * @param rows [n][d], in the data's units
   * @param draws number of noises, the same for all rows
   * @return [transitions][n][d]
   */
  public float[][][] denoisingSquares(float[][] rows, int draws, int... transitions) {
    return perLevel(
        rows,
        new float[transitions.length][rows.length][],
        denoising(draws, transitions, rows.length));
  }

  /** Their sums over coordinates, [transitions][n]. */
  public float[][] denoisingErrors(float[][] rows, int draws, int... transitions) {
    Told<float[][][]> squares = denoising(draws, transitions, rows.length);
    return perLevel(
        rows, new float[transitions.length][rows.length], (at, x) -> sums(squares.of(at, x)));
  }

  private Told<float[][][]> denoising(int draws, int[] transitions, int n) {
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
    Expression expression = of.within(0, n);
    DenoisingProgram program = of.programs().denoising(expression, dataVariance);
    int most = of.pieces().most();
    return (at, x) -> program.squares(expression, at, x, noises, most, transitions);
  }

  private static float[][] sums(float[][][] squares) {
    float[][] sums = new float[squares.length][squares[0].length];
    for (int t = 0; t < sums.length; t++) {
      for (int r = 0; r < sums[t].length; r++) {
        for (float square : squares[t][r]) {
          sums[t][r] += square;
        }
      }
    }
    return sums;
  }

  private interface Told<T> {
    /** What is told of scaled rows, by level, the first of which has number {@code from}. */
    T of(int from, float[][] x);
  }

  /**
   * Asks piece by piece.
   *
   * @param all arrays per level of what is told of all rows, to be filled
   */
  private <T> T[] perLevel(float[][] rows, T[] all, Told<T[]> told) {
    float[][] scaled = of.scaling().scale(rows);
    of.pieces()
        .ofGiven(
            rows.length,
            (at, count, size) -> {
              T[] part = told.of(at, Pieces.rows(scaled, at, count, size));
              for (int n = 0; n < all.length; n++) {
                System.arraycopy(part[n], 0, all[n], at, count);
              }
            });
    return all;
  }
}
