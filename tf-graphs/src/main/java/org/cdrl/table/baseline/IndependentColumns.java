package org.cdrl.table.baseline;

import java.util.Random;
import org.cdrl.table.data.Table;

/**
 * Draws every cell from its column's training cells, missing ones too, whatever the rest of the row
 * is. All columns are as they should be, and nothing between them: what such a table scores, a
 * measure gives for nothing.
 */
public final class IndependentColumns implements Baseline {
  private final Table training;

  private IndependentColumns(Table training) {
    this.training = training;
  }

  /** Draws from the columns of a table, which has at least one row. */
  public static IndependentColumns of(Table training) {
    return new IndependentColumns(training);
  }

  @Override
  public Table draw(int rows, long seed) {
    Random random = new Random(seed);
    double[][] cells = new double[rows][training.schema().size()];
    for (double[] row : cells) {
      for (int c = 0; c < row.length; c++) {
        row[c] = training.rows()[random.nextInt(training.size())][c];
      }
    }
    return new Table(training.schema(), cells);
  }
}
