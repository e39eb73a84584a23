package org.cdrl.table;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.Sampler;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.table.data.Table;

/**
 * How much draws are to count beside the normal distribution: as least squares have it on rows that
 * neither was fitted to, of which known cells are taken out. Those are taken that are missing in
 * other rows of the table, together; at random if none are.
 *
 * <p>Columns have few such cells. So each begins with what is best for all columns together.
 */
final class CentreWeights {
  private static final int DRAWS = 5;

  /** Rows that are asked about. */
  private static final int ROWS = Sampler.ROWS_AT_ONCE / DRAWS;

  /** The share of the cells that is taken out of tables that lack none. */
  private static final double SHARE = .2;

  /** Cells that what is best for all columns counts as. */
  private static final double PRIOR = 20;

  private final Table table;
  private final TableModel model;
  private final NormalCells normal;
  private final long seed;
  private final int[] data;

  /**
   * Weights of a table's columns.
   *
   * @param model of some of the rows
   * @param normal of the same; null if there is none
   */
  CentreWeights(Table table, TableModel model, NormalCells normal, long seed) {
    this.table = table;
    this.model = model;
    this.normal = normal;
    this.seed = seed;
    data = model.conditions().others();
  }

  /**
   * Finds them.
   *
   * @param unseen numbers of rows of the table
   * @return by data column, from 0 to 1
   */
  double[] of(int[] unseen) {
    Fit fit = new Fit(data.length);
    if (normal == null) {
      return fit.weights();
    }
    double[][] whole = table.select(Arrays.copyOf(unseen, Math.min(ROWS, unseen.length))).rows();
    double[][] gaps = takeOut(whole);
    List<Table> draws =
        model
            .imputer()
            .draws(DRAWS)
            .conditions(false)
            .seed(seed)
            .fill(new Table(table.schema(), gaps))
            .draws();
    for (int r = 0; r < gaps.length; r++) {
      int row = r;
      double[][] expected = normal.expect(gaps[r]);
      for (int k = 0; k < data.length; k++) {
        int c = data[k];
        if (expected[k] != null && !Double.isNaN(whole[r][c])) {
          int labels = table.schema().column(c).labels().size();
          double[] drawn = draws.stream().mapToDouble(draw -> draw.rows()[row][c]).toArray();
          double[] truth = {whole[r][c]};
          fit.add(k, Centre.mean(truth, labels), Centre.mean(drawn, labels), expected[k], unit(k));
        }
      }
    }
    return fit.weights();
  }

  /** The least squares. */
  static final class Fit {
    private final double[] products;
    private final double[] squares;
    private int cells;

    Fit(int columns) {
      products = new double[columns];
      squares = new double[columns];
    }

    /**
     * Adds a cell.
     *
     * @param unit of the column's errors
     */
    void add(int column, double[] truth, double[] drawn, double[] expected, double unit) {
      for (int j = 0; j < truth.length; j++) {
        double apart = (drawn[j] - expected[j]) / unit;
        products[column] += apart * (truth[j] - expected[j]) / unit;
        squares[column] += apart * apart;
      }
      cells++;
    }

    /** From 0 to 1; one half if nothing is known. */
    double[] weights() {
      double all = Arrays.stream(squares).sum();
      double common = all > 0 ? Arrays.stream(products).sum() / all : .5;
      double prior = all > 0 ? PRIOR * all / cells : 1;
      double[] weights = new double[products.length];
      for (int k = 0; k < weights.length; k++) {
        double best = (products[k] + prior * common) / (squares[k] + prior);
        weights[k] = Math.max(0, Math.min(1, best));
      }
      return weights;
    }
  }

  /** What makes errors of columns comparable. */
  private double unit(int k) {
    return model.encoding().codes().get(k) instanceof NumericCode code ? code.deviation() : 1;
  }

  private double[][] takeOut(double[][] whole) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] patterns =
        Arrays.stream(table.rows())
            .filter(row -> Arrays.stream(data).anyMatch(c -> Double.isNaN(row[c])))
            .toArray(double[][]::new);
    double[][] gaps = new double[whole.length][];
    for (int r = 0; r < gaps.length; r++) {
      gaps[r] = whole[r].clone();
      double[] like = patterns.length == 0 ? null : patterns[random.nextInt(patterns.length)];
      for (int c : data) {
        boolean out = like == null ? random.nextDouble() < SHARE : Double.isNaN(like[c]);
        gaps[r][c] = out ? Double.NaN : gaps[r][c];
      }
    }
    return gaps;
  }
}
