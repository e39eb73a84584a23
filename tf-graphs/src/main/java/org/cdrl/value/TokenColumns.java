package org.cdrl.value;

import java.util.Arrays;

/**
 * Columns of tokens side by side: a row has one token per column, and a place for each of them.
 *
 * @param counts tokens of every column [d]
 * @param shares how frequent every token is [V], all columns side by side; above 0
 * @param basis functions of the token's value [V][J], 0 for tokens without a place in an order
 * @param free 1 for tokens that are learned on their own too, 0 for those that follow from the
 *     basis alone [V]
 */
public record TokenColumns(int[] counts, float[] shares, float[][] basis, float[] free) {
  /** The number of columns, d. */
  public int size() {
    return counts.length;
  }

  /** The number of tokens of all columns, V. */
  public int tokens() {
    return Arrays.stream(counts).sum();
  }

  /** The number of basis functions of all columns, J. */
  public int functions() {
    return basis[0].length;
  }

  /** The first place of every column. */
  public int[] firsts() {
    int[] firsts = counts.clone();
    Arrays.parallelPrefix(firsts, Integer::sum);
    Arrays.setAll(firsts, c -> firsts[c] - counts[c]);
    return firsts;
  }

  /** The same columns, with tokens that have a place in an order learned from the basis alone. */
  public TokenColumns tied() {
    float[] tied = free.clone();
    for (int v = 0; v < tied.length; v++) {
      for (float function : basis[v]) {
        tied[v] = function != 0 ? 0 : tied[v];
      }
    }
    return new TokenColumns(counts, shares, basis, tied);
  }
}
