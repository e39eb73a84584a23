package org.cdrl.internal.training;

import java.util.SplittableRandom;
import org.cdrl.value.TokenColumns;

/**
 * Rows of tokens of which some are masked, as a {@link MaskedTraining} is fed with them: the number
 * of masked columns is uniform from 1 to d, and they are any.
 *
 * @param places where a row has a token, or a mask after all tokens, in the flat [B, V + d]
 * @param targets where the tokens are in the flat [B, V]
 * @param counts how much a cell's loss counts: d over the masked ones of its row that are known, 0
 *     for all others, [B d]
 */
record MaskedBatch(int[] places, int[] targets, float[] counts) {
  /**
   * Masks rows.
   *
   * @param rows tokens [B][d], -1 where unknown: masked, and not learned from
   */
  static MaskedBatch of(TokenColumns columns, int[][] rows, SplittableRandom random) {
    int d = columns.size();
    int width = columns.tokens();
    int[] firsts = columns.firsts();
    int[] places = new int[rows.length * d];
    int[] targets = new int[places.length];
    float[] counts = new float[places.length];
    int[] order = new int[d];
    for (int r = 0; r < rows.length; r++) {
      int[] row = rows[r];
      int masked = choose(order, random);
      int learned = 0;
      for (int n = 0; n < masked; n++) {
        learned += row[order[n]] < 0 ? 0 : 1;
      }
      for (int n = 0; n < d; n++) {
        int c = order[n];
        int cell = r * d + c;
        boolean hidden = n < masked || row[c] < 0;
        places[cell] = r * (width + d) + (hidden ? width + c : firsts[c] + row[c]);
        targets[cell] = r * width + firsts[c] + Math.max(0, row[c]);
        counts[cell] = n < masked && row[c] >= 0 ? (float) d / learned : 0;
      }
    }
    return new MaskedBatch(places, targets, counts);
  }

  /** Passes over the random numbers that mask so many rows. */
  static void skip(TokenColumns columns, int rows, SplittableRandom random) {
    int[] order = new int[columns.size()];
    for (int r = 0; r < rows; r++) {
      choose(order, random);
    }
  }

  /** How many columns are masked: the first ones of an order that is chosen, too. */
  private static int choose(int[] order, SplittableRandom random) {
    shuffle(order, random);
    return 1 + random.nextInt(order.length);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int n = 0; n < order.length; n++) {
      int at = random.nextInt(n + 1);
      order[n] = order[at];
      order[at] = n;
    }
  }
}
