package org.cdrl.table.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * Hides values that few rows have, before a table is learned: labels of fewer than {@link #FEWEST}
 * rows become one label, and the lowest and highest numbers move to the nearest one that as many
 * rows reach. What single cells stand out by is then shared by several rows. Cells that are unusual
 * only together, and numbers between others, stay as they are.
 */
public final class RareValues {
  /** Rows that share a value that is kept. */
  public static final int FEWEST = 5;

  private static final String OTHER = "other";

  private RareValues() {}

  /**
   * The table without them. Reasons of its columns tell what was done.
   *
   * @throws IllegalArgumentException naming a column of so few numbers that all are rare
   */
  public static Table hide(Table table) {
    double[][] rows = Arrays.stream(table.rows()).map(double[]::clone).toArray(double[][]::new);
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < table.schema().size(); c++) {
      Column column = table.schema().column(c);
      columns.add(
          column.isCategorical()
              ? withoutRareLabels(column, rows, c)
              : column.isNumeric() ? withoutExtremes(column, rows, c) : column);
    }
    return new Table(new Schema(columns), rows, table.unknown());
  }

  private static Column withoutRareLabels(Column column, double[][] rows, int c) {
    int[] counts = new int[column.labels().size()];
    for (double[] row : rows) {
      if (!Double.isNaN(row[c])) {
        counts[(int) row[c]]++;
      }
    }
    List<String> kept = new ArrayList<>();
    int[] places = new int[counts.length];
    int rare = 0;
    for (int label = 0; label < counts.length; label++) {
      boolean isRare = counts[label] > 0 && counts[label] < FEWEST;
      places[label] = isRare ? -1 : kept.size();
      if (isRare) {
        rare++;
      } else {
        kept.add(column.labels().get(label));
      }
    }
    if (rare == 0) {
      return column;
    }
    String other = OTHER;
    while (column.labels().contains(other)) {
      other = "_" + other;
    }
    for (double[] row : rows) {
      if (!Double.isNaN(row[c])) {
        int place = places[(int) row[c]];
        row[c] = place < 0 ? kept.size() : place;
      }
    }
    kept.add(other);
    String done =
        (rare == 1 ? "1 label" : rare + " labels")
            + " of fewer than "
            + FEWEST
            + " rows made \""
            + other
            + "\"";
    return new Column(
        column.name(), Kind.CATEGORICAL, kept, "", column.reason() + "; protected: " + done);
  }

  private static Column withoutExtremes(Column column, double[][] rows, int c) {
    double[] present =
        Arrays.stream(rows)
            .mapToDouble(row -> row[c])
            .filter(cell -> !Double.isNaN(cell))
            .sorted()
            .toArray();
    if (present.length == 0) {
      return column;
    }
    if (present.length < 2 * FEWEST) {
      throw new IllegalArgumentException(
          "Column \""
              + column.name()
              + "\" has only "
              + present.length
              + " numbers, which are too few to protect; leave it out");
    }
    double least = present[FEWEST - 1];
    double most = present[present.length - FEWEST];
    int moved = 0;
    for (double[] row : rows) {
      if (row[c] < least || row[c] > most) {
        row[c] = row[c] < least ? least : most;
        moved++;
      }
    }
    if (moved == 0) {
      return column;
    }
    String done =
        (moved == 1 ? "1 cell" : moved + " cells")
            + " moved into the range from "
            + column.text(least)
            + " to "
            + column.text(most);
    return new Column(
        column.name(),
        column.kind(),
        List.of(),
        column.pattern(),
        column.reason() + "; protected: " + done);
  }
}
