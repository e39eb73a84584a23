package org.cdrl.table.data;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Rows under a schema. Immutable by convention: the arrays are not copied.
 *
 * @param schema the columns
 * @param rows cells [n][columns] as {@link Column} tells, NaN where missing
 * @param unknown of which of these NaN is known that they are not missing: something is there, but
 *     nothing that the column knows, as a label without a position or a text among numbers;
 *     [n][columns], with null for rows without any, or null if no row has any
 */
public record Table(Schema schema, double[][] rows, boolean[][] unknown) {
  /**
   * Checks every cell.
   *
   * @throws IllegalArgumentException naming row (from 1) and column of what is wrong
   */
  public Table {
    if (unknown != null && unknown.length != rows.length) {
      throw new IllegalArgumentException(
          "There are " + rows.length + " rows, but " + unknown.length + " to tell what is unknown");
    }
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != schema.size()) {
        throw new IllegalArgumentException(
            "Row " + (r + 1) + " has " + rows[r].length + " cells, expected " + schema.size());
      }
      for (int c = 0; c < rows[r].length; c++) {
        requireGood(schema.column(c), rows[r][c], r);
        if (unknown != null && unknown[r] != null && unknown[r][c] && !Double.isNaN(rows[r][c])) {
          throw new IllegalArgumentException(
              at(schema.column(c), r) + rows[r][c] + " cannot be unknown; make it NaN");
        }
      }
    }
  }

  /** Rows of which nothing is unknown. */
  public Table(Schema schema, double[][] rows) {
    this(schema, rows, null);
  }

  private static void requireGood(Column column, double cell, int row) {
    if (Double.isNaN(cell)) {
      return;
    }
    boolean label = !column.isNumeric();
    String wrong = null;
    if (Double.isInfinite(cell)) {
      wrong = "an infinity; replace it or leave the cell empty";
    } else if (label && (cell != Math.rint(cell) || cell < 0 || cell >= column.labels().size())) {
      wrong = "no position among its " + column.labels().size() + " labels";
    } else if (column.kind() == Column.Kind.INTEGER && cell != Math.rint(cell)) {
      wrong = "not a whole number; make the column real";
    } else if (column.kind() == Column.Kind.INTEGER && Math.abs(cell) > 0x1p53) {
      wrong = "beyond 2^53, where doubles cannot count; make the column real or categorical";
    }
    if (wrong != null) {
      throw new IllegalArgumentException(at(column, row) + cell + " is " + wrong);
    }
  }

  private static String at(Column column, int row) {
    return "Row " + (row + 1) + ", column \"" + column.name() + "\": ";
  }

  /** Whether a cell is there, but is nothing that its column knows. */
  public boolean isUnknown(int row, int column) {
    return unknown != null && unknown[row] != null && unknown[row][column];
  }

  /** The number of rows. */
  public int size() {
    return rows.length;
  }

  /** The cells of one column. */
  public double[] column(int index) {
    double[] cells = new double[rows.length];
    for (int r = 0; r < cells.length; r++) {
      cells[r] = rows[r][index];
    }
    return cells;
  }

  /** The table without keys and free text, which are no cells. */
  public Table withoutTexts() {
    int[] kept =
        IntStream.range(0, schema.size()).filter(c -> !schema.column(c).isText()).toArray();
    if (kept.length == schema.size()) {
      return this;
    }
    boolean[][] unknown = this.unknown == null ? null : new boolean[rows.length][];
    double[][] cells = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      int row = r;
      cells[r] = IntStream.of(kept).mapToDouble(c -> rows[row][c]).toArray();
      if (unknown != null && this.unknown[r] != null) {
        unknown[r] = new boolean[kept.length];
        for (int k = 0; k < kept.length; k++) {
          unknown[r][k] = this.unknown[r][kept[k]];
        }
      }
    }
    return new Table(
        new Schema(IntStream.of(kept).mapToObj(schema::column).toList()), cells, unknown);
  }

  /** Some of the rows, in the order given. */
  public Table select(int[] which) {
    return new Table(
        schema,
        Arrays.stream(which).mapToObj(r -> rows[r]).toArray(double[][]::new),
        unknown == null
            ? null
            : Arrays.stream(which).mapToObj(r -> unknown[r]).toArray(boolean[][]::new));
  }

  /** Rows from..to-1. */
  public Table slice(int from, int to) {
    return select(IntStream.range(from, to).toArray());
  }
}
