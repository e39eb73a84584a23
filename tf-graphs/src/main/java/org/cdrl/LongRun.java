package org.cdrl;

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
    double acceptance) {}
