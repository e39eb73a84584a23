package org.cdrl.table.quality;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * How alike the pairs of columns of two tables are.
 *
 * <ul>
 *   <li>two columns of numbers or dates: 1 - 1/2 |r - s| with their Pearson correlations over the
 *       rows where neither is missing. A correlation that does not exist, as of a constant, counts
 *       as 0;
 *   <li>other pairs: 1 - 1/2 sum |p - q| over the shares of all combinations of classes. Labels and
 *       missing are classes; numbers are sorted into ten bins of equal width over the real column's
 *       range, one class below and one from its largest value on.
 * </ul>
 *
 * <p>From 0 to 1, higher is better, 1 for equal trends. Tables with independent columns show how
 * much of the value is for the asking. The mean of a table of one column is 1.
 *
 * <p>Source: CorrelationSimilarity, ContingencySimilarity and "Column Pair Trends" of SDMetrics.
 */
public final class PairTrends {
  private static final int BINS = 10;

  /**
   * One pair.
   *
   * @param first position of the column that comes first
   * @param second position of the other column
   * @param score from 0 to 1, higher is better
   * @param real correlation in the real table; NaN unless both columns are numeric
   * @param synthetic correlation in the synthetic table, likewise
   */
  public record Pair(int first, int second, double score, double real, double synthetic) {}

  private final List<Pair> pairs;

  private PairTrends(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /** Compares every pair of columns. Takes time in proportion to rows times pairs. */
  public static PairTrends of(Table real, Table synthetic) {
    SameColumns.require(real, synthetic);
    Schema schema = real.schema();
    int width = schema.size();
    double[][] a = new double[width][];
    double[][] b = new double[width][];
    int[][] classesA = new int[width][];
    int[][] classesB = new int[width][];
    int[] counts = new int[width];
    for (int c = 0; c < width; c++) {
      a[c] = real.column(c);
      b[c] = synthetic.column(c);
      Classes classes =
          schema.column(c).isNumeric()
              ? Classes.ofNumbers(a[c], BINS)
              : Classes.ofLabels(schema.column(c));
      counts[c] = classes.count();
      classesA[c] = classify(a[c], classes);
      classesB[c] = classify(b[c], classes);
    }
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < width; i++) {
      for (int j = i + 1; j < width; j++) {
        if (schema.column(i).isNumeric() && schema.column(j).isNumeric()) {
          double r = correlation(a[i], a[j]);
          double s = correlation(b[i], b[j]);
          pairs.add(new Pair(i, j, 1 - Math.abs(r - s) / 2, r, s));
        } else {
          double score =
              Contingency.similarity(
                  new int[][] {classesA[i], classesA[j]},
                  new int[][] {classesB[i], classesB[j]},
                  new int[] {counts[i], counts[j]});
          pairs.add(new Pair(i, j, score, Double.NaN, Double.NaN));
        }
      }
    }
    return new PairTrends(pairs);
  }

  /** All pairs, in the order of the columns. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** All pairs, the worst first. */
  public List<Pair> worstFirst() {
    return pairs.stream().sorted(Comparator.comparingDouble(Pair::score)).toList();
  }

  /** The mean over all pairs. */
  public double mean() {
    return pairs.stream().mapToDouble(Pair::score).average().orElse(1);
  }

  private static int[] classify(double[] cells, Classes classes) {
    int[] out = new int[cells.length];
    for (int r = 0; r < out.length; r++) {
      out[r] = classes.of(cells[r]);
    }
    return out;
  }

  private static double correlation(double[] x, double[] y) {
    int n = 0;
    double meanX = 0;
    double meanY = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    // One pass with running means: dates are large numbers, whose sums of squares would cancel.
    for (int r = 0; r < x.length; r++) {
      if (!Double.isNaN(x[r]) && !Double.isNaN(y[r])) {
        n++;
        double dx = x[r] - meanX;
        double dy = y[r] - meanY;
        meanX += dx / n;
        meanY += dy / n;
        xx += dx * (x[r] - meanX);
        yy += dy * (y[r] - meanY);
        xy += dx * (y[r] - meanY);
      }
    }
    double scale = Math.sqrt(xx) * Math.sqrt(yy);
    return scale > 0 ? Math.max(-1, Math.min(1, xy / scale)) : 0;
  }
}
