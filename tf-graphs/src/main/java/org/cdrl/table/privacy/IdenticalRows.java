package org.cdrl.table.privacy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.SameColumns;

/**
 * The share of rows of which every cell is that of some training row, from 0 to 1. Tables of few
 * labels have such rows by chance: compare with the share of rows held out.
 *
 * @param share of the rows
 */
public record IdenticalRows(double share) {
  /**
   * Measures.
   *
   * @param rows synthetic, or held out
   */
  public static IdenticalRows of(Table training, Table rows) {
    SameColumns.require(training, rows);
    Set<Row> known =
        Arrays.stream(training.rows()).map(Row::new).collect(Collectors.toCollection(HashSet::new));
    long same = Arrays.stream(rows.rows()).filter(row -> known.contains(new Row(row))).count();
    return new IdenticalRows((double) same / rows.size());
  }

  /** Cells that are equal where their bits are, so that missing cells are equal. */
  private record Row(double[] cells) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && Arrays.equals(cells, row.cells);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(cells);
    }
  }
}
