package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Chains down the absorbing levels: masked columns of rows are revealed one by one, in random
 * order, each drawn from its distribution given those that are known.
 */
public final class Revealing {
  /** How often columns of which some tokens must not be are drawn anew. */
  private static final int SWEEPS = 10;

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
   * Draws what is masked, in place: first the columns of which some tokens must not be, so that all
   * others follow from those that remain. Where there are several, they are drawn anew given each
   * other a few times, for the first of them did not know what the others are left with.
   *
   * @param tokens of rows [n][d], -1 where masked
   * @param common where the order of the columns comes from
   * @param own random numbers of every row
   */
  public void reveal(int[][] tokens, SplittableRandom common, SplittableRandom[] own) {
    reveal(tokens, new boolean[factors.length], common, own);
  }

  /**
   * The same for some of the columns.
   *
   * @param left columns that stay masked where they are [d]
   */
  public void reveal(
      int[][] tokens, boolean[] left, SplittableRandom common, SplittableRandom[] own) {
    int[] order =
        IntStream.of(order(factors.length, common)).filter(column -> !left[column]).toArray();
    List<boolean[]> bound = new ArrayList<>();
    int[] first = IntStream.of(order).filter(column -> factors[column] != null).toArray();
    for (int column : first) {
      bound.add(draw(tokens, column, own, masked(tokens, column)));
    }
    alone(bound);
    for (int n = 0; n < SWEEPS && first.length > 1; n++) {
      for (int k = 0; k < first.length; k++) {
        draw(tokens, first[k], own, bound.get(k));
      }
    }
    for (int column : order) {
      if (factors[column] == null) {
        draw(tokens, column, own, masked(tokens, column));
      }
    }
  }

  /** Takes out rows with one column only. */
  private static void alone(List<boolean[]> columns) {
    for (int r = 0; !columns.isEmpty() && r < columns.get(0).length; r++) {
      int row = r;
      if (columns.stream().filter(column -> column[row]).count() == 1) {
        columns.forEach(column -> column[row] = false);
      }
    }
  }

  private static boolean[] masked(int[][] tokens, int column) {
    boolean[] masked = new boolean[tokens.length];
    for (int r = 0; r < masked.length; r++) {
      masked[r] = tokens[r][column] < 0;
    }
    return masked;
  }

  /**
   * Draws columns given each other until the joint distribution is one whose conditionals these
   * are, if not yet: what is revealed first does not know what a product of several makes of the
   * rest.
   *
   * @param fixed columns that stay as they are [d]
   */
  public void settle(
      int[][] tokens, boolean[] fixed, SplittableRandom common, SplittableRandom[] own) {
    for (int n = 0; n < SWEEPS; n++) {
      sweep(tokens, fixed, common, own);
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
        boolean[] all = new boolean[tokens.length];
        Arrays.fill(all, true);
        draw(tokens, column, own, all);
      }
    }
  }

  /** Draws a column of some rows; returns these. */
  private boolean[] draw(int[][] tokens, int column, SplittableRandom[] own, boolean[] which) {
    int[] rows = IntStream.range(0, which.length).filter(r -> which[r]).toArray();
    if (rows.length > 0) {
      int[][] some = Arrays.stream(rows).mapToObj(r -> tokens[r]).toArray(int[][]::new);
      float[][] logits = conditional.logits(some, column);
      for (int n = 0; n < rows.length; n++) {
        some[n][column] = choose(logits[n], factors[column], own[rows[n]].nextDouble());
      }
    }
    return which;
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
