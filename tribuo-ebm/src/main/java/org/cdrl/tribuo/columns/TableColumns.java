package org.cdrl.tribuo.columns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.tribuo.dataset.TableRows;

/**
 * Between a table and columns of features without examples: the columns and cells that {@link
 * FeatureColumns} has of examples of the rows.
 */
public final class TableColumns {
  private final Table table;
  private final Map<String, Kind> overrides;

  /** Positions of the columns that are features. */
  private final int[] positions;

  private TableColumns(TableRows rows, Map<String, Kind> overrides) {
    this.table = rows.table();
    this.overrides = overrides;
    Schema schema = table.schema();
    positions =
        IntStream.range(0, schema.size())
            .filter(c -> !rows.responses().contains(schema.column(c).name()))
            .toArray();
  }

  /**
   * The columns that are features, in the order of the table. Labels that no row has are no part of
   * them, and neither are columns that are missing in all rows, but for those that are known to be.
   *
   * @param absent what a missing number means
   * @param overrides the kinds of some columns by name, as for {@link FeatureColumns#of}
   * @throws IllegalArgumentException if one cannot be followed, naming the column
   */
  public static FeatureColumns of(TableRows rows, Absent absent, Map<String, Kind> overrides) {
    return new FeatureColumns(new TableColumns(rows, overrides).columns(), absent);
  }

  /** Whether all columns are a table's, so that its rows need not be examples first. */
  public static boolean has(TableRows rows, FeatureColumns columns) {
    Schema schema = rows.table().schema();
    return !columns.areHashed()
        && columns.withFeatures().stream()
            .allMatch(
                column ->
                    schema.names().contains(column.feature())
                        && !rows.responses().contains(column.feature())
                        && schema.column(schema.indexOf(column.feature())).isNumeric()
                            != (column.form() == FeatureColumn.Form.ONE_HOT));
  }

  /**
   * A table's rows as {@link FeatureColumns#cells} has examples of them.
   *
   * @param columns that {@link #has the table has}
   * @return [rows][columns]
   * @throws IllegalArgumentException if a row has nothing that they know
   */
  public static double[][] cells(TableRows rows, FeatureColumns columns) {
    Table table = rows.table();
    double[][] cells = new double[table.size()][columns.size()];
    boolean[] known = new boolean[table.size()];
    for (int c = 0; c < columns.size(); c++) {
      FeatureColumn column = columns.withFeatures().get(c);
      int from = table.schema().indexOf(column.feature());
      double[] labels =
          table.schema().column(from).labels().stream()
              .mapToDouble(label -> position(column.column(), label))
              .toArray();
      boolean number = column.form() != FeatureColumn.Form.ONE_HOT;
      double missing = columns.absent() == Absent.ZERO && number ? column.cell(0) : Double.NaN;
      for (int r = 0; r < cells.length; r++) {
        double cell = table.rows()[r][from];
        cells[r][c] =
            Double.isNaN(cell) ? missing : number ? column.cell(cell) : labels[(int) cell];
        known[r] |= !Double.isNaN(cell) && (number || !Double.isNaN(cells[r][c]));
      }
    }
    for (int r = 0; r < known.length; r++) {
      if (!known[r]) {
        throw new IllegalArgumentException(
            "Row " + (r + 1) + " has nothing that the model's columns know; leave it out");
      }
    }
    return cells;
  }

  private static double position(Column column, String label) {
    int position = column.labels().indexOf(label);
    return position < 0 ? Double.NaN : position;
  }

  private List<FeatureColumn> columns() {
    Map<String, FeatureColumn> columns = new LinkedHashMap<>();
    for (int c : positions) {
      Column column = table.schema().column(c);
      if (column.isEmpty() || Arrays.stream(table.rows()).anyMatch(row -> !Double.isNaN(row[c]))) {
        columns.put(column.name(), column.isNumeric() ? numbers(c) : labels(c));
      }
    }
    overrides.forEach((name, kind) -> requireFollowed(columns, name, kind));
    return new ArrayList<>(columns.values());
  }

  private FeatureColumn labels(int c) {
    Column column = table.schema().column(c);
    TreeSet<String> labels = new TreeSet<>();
    for (double[] row : table.rows()) {
      if (!Double.isNaN(row[c])) {
        labels.add(column.labels().get((int) row[c]));
      }
    }
    return FeatureColumn.oneHot(column.name(), List.copyOf(labels), hint(column));
  }

  private FeatureColumn numbers(int c) {
    Column column = table.schema().column(c);
    boolean whole = true;
    TreeSet<Double> values = new TreeSet<>();
    Kind override = overrides.get(column.name());
    for (double[] row : table.rows()) {
      if (!Double.isNaN(row[c])) {
        whole &= FeatureColumn.isWhole(row[c]);
        if (override == Kind.CATEGORICAL && values.size() <= FeatureColumn.MOST_CODES) {
          values.add(row[c]);
        }
      }
    }
    return override == Kind.CATEGORICAL
        ? FeatureColumn.codes(column.name(), values)
        : FeatureColumn.number(column.name(), column.name(), whole, override, hint(column));
  }

  private static ColumnHint hint(Column column) {
    return new ColumnHint(
        column.name(), column.kind(), column.pattern(), column.reason(), false, false);
  }

  private static void requireFollowed(Map<String, FeatureColumn> columns, String name, Kind kind) {
    ColumnInference.requireOfFeatures(name, kind);
    FeatureColumn column = columns.get(name);
    boolean followed =
        column != null && (kind == Kind.CATEGORICAL || column.form() == FeatureColumn.Form.NUMBER);
    if (followed) {
      return;
    }
    throw new IllegalArgumentException(
        column != null
            ? "Column \"" + name + "\" has labels and cannot be made " + kind
            : "There is no column \""
                + name
                + "\" to make "
                + kind
                + "; the columns are "
                + String.join(", ", columns.keySet()));
  }
}
