package org.cdrl.table.baseline;

import java.util.Random;
import org.cdrl.table.data.Table;

/**
 * Draws every cell from its column alone, missing ones too, whatever the rest of the row is.
 * Columns are encoded as models of tables encode them. All columns are as they should be, and
 * nothing between them: what such a table scores, a measure gives for nothing.
 */
public final class IndependentColumns implements Baseline {
  private final Table training;
  private final Marginal[] marginals;

  private IndependentColumns(Table training, Marginal[] marginals) {
    this.training = training;
    this.marginals = marginals;
  }

  /** Learns the columns of a table, which has at least one row. */
  public static IndependentColumns of(Table training) {
    Marginal[] marginals = new Marginal[training.schema().size()];
    for (int c = 0; c < marginals.length; c++) {
      marginals[c] = new Marginal(training.schema().column(c), training.column(c));
    }
    return new IndependentColumns(training, marginals);
  }

  @Override
  public Table draw(int rows, long seed) {
    Random random = new Random(seed);
    double[][] cells = new double[rows][marginals.length];
    for (double[] row : cells) {
      for (int c = 0; c < row.length; c++) {
        boolean gone = random.nextDouble() < marginals[c].missing();
        double cell = marginals[c].cell(random.nextDouble());
        row[c] = gone ? Double.NaN : cell;
      }
    }
    return new Table(training.schema(), cells);
  }
}
