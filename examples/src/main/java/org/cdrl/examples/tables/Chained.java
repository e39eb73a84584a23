package org.cdrl.examples.tables;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Filling in column by column from all others, again and again, starting from the columns' means
 * (van Buuren and Groothuis-Oudshoorn, Journal of Statistical Software 45, 2011).
 */
final class Chained {
  private Chained() {}

  /** Learns one column from the others. */
  interface Learner {
    /**
     * Predicts cells.
     *
     * @param filled all cells, those of the column as they were filled last
     * @param known rows in which the column's cell was given
     * @param open rows in which it is to be predicted
     * @return a number or label per open row
     */
    double[] fill(Table filled, int column, int[] known, int[] open);
  }

  /** One round over all columns with gaps. */
  static Table round(Table gaps, Table before, Learner learner) {
    double[][] cells = Arrays.stream(before.rows()).map(double[]::clone).toArray(double[][]::new);
    Table filled = new Table(gaps.schema(), cells);
    for (int c = 0; c < gaps.schema().size(); c++) {
      double[] given = gaps.column(c);
      int[] known = rows(given, false);
      int[] open = rows(given, true);
      if (open.length == 0) {
        continue;
      }
      double[] found = learner.fill(filled, c, known, open);
      Column column = gaps.schema().column(c);
      double least = Arrays.stream(known).mapToDouble(r -> given[r]).min().orElse(0);
      double most = Arrays.stream(known).mapToDouble(r -> given[r]).max().orElse(0);
      for (int n = 0; n < open.length; n++) {
        double cell = Math.max(least, Math.min(most, found[n]));
        cells[open[n]][c] = column.kind() == Column.Kind.INTEGER ? Math.rint(cell) : cell;
      }
    }
    return filled;
  }

  private static int[] rows(double[] cells, boolean missing) {
    return IntStream.range(0, cells.length)
        .filter(r -> Double.isNaN(cells[r]) == missing)
        .toArray();
  }
}
