package org.cdrl.internal.sampling;

import java.util.SplittableRandom;

/**
 * Chains down the absorbing levels: masked columns of rows are revealed one by one, in random
 * order, each drawn from its distribution given those that are known.
 */
public final class Revealing {
  private final Conditional conditional;
  private final double[][] factors;

  /**
   * Prepares chains.
   *
   * @param factors by which every token's probability is multiplied [d][tokens], 0 for tokens that
   *     must not be; null for columns without
   */
  public Revealing(Conditional conditional, double[][] factors) {
    this.conditional = conditional;
    this.factors = factors;
  }

  /**
   * Draws what is masked, in place.
   *
   * @param tokens of rows [n][d], -1 where masked
   * @param common where the order of the columns comes from
   * @param own random numbers of every row
   */
  public void reveal(int[][] tokens, SplittableRandom common, SplittableRandom[] own) {
    for (int column : order(factors.length, common)) {
      boolean open = false;
      for (int[] row : tokens) {
        open |= row[column] < 0;
      }
      if (open) {
        draw(tokens, column, own, false);
      }
    }
  }

  /**
   * Draws every column once more given all others: a sweep of Gibbs sampling, in place.
   *
   * @param fixed columns that stay as they are [d]
   */
  public void sweep(
      int[][] tokens, boolean[] fixed, SplittableRandom common, SplittableRandom[] own) {
    for (int column : order(factors.length, common)) {
      if (!fixed[column]) {
        draw(tokens, column, own, true);
      }
    }
  }

  private void draw(int[][] tokens, int column, SplittableRandom[] own, boolean again) {
    float[][] logits = conditional.logits(tokens, column);
    for (int r = 0; r < tokens.length; r++) {
      double u = own[r].nextDouble();
      if (again || tokens[r][column] < 0) {
        tokens[r][column] = choose(logits[r], factors[column], u);
      }
    }
  }

  /** The columns in random order. */
  private static int[] order(int columns, SplittableRandom random) {
    int[] order = new int[columns];
    for (int n = 0; n < columns; n++) {
      int at = random.nextInt(n + 1);
      order[n] = order[at];
      order[at] = n;
    }
    return order;
  }

  private static int choose(float[] logits, double[] factors, double u) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < logits.length; k++) {
      if (factors == null || factors[k] > 0) {
        most = Math.max(most, logits[k]);
      }
    }
    double[] upTo = new double[logits.length];
    double sum = 0;
    int last = 0;
    for (int k = 0; k < logits.length; k++) {
      if (factors == null || factors[k] > 0) {
        sum += Math.exp(logits[k] - most) * (factors == null ? 1 : factors[k]);
        last = k;
      }
      upTo[k] = sum;
    }
    for (int k = 0; k < last; k++) {
      if (u * sum < upTo[k]) {
        return k;
      }
    }
    return last;
  }
}
