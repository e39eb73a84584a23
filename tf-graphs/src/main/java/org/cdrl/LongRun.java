package org.cdrl;

/**
 * A long chain's record.
 *
 * @param steps after how many moves each record was made, the first 0
 * @param logDensity per record and row, up to a constant
 * @param rows where the chains ended, [n][d]
 * @param acceptance share of moves accepted; 1 for ULA
 */
public record LongRun(int[] steps, float[][] logDensity, float[][] rows, double acceptance) {}
