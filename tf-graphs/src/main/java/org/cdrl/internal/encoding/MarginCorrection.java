package org.cdrl.internal.encoding;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.value.RowWeights;

/**
 * Puts right what a sampler does wrong in single columns: a monotone map per number's coordinate
 * that takes the quantiles of drawn rows to those of training rows. Order, and so everything that
 * goes together by order, stays as it was drawn.
 *
 * @param drawn quantiles of drawn coordinates, [coordinates][knots], not decreasing; no knots for
 *     coordinates that stay as they are
 * @param training quantiles of training coordinates at the same shares
 */
public record MarginCorrection(float[][] drawn, float[][] training) {
  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Fewer than rows, so that chance among them is not followed. */
  private static final int KNOTS = 101;

  /** Checks the sizes. */
  public MarginCorrection {
    boolean good =
        drawn.length == training.length
            && IntStream.range(0, drawn.length)
                .allMatch(k -> drawn[k].length == training[k].length);
    if (!good) {
      throw new IllegalArgumentException("no correction has as many quantiles on one side only");
    }
  }

  /** Leaves points as they are. */
  public static MarginCorrection none(int coordinates) {
    return new MarginCorrection(new float[coordinates][0], new float[coordinates][0]);
  }

  /**
   * Compares points. Only cells that are not missing count.
   *
   * @param drawn [n][width], as a sampler made them
   * @param training [rows][width], NaN where a cell is missing
   * @param weights of the training points
   */
  public static MarginCorrection of(
      TableEncoding encoding, float[][] drawn, float[][] training, RowWeights weights) {
    MarginCorrection correction = none(encoding.width());
    double[][] cells =
        Arrays.stream(drawn).map(x -> encoding.decode(x, true)).toArray(double[][]::new);
    for (int c = 0; c < encoding.codes().size(); c++) {
      int column = c;
      int k = encoding.first(c);
      if (encoding.codes().get(c) instanceof NumericCode) {
        int[] present =
            IntStream.range(0, drawn.length).filter(r -> !Double.isNaN(cells[r][column])).toArray();
        int[] known =
            IntStream.range(0, training.length)
                .filter(r -> !Float.isNaN(training[r][k]) && weights.of(r) > 0)
                .toArray();
        if (present.length >= KNOTS) {
          double[] shares = shares(present.length);
          correction.drawn[k] =
              quantiles(drawn, k, present, RowWeights.equal(drawn.length), shares);
          correction.training[k] = quantiles(training, k, known, weights, shares);
        }
      }
    }
    return correction;
  }

  /** Shares whose normal scores are evenly spaced, so that tails have knots too. */
  private static double[] shares(int rows) {
    double end = NORMAL.inverseCumulativeProbability(.5 / rows);
    return IntStream.range(0, KNOTS)
        .mapToDouble(j -> NORMAL.cumulativeProbability(end * (1 - 2. * j / (KNOTS - 1))))
        .toArray();
  }

  /** Each row is at the middle of its weight; between rows quantiles are interpolated. */
  private static float[] quantiles(
      float[][] points, int k, int[] rows, RowWeights weights, double[] shares) {
    int[] order =
        Arrays.stream(rows)
            .boxed()
            .sorted((a, b) -> Float.compare(points[a][k], points[b][k]))
            .mapToInt(Integer::intValue)
            .toArray();
    double all = Arrays.stream(order).mapToDouble(weights::of).sum();
    float[] quantiles = new float[shares.length];
    double below = 0;
    double middle = 0;
    double before = 0;
    int at = -1;
    for (int j = 0; j < shares.length; j++) {
      double wanted = shares[j] * all;
      while (at + 1 < order.length && (at < 0 || middle < wanted)) {
        at++;
        before = middle;
        middle = below + weights.of(order[at]) / 2;
        below += weights.of(order[at]);
      }
      float here = points[order[at]][k];
      double part = at == 0 ? 1 : Math.min(1, (wanted - before) / (middle - before));
      quantiles[j] = at == 0 ? here : (float) (points[order[at - 1]][k] * (1 - part) + here * part);
    }
    return quantiles;
  }

  /** The point with corrected coordinates, in place. */
  public void apply(float[] x) {
    for (int k = 0; k < x.length; k++) {
      if (drawn[k].length > 0) {
        x[k] = corrected(x[k], drawn[k], training[k]);
      }
    }
  }

  private static float corrected(float x, float[] from, float[] to) {
    int last = from.length - 1;
    if (x <= from[0] || x >= from[last]) {
      int end = x <= from[0] ? 0 : last;
      return x + to[end] - from[end];
    }
    int found = Arrays.binarySearch(from, x);
    int right = found >= 0 ? Math.min(last, found + 1) : -found - 1;
    float gap = from[right] - from[right - 1];
    return gap > 0
        ? to[right - 1] + (x - from[right - 1]) / gap * (to[right] - to[right - 1])
        : to[right];
  }
}
