package org.cdrl.internal.sampling;

/** Runs chains for long on the marginal density of one level, and records their log-density. */
public record LongChains(Sampling of) {
  /** Moves of a run, at most. */
  private static final int MOST_MOVES = (1 << 24) - 1;

  /**
   * What was recorded.
   *
   * @param steps after how many moves each record was made, the first 0
   * @param logDensity per record and row, up to a constant
   * @param rows where the chains ended, [n][d], in the data's units
   * @param acceptance share of moves accepted
   */
  public record Records(int[] steps, float[][] logDensity, float[][] rows, double acceptance) {}

  /**
   * Runs chains.
   *
   * @param transition i: the chain moves y_{i-1}
   * @param start [n][d], in the data's units
   * @param moves how many
   * @param every moves between two records
   */
  public Records run(int transition, float[][] start, int moves, int every) {
    if (moves < 0 || moves > MOST_MOVES || every < 1) {
      throw new IllegalArgumentException(
          "moves must be from 0 to "
              + MOST_MOVES
              + " and every at least 1, not "
              + moves
              + " and "
              + every);
    }
    ChainProgram program = of.programs().chain(of.expression(), of.settings().kernel(), transition);
    double root = program.root() * of.diffusion().schedule().signal(transition - 1);
    float[][] y = of.scaling().scale(start);
    rescale(y, root);
    int records = 1 + (moves + every - 1) / every;
    int[] steps = new int[records];
    float[][] logs = new float[records][];
    double accepted = 0;
    int at = 0;
    for (int n = 0; n < records; n++) {
      Pieces.interruptible();
      int to = Math.min(moves, n * every);
      ChainProgram.Stretch stretch = program.run(of.expression(), y, at, to, of.settings().seed());
      y = stretch.y();
      at = to;
      steps[n] = to;
      logs[n] = stretch.logDensity();
      for (float a : stretch.accepted()) {
        accepted += a;
      }
    }
    rescale(y, 1 / root);
    return new Records(
        steps, logs, of.scaling().restore(y), moves == 0 ? 1 : accepted / moves / start.length);
  }

  private static void rescale(float[][] y, double factor) {
    for (float[] row : y) {
      for (int c = 0; c < row.length; c++) {
        row[c] *= (float) factor;
      }
    }
  }
}
