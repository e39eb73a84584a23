package org.cdrl.internal.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.LabelCoordinates;

/**
 * The codes of a table's columns side by side: rows as points of about unit variance per
 * coordinate.
 *
 * <p>Where training cells of a numeric column were missing, one more coordinate tells whether a
 * cell is; in a categorical column "missing" is one more label. So the model learns when cells are
 * missing as it learns everything else.
 */
public final class TableEncoding {
  /** Distance between present and missing, in standard deviations of a numeric column. */
  private static final float MISSING_DISTANCE = 2;

  private final Schema schema;
  private final List<ColumnCode> codes;
  private final double[] missing;
  private final int[] at;
  private final int width;

  /**
   * Puts codes together.
   *
   * @param schema the columns
   * @param codes a code per column; a categorical column's has one more label than the column if
   *     cells were missing
   * @param missing share of cells that were missing in training, per column
   */
  public TableEncoding(Schema schema, List<ColumnCode> codes, double[] missing) {
    this.schema = schema;
    this.codes = List.copyOf(codes);
    this.missing = missing.clone();
    this.at = new int[codes.size()];
    int next = 0;
    for (int c = 0; c < at.length; c++) {
      at[c] = next;
      next += codes.get(c).width() + (hasIndicator(c) ? 1 : 0);
    }
    width = next;
  }

  /** Learns the codes of a table with at least one row. */
  public static TableEncoding of(Table table) {
    List<ColumnCode> codes = new ArrayList<>();
    double[] missing = new double[table.schema().size()];
    for (int c = 0; c < missing.length; c++) {
      double[] present =
          Arrays.stream(table.column(c)).filter(cell -> !Double.isNaN(cell)).toArray();
      missing[c] = 1 - (double) present.length / table.size();
      codes.add(code(table.schema().column(c), present, table.size()));
    }
    return new TableEncoding(table.schema(), codes, missing);
  }

  private static ColumnCode code(Column column, double[] present, int rows) {
    boolean different = Arrays.stream(present).anyMatch(cell -> cell != present[0]);
    if (present.length == 0 || !different && present.length == rows) {
      return new ConstantCode(present.length == 0 ? Double.NaN : present[0]);
    }
    if (column.isNumeric()) {
      if (!different) {
        return new ConstantCode(present[0]);
      }
      return column.kind() == Column.Kind.DATE_TIME
          ? NumericCode.ofDates(present)
          : NumericCode.of(present);
    }
    boolean gaps = present.length < rows;
    double[] shares = new double[column.labels().size() + (gaps ? 1 : 0)];
    for (double cell : present) {
      shares[(int) cell] += 1. / rows;
    }
    if (gaps) {
      shares[shares.length - 1] = 1 - (double) present.length / rows;
    }
    return new CategoryCode(shares);
  }

