package org.cdrl;

import org.cdrl.internal.sampling.ChainProgram;
import org.cdrl.internal.sampling.LongChains;

/**
 * Where long chains stand; {@link Sampler#goOn} moves them.
 *
 * @param transition i: the chains move y_{i-1}
 * @param given the noisier rows x_i that the chains are pulled towards, in the networks' units,
 *     [n][d]; null for chains on the marginal density
 * @param moves how many they have made
 * @param rows where they are: x_{i-1} over its signal, in the data's units, [n][d]
 * @param logDensity of the chains' density there, up to a constant, [n]
 * @param acceptance share of accepted moves since the record before; 1 for ULA
 */
public record LongRun(
    int transition,
    float[][] given,
    int moves,
    float[][] rows,
    float[] logDensity,
    double acceptance) {
  /** Chains that start at rows, noised as those of their level are. */
  static LongRun begun(LongChains chains, float[][] start, boolean recovery) {
    LongChains.Noised noised = chains.noised(start);
    return at(chains, recovery ? noised.noisier() : null, noised.rows(), 0, 0);
  }

  /** These chains after so many moves. */
  LongRun moved(LongChains chains, int to) {
    return at(chains, given, rows, moves, to);
  }

  private static LongRun at(LongChains chains, float[][] given, float[][] rows, int from, int to) {
    ChainProgram.Stretch there = chains.run(given, rows, from, to);
    double accepted = 0;
    for (float ofRow : there.accepted()) {
      accepted += ofRow;
    }
    double share = to == from ? 1 : accepted / (to - from) / rows.length;
    return new LongRun(chains.transition(), given, to, there.y(), there.logDensity(), share);
  }
}
