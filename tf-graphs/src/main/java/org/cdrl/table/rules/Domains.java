package org.cdrl.table.rules;

/** What the cells of a row may still be: from where to where, per column. */
final class Domains {
  /** What doubles lose, as a share. */
  private static final double ROUNDING = 1e-12;

  private final double[] low;
  private final double[] high;
  private final ColumnValues values;
  private boolean changed;

  private Domains(double[] low, double[] high, ColumnValues values) {
    this.low = low;
    this.high = high;
    this.values = values;
  }

  /** Everything that the limits of a row and the ranges of columns let be. */
  static Domains of(RowDraft row) {
    int columns = row.columns();
    double[] low = new double[columns];
    double[] high = new double[columns];
    for (int c = 0; c < columns; c++) {
      ColumnValues of = row.values();
      boolean inside = of.isNumber(c) && !row.isGiven(c);
      low[c] = inside ? Math.max(row.low(c), of.least()[c]) : row.low(c);
      high[c] = inside ? Math.min(row.high(c), of.most()[c]) : row.high(c);
      if (row.isGiven(c)) {
        low[c] = row.cell(c);
        high[c] = row.cell(c);
      }
    }
    return new Domains(low, high, row.values());
  }

  /** Everything from a least to a most number of each column, as fine as it may be. */
  static Domains between(double[] low, double[] high) {
    return new Domains(low.clone(), high.clone(), ColumnValues.open(low.length));
  }

  Domains copy() {
    return new Domains(low.clone(), high.clone(), values);
  }

  double low(int column) {
    return low[column];
  }

  double high(int column) {
    return high[column];
  }

  /** Whether a cell may be. */
  boolean has(int column, double cell) {
    return cell >= low[column] - slack(cell) && cell <= high[column] + slack(cell);
  }

  /** Whether one cell is left, but for rounding. */
  boolean isDecided(int column) {
    return high[column] - low[column] <= slack(high[column]);
  }

  boolean isEmpty() {
    for (int c = 0; c < low.length; c++) {
      if (low[c] > high[c] + slack(low[c])) {
        return true;
      }
    }
    return false;
  }

  /** Whether anything was narrowed since the last call. */
  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  /** Narrows a column to what is in a range, and as fine as the column. */
  void keep(int column, double from, double to) {
    double least = atLeast(column, from - slack(from));
    double most = atMost(column, to + slack(to));
    if (least > low[column] + slack(low[column])) {
      low[column] = least;
      changed = true;
    }
    if (most < high[column] - slack(high[column])) {
      high[column] = most;
      changed = true;
    }
  }

  private double atLeast(int column, double from) {
    double step = values.step(column);
    if (step == 0 || Double.isInfinite(from) || Double.isNaN(from)) {
      return from;
    }
    double near = values.onGrain(column, from);
    return near < from ? values.onGrain(column, near + step) : near;
  }

  private double atMost(int column, double to) {
    double step = values.step(column);
    if (step == 0 || Double.isInfinite(to) || Double.isNaN(to)) {
      return to;
    }
    double near = values.onGrain(column, to);
    return near > to ? values.onGrain(column, near - step) : near;
  }

  /** Leaves one cell. */
  void decide(int column, double cell) {
    low[column] = cell;
    high[column] = cell;
    changed = true;
  }

  private static double slack(double at) {
    return Double.isInfinite(at) || Double.isNaN(at) ? 0 : ROUNDING * Math.max(1, Math.abs(at));
  }
}