  private boolean hasIndicator(int c) {
    return missing[c] > 0 && missing[c] < 1 && !(codes.get(c) instanceof CategoryCode);
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /** A code per column. */
  public List<ColumnCode> codes() {
    return codes;
  }

  /** The share of cells that were missing in training, per column. */
  public double[] missing() {
    return missing.clone();
  }

  /** The number of coordinates of a row. */
  public int width() {
    return width;
  }

  /** The first coordinate of a column. */
  public int first(int column) {
    return at[column];
  }

  /**
   * One past the last coordinate of a column, the one that tells whether it is missing included.
   */
  public int end(int column) {
    return column + 1 < at.length ? at[column + 1] : width;
  }

  /** The name of every coordinate: the column's, with a number where it has several. */
  public List<String> coordinateNames() {
    List<String> names = new ArrayList<>();
    for (int c = 0; c < at.length; c++) {
      int count = end(c) - at[c];
      for (int k = 0; k < count; k++) {
        names.add(schema.column(c).name() + (count == 1 ? "" : "#" + (k + 1)));
      }
    }
    return names;
  }

  /** Which coordinates stand for labels, or for whether a cell is missing. */
  public LabelCoordinates labels() {
    int[] block = new int[width];
    float[] low = new float[width];
    float[] high = new float[width];
    for (int c = 0; c < at.length; c++) {
      Arrays.fill(block, at[c], end(c), LabelCoordinates.NUMBER);
      if (codes.get(c) instanceof CategoryCode labels) {
        float[][] ends = labels.ends();
        for (int k = 0; k < labels.width(); k++) {
          // Bits are labels of their own.
          block[at[c] + k] = labels.isOneHot() ? at[c] : at[c] + k;
          low[at[c] + k] = ends[0][k];
          high[at[c] + k] = ends[1][k];
        }
      }
      if (hasIndicator(c)) {
        int last = end(c) - 1;
        block[last] = last;
        low[last] = indicator(c, false);
        high[last] = indicator(c, true);
      }
    }
    return new LabelCoordinates(block, low, high);
  }

  /** Whether a missing cell is among what the model learned. */
  public boolean hasMissing() {
    return Arrays.stream(missing).anyMatch(share -> share > 0 && share < 1);
  }

  /**
   * A row as coordinates. A missing cell is a state of its own where training cells were missing,
   * and open (NaN) elsewhere.
   */
  public float[] encode(double[] row) {
    float[] x = new float[width];
    for (int c = 0; c < at.length; c++) {
      boolean gap = Double.isNaN(row[c]);
      if (gap && codes.get(c) instanceof CategoryCode labels && missing[c] > 0) {
        labels.encode(schema.column(c).labels().size(), x, at[c]);
      } else {
        value(c, row[c], x);
      }
      if (hasIndicator(c)) {
        x[end(c) - 1] = indicator(c, gap);
      }
    }
    return x;
  }

  /**
   * The same, with every cell anywhere among the coordinates that decode to it: what is learned
   * from.
   */
  public float[] scatter(double[] row, RandomGenerator random) {
    float[] x = encode(row);
    for (int c = 0; c < at.length; c++) {
      if (!Double.isNaN(row[c])) {
        codes.get(c).scatter(row[c], x, at[c], random);
      }
    }
    return x;
  }

  /**
   * Whether a cell is like any of training: none that is missing where none was, and none that the
   * column's code does not know.
   */
  public boolean knows(int column, double cell) {
    return Double.isNaN(cell) ? missing[column] > 0 : codes.get(column).knows(cell);
  }

  /**
   * A row as coordinates in which some cells are there, but unknown: open (NaN) where the model has
   * to put something.
   *
   * @param unknown which they are, by column; their cells do not count
   */
  public float[] encode(double[] row, boolean[] unknown) {
    float[] x = encode(row);
    for (int c = 0; c < at.length; c++) {
      if (unknown[c]) {
        put(c, Double.NaN, x);
      }
    }
    return x;
  }

  /**
   * A row as coordinates in which missing cells are open (NaN).
   *
   * @param missingAllowed whether it is open, too, if they are missing; otherwise they are present
   *     and only their value is open
   */
  public float[] encodeGiven(double[] row, boolean missingAllowed) {
    float[] x = new float[width];
    for (int c = 0; c < at.length; c++) {
      if (missingAllowed && Double.isNaN(row[c])) {
        Arrays.fill(x, at[c], end(c), Float.NaN);
      } else {
        put(c, row[c], x);
      }
    }
    return x;
  }

  /** Puts a cell that is there into a row's coordinates; open ones (NaN) where it is NaN. */
  public void put(int column, double cell, float[] x) {
    value(column, cell, x);
    if (hasIndicator(column)) {
      x[end(column) - 1] = indicator(column, false);
    } else if (Double.isNaN(cell) && codes.get(column) instanceof CategoryCode labels) {
      labels.exclude(schema.column(column).labels().size(), x, at[column]);
    }
  }

  private void value(int c, double cell, float[] x) {
    ColumnCode code = codes.get(c);
    if (Double.isNaN(cell)) {
      Arrays.fill(x, at[c], at[c] + code.width(), Float.NaN);
    } else {
      code.encode(cell, x, at[c]);
    }
  }

  private float indicator(int c, boolean gap) {
    return (float) (MISSING_DISTANCE * ((gap ? 1 : 0) - missing[c]));
  }

  /**
   * A point as the nearest valid row.
   *
   * @param missingAllowed whether cells may come out missing
   */
  public double[] decode(float[] x, boolean missingAllowed) {
    double[] row = new double[at.length];
    for (int c = 0; c < row.length; c++) {
      ColumnCode code = codes.get(c);
      if (code instanceof CategoryCode labels) {
        int present = schema.column(c).labels().size();
        row[c] = labels.decode(x, at[c], missingAllowed ? labels.size() : present);
        row[c] = row[c] == present ? Double.NaN : row[c];
      } else {
        row[c] = code.decode(x, at[c]);
      }
      if (missingAllowed
          && hasIndicator(c)
          && x[end(c) - 1] > (indicator(c, true) + indicator(c, false)) / 2) {
        row[c] = Double.NaN;
      }
    }
    return row;
  }
}
