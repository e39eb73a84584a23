package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A row whose open cells were drawn, on its way to obey all rules. Cells that were given stay as
 * they are; columns that have to stay in a range keep to it.
 */
public final class RowDraft {
  private final double[] cells;
  private final boolean[] settled;
  private final boolean[] given;
  private final boolean[] ranged;
  private final double[] low;
  private final double[] high;
  private final ColumnValues values;
  private Set<Integer> totals = Set.of();
  private final RandomGenerator random;

  /**
   * A draft with everything open.
   *
   * @param cells NaN where missing; written
   * @param columns of the user's table; cells beyond are differences
   * @param values of the columns
   * @param random numbers of this row
   */
  public RowDraft(double[] cells, int columns, ColumnValues values, RandomGenerator random) {
    this.cells = cells;
    this.values = values;
    this.random = random;
    settled = new boolean[columns];
    given = new boolean[columns];
    ranged = new boolean[columns];
    low = new double[columns];
    high = new double[columns];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
  }

  /** Says that a cell was given. */
  public RowDraft given(int column) {
    given[column] = true;
    return ranged(column, cells[column], cells[column]);
  }

  /** Says that a cell was drawn from a range, which it must not leave. */
  public RowDraft ranged(int column, double from, double to) {
    limit(column, from, to);
    ranged[column] = true;
    return this;
  }

  /**
   * Lets everything be decided anew, but for what is given or in a range.
   *
   * @param newTotals columns that are sums of others
   */
  void open(Set<Integer> newTotals) {
    totals = newTotals;
    System.arraycopy(ranged, 0, settled, 0, settled.length);
  }

  /** Narrows what a column may have. */
  void limit(int column, double from, double to) {
    low[column] = Math.max(low[column], from);
    high[column] = Math.min(high[column], to);
  }

  /** Columns of the user's table. */
  int columns() {
    return given.length;
  }

  double low(int column) {
    return low[column];
  }

  double high(int column) {
    return high[column];
  }

  double cell(int column) {
    return cells[column];
  }

  boolean isMissing(int column) {
    return Double.isNaN(cells[column]);
  }

  /** Whether what stands in a column is decided. */
  boolean isSettled(int column) {
    return settled[column];
  }

  /** Keeps to the limits of a column; what was drawn within them stays. */
  void keepToLimits(int column) {
    double cell = cells[column];
    if (!isWithinLimits(column, cell) && !given[column] && low[column] <= high[column]) {
      cells[column] = values.within(column, cell, low[column], high[column]);
    }
  }

  /** Whether a column's limits let a cell be; a missing one is in any. */
  boolean isWithinLimits(int column, double cell) {
    return !(cell < low[column] || cell > high[column]);
  }

  boolean isTotal(int column) {
    return totals.contains(column);
  }

  boolean isGiven(int column) {
    return given[column];
  }

  double[] cells() {
    return cells;
  }

  void settle(int column) {
    settled[column] = true;
  }

  /**
   * Puts the number nearest to a wish that a column may have, unless there is none or the cell is
   * missing.
   */
  void put(int column, double wish, double atLeast, double atMost) {
    double from = Math.max(low[column], atLeast);
    double to = Math.min(high[column], atMost);
    settle(column);
    if (!isMissing(column) && !given[column] && from <= to) {
      cells[column] = values.within(column, wish, from, to);
    }
  }

  /** Puts a cell, unless another one is given. */
  void set(int column, double cell) {
    settle(column);
    if (!given[column]) {
      cells[column] = cell;
    }
  }

  ColumnValues values() {
    return values;
  }

  /** One of several, as often as their weights say. */
  int draw(double[] weights) {
    double u = random.nextDouble() * Arrays.stream(weights).sum();
    int k = 0;
    while (k < weights.length - 1 && u >= weights[k]) {
      u -= weights[k++];
    }
    return k;
  }
}
