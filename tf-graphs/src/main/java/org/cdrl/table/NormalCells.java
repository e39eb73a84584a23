package org.cdrl.table;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.gaussian.IncompleteNormal;

/**
 * What the normal distribution of encoded rows, their conditions beside them, expects of missing
 * cells.
 *
 * @param normal of a row's coordinates and after them its conditions one-hot
 */
record NormalCells(ConditionColumns columns, TableEncoding encoding, IncompleteNormal normal) {
  /** Of wider rows the covariance takes more time and space than it is worth. */
  private static final int WIDEST = 500;

  /** Numbers are means over so many even quantiles of their coordinate. */
  private static final double[] QUANTILES = new double[16];

  static {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    Arrays.setAll(
        QUANTILES, q -> standard.inverseCumulativeProbability((q + .5) / QUANTILES.length));
  }

  /**
   * Fits rows.
   *
   * @param rows of the whole table
   * @return null if they are too wide
   */
  static NormalCells of(ConditionColumns columns, TableEncoding encoding, double[][] rows) {
    if (encoding.width() + columns.width() > WIDEST) {
      return null;
    }
    float[][] points =
        Arrays.stream(rows).map(row -> point(columns, encoding, row)).toArray(float[][]::new);
    for (int c = 0; c < points[0].length; c++) {
      int at = c;
      if (Arrays.stream(points).allMatch(point -> Float.isNaN(point[at]))) {
        points[0][c] = 0; // the middle of every code
      }
    }
    return new NormalCells(columns, encoding, IncompleteNormal.of(points));
  }

  private static float[] point(ConditionColumns columns, TableEncoding encoding, double[] row) {
    int width = encoding.width();
    float[] values = encoding.encodeGiven(columns.dataCells(row), false);
    float[] point = Arrays.copyOf(values, width + columns.width());
    columns.mark(row, point, width, Float.NaN);
    return point;
  }

  /**
   * What missing cells of data columns are expected to be.
   *
   * @param row of the whole table
   * @return by data column the mean of a number or the probabilities of the labels; null where a
   *     cell is there, or its column always has the same one
   */
  double[][] expect(double[] row) {
    IncompleteNormal.Expected expected = normal.expect(point(columns, encoding, row));
    double[] cells = columns.dataCells(row);
    double[][] told = new double[cells.length][];
    for (int k = 0; k < cells.length; k++) {
      if (Double.isNaN(cells[k])) {
        int at = encoding.first(k);
        if (encoding.codes().get(k) instanceof NumericCode code) {
          told[k] = new double[] {mean(code, expected.mean()[at], expected.deviation()[at])};
        } else if (encoding.codes().get(k) instanceof CategoryCode code && code.width() > 0) {
          int labels = encoding.schema().column(k).labels().size();
          told[k] = code.probabilities(expected.mean(), at, labels);
        }
      }
    }
    return told;
  }

  private static double mean(NumericCode code, double mean, double deviation) {
    float[] at = new float[1];
    double sum = 0;
    for (double quantile : QUANTILES) {
      at[0] = (float) (mean + deviation * quantile);
      sum += code.decode(at, 0);
    }
    return sum / QUANTILES.length;
  }
}
