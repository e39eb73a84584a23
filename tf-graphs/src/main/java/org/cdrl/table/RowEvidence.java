package org.cdrl.table;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.cdrl.table.RowGroups.Nearest;

/**
 * What there is against a row, of several kinds; see {@link AnomalyEvidence}.
 *
 * @param values one per kind, higher is more anomalous: the logarithm of a sum of squares over
 *     columns, or -log p up to a constant
 * @param parts those squares, [kinds][columns]; a kind that is not made of columns has none
 */
record RowEvidence(double[] values, double[][] parts) {
  /** Evidence whose kinds are all made of columns. */
  static RowEvidence ofParts(double[][] parts) {
    return new RowEvidence(Arrays.stream(parts).mapToDouble(p -> log(sum(p))).toArray(), parts);
  }

  /** With values on another scale. */
  RowEvidence in(UnaryOperator<double[]> scale) {
    return new RowEvidence(scale.apply(values), parts);
  }

  /** With one more kind: the mean squared distance from the rows of the nearest group. */
  RowEvidence and(Nearest nearest) {
    double[] more = Arrays.copyOf(values, values.length + 1);
    more[values.length] = log(nearest.distance());
    double[][] moreParts = Arrays.copyOf(parts, parts.length + 1);
    moreParts[parts.length] = nearest.parts();
    return new RowEvidence(more, moreParts);
  }

  /** The evidence of kinds that are made of columns; the others have nothing against the row. */
  double[] ofColumns() {
    double[] told = values.clone();
    for (int t = 0; t < told.length; t++) {
      told[t] = parts[t].length == 0 ? Double.NEGATIVE_INFINITY : told[t];
    }
    return told;
  }

  /**
   * The same if a column's part were what it is in usual rows.
   *
   * @param usual parts, [kinds][columns]
   * @param distance squared, from the nearest group by the other columns: the last kind's rest
   */
  double[] withUsual(int column, double[][] usual, double distance) {
    double[] told = ofColumns();
    for (int t = 0; t < told.length; t++) {
      if (parts[t].length > 0) {
        double rest = t == told.length - 1 ? distance : sumWithout(parts[t], column);
        told[t] = log(rest + usual[t][column]);
      }
    }
    return told;
  }

  private static double sumWithout(double[] parts, int column) {
    double sum = 0;
    for (int c = 0; c < parts.length; c++) {
      sum += c == column ? 0 : parts[c];
    }
    return sum;
  }

  private static double sum(double[] parts) {
    return sumWithout(parts, -1);
  }

  /** The logarithm; of what no float can hold, that of a large number. */
  private static double log(double sum) {
    return Math.log(Math.max(Float.MIN_NORMAL, sum < Float.MAX_VALUE ? sum : Float.MAX_VALUE));
  }
}
