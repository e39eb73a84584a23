package org.cdrl.internal.encoding;

import java.util.Arrays;
import org.cdrl.value.RowWeights;

/** The empirical distribution of one coordinate over some points, each with its weight. */
final class Margin {
  private final float[] values;
  private final double[] weights;
  private final double all;

  /**
   * Sorts the values.
   *
   * @param points [n][width]
   * @param k the coordinate
   * @param rows of the points that count, at least one
   * @param weights of all points
   */
  Margin(float[][] points, int k, int[] rows, RowWeights weights) {
    int[] order =
        Arrays.stream(rows)
            .boxed()
            .sorted((a, b) -> Float.compare(points[a][k], points[b][k]))
            .mapToInt(Integer::intValue)
            .toArray();
    values = new float[order.length];
    for (int i = 0; i < order.length; i++) {
      values[i] = points[order[i]][k];
    }
    this.weights = Arrays.stream(order).mapToDouble(weights::of).toArray();
    all = Arrays.stream(this.weights).sum();
  }

  /** Rows of equal weight that tell as much, (sum of w)^2 / sum of w^2. */
  double size() {
    return all * all / Arrays.stream(weights).map(w -> w * w).sum();
  }

  /** The largest difference of both distribution functions, sup |F - G| (Kolmogorov, Smirnov). */
  double distance(Margin other) {
    double largest = 0;
    double here = 0;
    double there = 0;
    int i = 0;
    int j = 0;
    while (i < values.length && j < other.values.length) {
      float at = Math.min(values[i], other.values[j]);
      while (i < values.length && values[i] == at) {
        here += weights[i++];
      }
      while (j < other.values.length && other.values[j] == at) {
        there += other.weights[j++];
      }
      largest = Math.max(largest, Math.abs(here / all - there / other.all));
    }
    return largest;
  }

  /**
   * Quantiles; each row is at the middle of its weight, and between rows they are interpolated.
   *
   * @param shares increasing, from 0 to 1
   */
  float[] quantiles(double[] shares) {
    float[] quantiles = new float[shares.length];
    double below = 0;
    double middle = 0;
    double before = 0;
    int at = -1;
    for (int j = 0; j < shares.length; j++) {
      double wanted = shares[j] * all;
      while (at + 1 < values.length && (at < 0 || middle < wanted)) {
        at++;
        before = middle;
        middle = below + weights[at] / 2;
        below += weights[at];
      }
      float here = values[at];
      double part = at == 0 ? 1 : Math.min(1, (wanted - before) / (middle - before));
      quantiles[j] = at == 0 ? here : (float) (values[at - 1] * (1 - part) + here * part);
    }
    return quantiles;
  }
}
