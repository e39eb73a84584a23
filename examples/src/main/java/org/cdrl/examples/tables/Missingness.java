package org.cdrl.examples.tables;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cdrl.quality.Standard;
import org.cdrl.table.data.Table;

/**
 * How cells go missing, in the manner of the generator that HyperImpute and others use (Muzellec,
 * Josse, Boyer, Cuturi, "Missing Data Imputation using Optimal Transport", ICML 2020).
 *
 * <p>Labels count as numbers there: their positions.
 */
enum Missingness {
  /** Every cell with the same probability. */
  MCAR,
  /**
   * Some columns stay whole; the others' cells are missing with a probability that is logistic in
   * them.
   */
  MAR,
  /** The same, and then cells of these columns go missing, too, every one equally likely. */
  MNAR;

  /** The share of columns that the others' gaps depend on. */
  private static final double INPUTS = .3;

  /** Where the intercept of the logistic model is looked for. */
  private static final double STEEPEST = 50;

  /**
   * Takes cells out of a table without missing ones.
   *
   * @param columns how many of the first ones can lose cells
   * @param share of cells that are to be missing in columns that lose some
   */
  Table remove(Table whole, int columns, double share, Random random) {
    double[][] cells = Arrays.stream(whole.rows()).map(double[]::clone).toArray(double[][]::new);
    double[][] probability = new double[cells.length][columns];
    for (double[] row : probability) {
      Arrays.fill(row, share);
    }
    if (this != MCAR) {
      List<Integer> order = new ArrayList<>(IntStream.range(0, columns).boxed().toList());
      Collections.shuffle(order, random);
      List<Integer> inputs = order.subList(0, Math.max(1, (int) (INPUTS * columns)));
      for (int c = 0; c < columns; c++) {
        double[] ofColumn =
            !inputs.contains(c)
                ? logistic(whole, inputs, share, random)
                : constant(this == MAR ? 0 : share, cells.length);
        for (int r = 0; r < cells.length; r++) {
          probability[r][c] = ofColumn[r];
        }
      }
    }
    for (int r = 0; r < cells.length; r++) {
      for (int c = 0; c < columns; c++) {
        cells[r][c] = random.nextDouble() < probability[r][c] ? Double.NaN : cells[r][c];
      }
    }
    return new Table(whole.schema(), cells);
  }

  private static double[] constant(double value, int n) {
    double[] all = new double[n];
    Arrays.fill(all, value);
    return all;
  }

  /**
   * A logistic function of a random sum of columns, scaled to unit variance; the share on average.
   */
  private static double[] logistic(Table whole, List<Integer> inputs, double share, Random random) {
    double[] sum = new double[whole.size()];
    for (int c : inputs) {
      double[] z = Standard.of(whole.column(c)).scaled(whole.column(c));
      double weight = random.nextDouble();
      Arrays.setAll(sum, r -> sum[r] + weight * z[r]);
    }
    double[] unit = Standard.of(sum).scaled(sum);
    double low = -STEEPEST;
    double high = STEEPEST;
    while (high - low > 1e-9) {
      double middle = (low + high) / 2;
      boolean less = Arrays.stream(unit).map(z -> sigmoid(z + middle)).average().orElse(0) < share;
      low = less ? middle : low;
      high = less ? high : middle;
    }
    double intercept = low;
    return Arrays.stream(unit).map(z -> sigmoid(z + intercept)).toArray();
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
