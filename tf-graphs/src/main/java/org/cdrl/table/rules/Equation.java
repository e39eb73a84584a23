package org.cdrl.table.rules;

/** A column follows from numbers of others, but for rounding. */
sealed interface Equation extends Rule permits Sum, Product {
  /** What {@link #total} is where no column is the total. */
  int NOTHING = -1;

  /** Column of the result; {@link #NOTHING} if the others always have the same one. */
  int total();

  /** How far the cells of a row may be from the exact ones. */
  double tolerance();

  /** Columns of the numbers that the total follows from. */
  int[] parts();

  /** What the parts of a row say that the total is, NaN if one is missing. */
  double value(double[] row);

  /** Whether no column is its total. */
  default boolean isConstant() {
    return total() == NOTHING;
  }

  /** By how much the parts of a row say too much, NaN if a cell is missing. */
  default double error(double[] row) {
    return value(row) - (isConstant() ? 0 : row[total()]);
  }

  @Override
  default boolean obeys(double[] row) {
    return !(Math.abs(error(row)) > tolerance());
  }

  /** Whether its total is decided, or has to be because the parts say what it cannot be. */
  default boolean isDecided(RowDraft row) {
    if (isConstant() || !concerns(row.cells())) {
      return false;
    }
    double value = value(row.cells());
    return row.isSettled(total())
        || value < row.low(total()) - tolerance()
        || value > row.high(total()) + tolerance();
  }

  /** How many parts are not decided. */
  default long openParts(RowDraft row) {
    long open = 0;
    for (int part : parts()) {
      open += row.isSettled(part) ? 0 : 1;
    }
    return open;
  }

  /** Fits the open parts to the total. */
  void fitParts(RowDraft row);

  @Override
  default void back(RowDraft row) {
    if (!row.isSettled(total())) {
      row.put(total(), value(row.cells()), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    fitParts(row);
    for (int part : parts()) {
      row.settle(part);
    }
  }

  @Override
  default void forth(RowDraft row) {
    if (!concerns(row.cells())) {
      return;
    }
    if (isConstant() || row.isSettled(total())) {
      fitParts(row);
    }
    // What obeys already stays as it is.
    if (!isConstant() && !obeys(row.cells())) {
      double sum = fitting(row.values(), total(), value(row.cells()), 1);
      // Out of a range, the parts have to give way in another pass.
      if (row.isWithinLimits(total(), sum)) {
        row.set(total(), sum);
      }
    }
    for (int column : decides()) {
      row.settle(column);
    }
  }

  /**
   * A number as fine as a column's, unless it is too far from the exact one.
   *
   * @param weight by how much the total changes where the column's number does by one
   */
  default double fitting(ColumnValues values, int column, double exact, double weight) {
    double fine = values.onGrain(column, exact);
    return Math.abs((fine - exact) * weight) <= tolerance() ? fine : exact;
  }
}
