package org.cdrl.internal.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.internal.energy.Expression;
import org.cdrl.schedule.NoiseSchedule;

/**
 * Runs chains for long at one level: on its marginal density, or on the recovery likelihood, given
 * noisier rows.
 *
 * @param transition i: the chains move y_{i-1}
 */
public record LongChains(Sampling of, int transition) {
  /** Moves of a run, at most. */
  private static final int MOST_MOVES = (1 << 24) - 1;

  /**
   * Noised rows.
   *
   * @param rows x_{i-1} over its signal, in the data's units, [n][d]
   * @param noisier x_i from them, in the networks' units, [n][d]
   */
  public record Noised(float[][] rows, float[][] noisier) {}

  /**
   * Noises rows to this level, and on to the next: x_{i-1} is a draw of the recovery likelihood
   * given x_i.
   *
   * @param data [n][d], in the data's units
   */
  public Noised noised(float[][] data) {
    NoiseSchedule schedule = of.diffusion().schedule();
    SplittableRandom random = new SplittableRandom(of.settings().seed());
    float[][] x = of.scaling().scale(data);
    noise(x, schedule.signal(transition - 1), schedule.noise(transition - 1), random);
    float[][] noisier = Arrays.stream(x).map(float[]::clone).toArray(float[][]::new);
    noise(noisier, Math.sqrt(schedule.rho(transition)), schedule.sigma(transition), random);
    rescale(x, 1 / schedule.signal(transition - 1));
    return new Noised(of.scaling().restore(x), noisier);
  }

  /**
   * Runs moves first .. last-1 of chains.
   *
   * @param noisier x_i, in the networks' units, [n][d]; null for the marginal density
   * @param rows where the chains stand, in the data's units, [n][d]
   * @return where they are then, in the data's units
   */
  public ChainProgram.Stretch run(float[][] noisier, float[][] rows, int first, int last) {
    if (first < 0 || last < first || last > MOST_MOVES) {
      throw new IllegalArgumentException(
          "Chains make from 0 to "
              + MOST_MOVES
              + " moves and do not go back; asked for "
              + first
              + " to "
              + last);
    }
    Expression expression = of.within(0, rows.length);
    ChainProgram program =
        of.programs()
            .chain(
                expression,
                of.settings().kernel(),
                transition,
                noisier != null,
                of.settings().clipped());
    double root = program.root() * of.diffusion().schedule().signal(transition - 1);
    float[][] start = of.scaling().scale(rows);
    rescale(start, root);
    float[][] y = new float[rows.length][];
    float[] logs = new float[rows.length];
    float[] accepted = new float[rows.length];
    of.pieces()
        .ofGiven(
            rows.length,
            (at, count, size) -> {
              float[][] centre = noisier == null ? null : Pieces.rows(noisier, at, count, size);
              float[][] piece = Pieces.rows(start, at, count, size);
              ChainProgram.Stretch stretch =
                  program.run(
                      expression,
                      new ChainProgram.Run(of.settings().seed(), at, first, last),
                      centre,
                      piece);
              System.arraycopy(stretch.y(), 0, y, at, count);
              System.arraycopy(stretch.logDensity(), 0, logs, at, count);
              System.arraycopy(stretch.accepted(), 0, accepted, at, count);
            });
    rescale(y, 1 / root);
    return new ChainProgram.Stretch(of.scaling().restore(y), logs, accepted);
  }

  /** x becomes factor x + deviation e. */
  private static void noise(float[][] x, double factor, double deviation, SplittableRandom random) {
    for (float[] row : x) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (float) (factor * row[c] + deviation * random.nextGaussian());
      }
    }
  }

  private static void rescale(float[][] y, double factor) {
    for (float[] row : y) {
      for (int c = 0; c < row.length; c++) {
        row[c] *= (float) factor;
      }
    }
  }
}
