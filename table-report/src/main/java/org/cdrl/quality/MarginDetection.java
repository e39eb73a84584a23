package org.cdrl.quality;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.data.RandomOrder;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.SameColumns;

/**
 * How much of what gives synthetic rows away is in single columns, and not in how they go together:
 * {@link Detection} of columns alone. What it finds beyond {@link #together} it owes to dependence.
 *
 * @param columns AUC of a detector that sees one column only, per column; .5 is chance
 * @param together AUC of a detector that sees all columns after the cells of each have been
 *     shuffled on their own, in both tables
 */
public record MarginDetection(double[] columns, double together) {
  /**
   * Measures.
   *
   * @param seed of choice, split, learner and shuffling
   * @throws IllegalArgumentException if a table has fewer than 3 rows
   */
  public static MarginDetection of(Table real, Table synthetic, long seed) {
    SameColumns.require(real, synthetic);
    double[] columns = new double[real.schema().size()];
    for (int c = 0; c < columns.length; c++) {
      columns[c] = Detection.of(only(real, c), only(synthetic, c), seed).areaUnderCurve();
    }
    return new MarginDetection(columns, together(real, synthetic, seed).areaUnderCurve());
  }

  /**
   * Measures {@link #together} alone.
   *
   * @param seed of choice, split, learner and shuffling
   * @throws IllegalArgumentException if a table has fewer than 3 rows
   */
  public static Detection together(Table real, Table synthetic, long seed) {
    SameColumns.require(real, synthetic);
    Random random = new Random(seed);
    return Detection.of(shuffled(real, random), shuffled(synthetic, random), seed);
  }

  private static Table only(Table table, int column) {
    return new Table(
        new Schema(List.of(table.schema().column(column))),
        Arrays.stream(table.column(column))
            .mapToObj(cell -> new double[] {cell})
            .toArray(double[][]::new));
  }

  private static Table shuffled(Table table, Random random) {
    double[][] rows = new double[table.size()][table.schema().size()];
    for (int c = 0; c < table.schema().size(); c++) {
      int[] order = RandomOrder.of(rows.length, random);
      for (int r = 0; r < rows.length; r++) {
        rows[r][c] = table.rows()[order[r]][c];
      }
    }
    return new Table(table.schema(), rows);
  }
}
