package org.cdrl.table;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.internal.encoding.CategoryCode;
import org.cdrl.internal.encoding.ColumnCode;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.Quantiles;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.internal.gaussian.IncompleteNormal;

/**
 * What a normal distribution of rows, their conditions beside them, expects of missing cells.
 *
 * @param plain whether numbers are as they are, in standard deviations from the least; else they
 *     are the encoding's coordinates
 * @param normal of the cells' coordinates, without those that tell whether cells are missing, and
 *     after them the conditions one-hot
 */
record NormalCells(
    ConditionColumns columns, TableEncoding encoding, boolean plain, IncompleteNormal normal) {
  /** Of wider rows the covariance takes more time and space than it is worth. */
  private static final int WIDEST = 500;

  /** Numbers are means over so many even quantiles of their coordinate. */
  private static final double[] QUANTILES = new double[16];

  static {
    NormalDistribution standard = NormalDistribution.of(0, 1);
    Arrays.setAll(
        QUANTILES, q -> standard.inverseCumulativeProbability((q + .5) / QUANTILES.length));
  }

  /** Whether rows are not too wide. */
  static boolean serves(ConditionColumns columns, TableEncoding encoding) {
    return width(columns, encoding) <= WIDEST;
  }

  /** The number of a row's coordinates. */
  static int width(ConditionColumns columns, TableEncoding encoding) {
    return encoding.codes().stream().mapToInt(ColumnCode::width).sum() + columns.width();
  }

  /**
   * Fits rows.
   *
   * @param rows of the whole table
   * @param shrinkage see {@link IncompleteNormal#of(float[][], double)}
   */
  static NormalCells of(
      ConditionColumns columns,
      TableEncoding encoding,
      double[][] rows,
      boolean plain,
      double shrinkage) {
    float[][] points =
        Arrays.stream(rows)
            .map(row -> point(columns, encoding, plain, row))
            .toArray(float[][]::new);
    for (int c = 0; c < points[0].length; c++) {
      int at = c;
      if (Arrays.stream(points).allMatch(point -> Float.isNaN(point[at]))) {
        points[0][c] = 0; // the middle of every code
      }
    }
    return new NormalCells(columns, encoding, plain, IncompleteNormal.of(points, shrinkage));
  }

  private static float[] point(
      ConditionColumns columns, TableEncoding encoding, boolean plain, double[] row) {
    double[] cells = columns.dataCells(row);
    float[] values = encoding.encodeGiven(cells, false);
    float[] point = new float[width(columns, encoding)];
    int at = 0;
    for (int k = 0; k < cells.length; k++) {
      int width = encoding.codes().get(k).width();
      System.arraycopy(values, encoding.first(k), point, at, width);
      if (plain && encoding.codes().get(k) instanceof NumericCode code) {
        point[at] = (float) ((cells[k] - code.quantiles().least()) / code.deviation());
      }
      at += width;
    }
    columns.mark(row, point, at, Float.NaN);
    for (int c = 0; c < at; c++) {
      point[c] = (float) RowGroups.Axis.within(point[c]);
    }
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
    IncompleteNormal.Expected expected = normal.expect(point(columns, encoding, plain, row));
    double[] cells = columns.dataCells(row);
    double[][] told = new double[cells.length][];
    int at = 0;
    for (int k = 0; k < cells.length; k++) {
      if (Double.isNaN(cells[k])) {
        if (encoding.codes().get(k) instanceof NumericCode code) {
          told[k] = new double[] {mean(code, expected.mean()[at], expected.deviation()[at])};
        } else if (encoding.codes().get(k) instanceof CategoryCode code && code.width() > 0) {
          int labels = encoding.schema().column(k).labels().size();
          told[k] = code.probabilities(expected.mean(), at, labels);
        }
      }
      at += encoding.codes().get(k).width();
    }
    return told;
  }

  /** log p(row), up to a constant, with the known cells of a row of the whole table. */
  double logDensity(double[] row) {
    return normal.logDensity(point(columns, encoding, plain, row));
  }

  private double mean(NumericCode code, double mean, double deviation) {
    Quantiles range = code.quantiles();
    if (plain) {
      double number = range.least() + code.deviation() * mean;
      return Math.max(range.least(), Math.min(range.most(), number));
    }
    float[] at = new float[1];
    double sum = 0;
    for (double quantile : QUANTILES) {
      at[0] = (float) (mean + deviation * quantile);
      sum += code.decode(at, 0);
    }
    return sum / QUANTILES.length;
  }
}
