package org.cdrl.internal.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of one column as tokens: each is a value that repeats, or a bin of values side by side.
 * Where cells are missing, the last token stands for that.
 *
 * <p>A column of few values, each seen often enough, has a token per value; labels always have. Any
 * other column has bins of about equally many training cells, and a token of its own for a value as
 * frequent as half a bin. Inside a bin, values are drawn uniformly in rank.
 */
public final class TokenCode {
  /** Columns with more values have bins. */
  private static final int MOST_VALUES = 128;

  private static final int BINS = 64;

  /** Training cells that a token needs on average, so that its frequency can be learned. */
  private static final int CELLS_PER_TOKEN = 5;

  /** Quantiles that tell where values are inside a bin. */
  private static final int NODES = 17;

  private final double[][] nodes;
  private final double[] shares;
  private final boolean ordered;
  private final boolean whole;
  private final boolean gaps;

  private TokenCode(
      double[][] nodes, double[] shares, boolean ordered, boolean whole, boolean gaps) {
    this.nodes = nodes;
    this.shares = shares;
    this.ordered = ordered;
    this.whole = whole;
    this.gaps = gaps;
  }

  /**
   * The code of labels.
   *
   * @param cells positions of labels, NaN where missing
   * @param labels how many there are
   */
  public static TokenCode ofLabels(double[] cells, int labels) {
    double[][] nodes = new double[labels][1];
    int[] counts = new int[labels];
    for (int k = 0; k < labels; k++) {
      nodes[k][0] = k;
    }
    int missing = 0;
    for (double cell : cells) {
      if (Double.isNaN(cell)) {
        missing++;
      } else {
        counts[(int) cell]++;
      }
    }
    return new TokenCode(nodes, shares(counts, missing, cells.length), false, true, missing > 0);
  }

  /**
   * The code of numbers.
   *
   * @param cells NaN where missing; one at least is not
   */
  public static TokenCode ofNumbers(double[] cells) {
    double[] sorted = Arrays.stream(cells).filter(c -> !Double.isNaN(c)).sorted().toArray();
    List<double[]> groups = groups(sorted);
    double[][] nodes = new double[groups.size()][];
    int[] counts = new int[nodes.length];
    for (int k = 0; k < nodes.length; k++) {
      counts[k] = groups.get(k).length;
      nodes[k] = nodes(groups, k);
    }
    int missing = cells.length - sorted.length;
    boolean whole = Arrays.stream(sorted).allMatch(cell -> cell == Math.rint(cell));
    return new TokenCode(nodes, shares(counts, missing, cells.length), true, whole, missing > 0);
  }

  private static double[] shares(int[] counts, int missing, int rows) {
    double[] shares = new double[counts.length + (missing > 0 ? 1 : 0)];
    for (int k = 0; k < counts.length; k++) {
      shares[k] = (double) counts[k] / rows;
    }
    if (missing > 0) {
      shares[counts.length] = (double) missing / rows;
    }
    return shares;
  }

  /** The sorted cells of every token. */
  private static List<double[]> groups(double[] sorted) {
    long values = Arrays.stream(sorted).distinct().count();
    boolean few = values <= MOST_VALUES && sorted.length >= CELLS_PER_TOKEN * values;
    int bins = Math.max(1, Math.min(BINS, sorted.length / CELLS_PER_TOKEN));
    double size = (double) sorted.length / bins;
    List<double[]> groups = new ArrayList<>();
    int begin = 0;
    for (int at = 0; at < sorted.length; ) {
      int end = at;
      while (end < sorted.length && sorted[end] == sorted[at]) {
        end++;
      }
      boolean alone = few || end - at >= Math.max(size / 2, CELLS_PER_TOKEN);
      if (alone && begin < at) {
        groups.add(Arrays.copyOfRange(sorted, begin, at));
        begin = at;
      }
      if (alone || end - begin >= size || end == sorted.length) {
        groups.add(Arrays.copyOfRange(sorted, begin, end));
        begin = end;
      }
      at = end;
    }
    return groups;
  }

  /** Quantiles of a bin, from and to the middle between it and its neighbours; or a lone value. */
  private static double[] nodes(List<double[]> groups, int k) {
    double[] cells = groups.get(k);
    double least = cells[0];
    double most = cells[cells.length - 1];
    if (least == most) {
      return new double[] {least};
    }
    int inner = Math.min(NODES - 2, cells.length);
    double[] nodes = new double[inner + 2];
    for (int n = 0; n < inner; n++) {
      nodes[n + 1] = cells[(int) ((n + .5) * cells.length / inner)];
    }
    nodes[0] = border(groups, k - 1, least);
    nodes[inner + 1] = border(groups, k + 1, most);
    return nodes;
  }

  private static double border(List<double[]> groups, int neighbour, double own) {
    if (neighbour < 0 || neighbour == groups.size()) {
      return own;
    }
    double[] cells = groups.get(neighbour);
    if (cells[0] == cells[cells.length - 1]) {
      return own;
    }
    return (own + (cells[0] > own ? cells[0] : cells[cells.length - 1])) / 2;
  }

  /** The number of tokens. */
  public int count() {
    return shares.length;
  }

  /** The share of training cells of every token. */
  public double[] shares() {
    return shares.clone();
  }

  /** Whether tokens have an order, that of their values; "missing" has no place in it. */
  public boolean ordered() {
    return ordered;
  }

  /** Whether a token is a bin of several values. */
  public boolean isBin(int token) {
    return token < nodes.length && nodes[token].length > 1;
  }

  /** Whether training cells were missing. */
  public boolean hasGaps() {
    return gaps;
  }

  /** The number of tokens that are not "missing". */
  public int present() {
    return nodes.length;
  }

  /** The token of a cell, the nearest one of a value that was not in training; NaN is missing. */
  public int token(double cell) {
    if (Double.isNaN(cell)) {
      if (!gaps) {
        throw new IllegalArgumentException("No cell was missing in training");
      }
      return nodes.length;
    }
    int low = 0;
    int high = nodes.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      double end = nodes[middle][nodes[middle].length - 1];
      double next = nodes[middle + 1][0];
      if (cell > end && cell - end > next - cell) {
        low = middle + 1;
      } else if (cell <= end || cell - end <= next - cell) {
        high = middle;
      }
    }
    return low;
  }

  /**
   * A cell of a token.
   *
   * @param u from 0 to 1, where in the bin
   * @return NaN for missing
   */
  public double cell(int token, double u) {
    if (token == nodes.length) {
      return Double.NaN;
    }
    double[] at = nodes[token];
    if (at.length == 1) {
      return at[0];
    }
    // The outer two gaps hold half as many cells as the inner ones.
    int inner = at.length - 2;
    double position = u * inner - .5;
    double cell;
    if (position < 0) {
      cell = at[0] + 2 * (position + .5) * (at[1] - at[0]);
    } else if (position >= inner - 1) {
      cell = at[inner] + 2 * (position - inner + 1) * (at[inner + 1] - at[inner]);
    } else {
      int n = (int) position;
      cell = at[n + 1] + (position - n) * (at[n + 2] - at[n + 1]);
    }
    return whole ? Math.rint(cell) : cell;
  }
}
