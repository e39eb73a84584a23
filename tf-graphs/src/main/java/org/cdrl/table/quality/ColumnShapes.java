package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.data.Table;

/**
 * How alike the columns of two tables are, each by itself.
 *
 * <ul>
 *   <li>numbers, dates: 1 - sup |F - G|, one minus the Kolmogorov-Smirnov statistic of the cells
 *       that are not missing. If one table has none it is 0, if neither has, 1;
 *   <li>labels: 1 - 1/2 sum |p - q|, one minus the total variation distance of their shares, where
 *       missing is a label like others.
 * </ul>
 *
 * <p>From 0 to 1, higher is better, 1 for equal distributions; symmetric. Columns drawn
 * independently of each other score nearly 1, so that this says nothing alone.
 *
 * <p>Source: KSComplement, TVComplement and "Column Shapes" of SDMetrics.
 */
public final class ColumnShapes {
  private final double[] scores;

  private ColumnShapes(double[] scores) {
    this.scores = scores;
  }

  /** Compares every column. */
  public static ColumnShapes of(Table real, Table synthetic) {
    SameColumns.require(real, synthetic);
    double[] scores = new double[real.schema().size()];
    for (int c = 0; c < scores.length; c++) {
      double[] a = real.column(c);
      double[] b = synthetic.column(c);
      scores[c] =
          real.schema().column(c).isNumeric()
              ? kolmogorovSmirnov(present(a), present(b))
              : Contingency.similarity(Classes.ofLabels(real.schema().column(c)), a, b);
    }
    return new ColumnShapes(scores);
  }

  /** The score of a column, by its position. */
  public double of(int column) {
    return scores[column];
  }

  /** The mean over all columns. */
  public double mean() {
    return Arrays.stream(scores).average().orElseThrow();
  }

  private static double[] present(double[] cells) {
    return Arrays.stream(cells).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
  }

  private static double kolmogorovSmirnov(double[] a, double[] b) {
    if (a.length == 0 || b.length == 0) {
      return a.length == b.length ? 1 : 0;
    }
    double largest = 0;
    int i = 0;
    int j = 0;
    while (i < a.length && j < b.length) {
      double value = Math.min(a[i], b[j]);
      while (i < a.length && a[i] == value) {
        i++;
      }
      while (j < b.length && b[j] == value) {
        j++;
      }
      largest = Math.max(largest, Math.abs((double) i / a.length - (double) j / b.length));
    }
    return 1 - largest;
  }
}
