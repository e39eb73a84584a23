package org.cdrl.internal.sampling;

import java.util.Arrays;

/** The distribution of one column of tokens given some of the others. */
@FunctionalInterface
public interface Conditional {
  /**
   * Logits of a column's tokens, up to a constant per row.
   *
   * @param tokens of rows [n][d], -1 where masked; what they have in the column does not count
   * @return [n][tokens of the column]
   */
  float[][] logits(int[][] tokens, int column);

  /**
   * The same with other tokens in some columns, whatever rows have there.
   *
   * @param columns increasing or not
   * @param others a token for each, -1 to mask it
   */
  default Conditional with(int[] columns, int[] others) {
    return (tokens, column) -> {
      int[][] changed = new int[tokens.length][];
      for (int r = 0; r < tokens.length; r++) {
        changed[r] = tokens[r].clone();
        for (int k = 0; k < columns.length; k++) {
          changed[r][columns[k]] = others[k];
        }
      }
      return logits(changed, column);
    };
  }

  /**
   * This to the power of 1 + w, divided by that without some columns to the power of w: rows that
   * are more typical of these columns.
   *
   * @param conditions the columns
   * @param w 0 for as learned
   */
  default Conditional guided(int[] conditions, double w) {
    int[] masks = new int[conditions.length];
    Arrays.fill(masks, -1);
    return product(new Conditional[] {this, with(conditions, masks)}, 1 + w, -w);
  }

  /**
   * The product of several, each to the power of a weight. Exact where one column is left to draw;
   * else the columns drawn first do not know what the last ones will make of them.
   */
  static Conditional product(Conditional[] factors, double... weights) {
    return (tokens, column) -> {
      float[][] sum = null;
      for (int f = 0; f < factors.length; f++) {
        if (weights[f] == 0) {
          continue;
        }
        float[][] part = factors[f].logits(tokens, column);
        if (sum == null) {
          sum = new float[part.length][part.length == 0 ? 0 : part[0].length];
        }
        for (int r = 0; r < part.length; r++) {
          double total = logTotal(part[r]);
          for (int k = 0; k < part[r].length; k++) {
            sum[r][k] += (float) (weights[f] * (part[r][k] - total));
          }
        }
      }
      return sum;
    };
  }

  /** log of the sum of exp. */
  static double logTotal(float[] logits) {
    double most = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      most = Math.max(most, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - most);
    }
    return most + Math.log(sum);
  }
}
