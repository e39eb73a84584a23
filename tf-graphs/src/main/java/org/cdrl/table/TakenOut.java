package org.cdrl.table;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.TableEncoding;

/**
 * Rows of which known cells were taken out, to see what is expected of them. Those are taken that
 * are missing in other rows of the table, together; at random if none are.
 *
 * @param whole the rows, of the whole table
 * @param gaps the same without these cells
 * @param columns which of the table's columns are conditions, from which nothing is taken
 */
record TakenOut(double[][] whole, double[][] gaps, ConditionColumns columns) {
  /** The share of the cells that is taken out of tables that lack none. */
  private static final double SHARE = .2;

  /** How good expectations are. */
  private interface Test {
    /**
     * Is told a cell that was taken out.
     *
     * @param row number among these rows
     * @param k data column
     * @param truth the number, or 1 for the label that it was
     * @param unit of the column's errors
     */
    void cell(int row, int k, double[] truth, double unit);
  }

  /**
   * Takes cells out.
   *
   * @param whole the rows
   * @param like rows of the table that tell what goes missing together
   */
  static TakenOut of(double[][] whole, double[][] like, ConditionColumns columns, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] data = columns.others();
    double[][] patterns =
        Arrays.stream(like)
            .filter(row -> Arrays.stream(data).anyMatch(c -> Double.isNaN(row[c])))
            .toArray(double[][]::new);
    double[][] gaps = new double[whole.length][];
    for (int r = 0; r < gaps.length; r++) {
      gaps[r] = whole[r].clone();
      double[] pattern = patterns.length == 0 ? null : patterns[random.nextInt(patterns.length)];
      for (int c : data) {
        boolean out = pattern == null ? random.nextDouble() < SHARE : Double.isNaN(pattern[c]);
        gaps[r][c] = out ? Double.NaN : gaps[r][c];
      }
    }
    return new TakenOut(whole, gaps, columns);
  }

  /** Tells every cell that was taken out and can be expected. */
  private void each(TableEncoding encoding, Test test) {
    int[] data = columns.others();
    for (int r = 0; r < gaps.length; r++) {
      for (int k = 0; k < data.length; k++) {
        double cell = whole[r][data[k]];
        if (Double.isNaN(gaps[r][data[k]]) && !Double.isNaN(cell)) {
          int labels = encoding.schema().column(k).labels().size();
          double unit = encoding.codes().get(k) instanceof NumericCode code ? code.deviation() : 1;
          test.cell(r, k, Centre.mean(new double[] {cell}, labels), unit);
        }
      }
    }
  }

  /** The rows of all parts but one, in turn the next row is of the next part. */
  double[][] without(int part, int parts) {
    return IntStream.range(0, whole.length)
        .filter(r -> r % parts != part)
        .mapToObj(r -> whole[r])
        .toArray(double[][]::new);
  }

  /**
   * Absolute errors of expectations of the cells, [rows][data columns][]. Squares would be those of
   * few outliers.
   */
  double error(TableEncoding encoding, double[][][] expected) {
    double[] sum = new double[1];
    each(
        encoding,
        (r, k, truth, unit) -> {
          for (int j = 0; j < truth.length && expected[r][k] != null; j++) {
            sum[0] += Math.abs(expected[r][k][j] - truth[j]) / unit;
          }
        });
    return sum[0];
  }

  /**
   * How two expectations of the cells, [rows][data columns][], are joined; null where there is
   * none.
   */
  JoinFit join(TableEncoding encoding, double[][][] first, double[][][] second) {
    JoinFit fit = new JoinFit(columns.others().length);
    each(
        encoding,
        (r, k, truth, unit) -> {
          if (first[r][k] != null && second[r][k] != null) {
            fit.add(k, truth, first[r][k], second[r][k], unit);
          }
        });
    return fit;
  }
}
