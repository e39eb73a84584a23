package org.cdrl.table.rules;

import java.util.Arrays;
import org.cdrl.table.data.Schema;

/** What the cells of a row have to do with each other. */
public sealed interface Rule permits Bound, Order, Equation, Combinations, OneHot {
  /** Positions of its columns. */
  int[] columns();

  /**
   * Positions of the columns that it decides, given the others; those that it only limits in its
   * way back from given cells are not among them.
   */
  int[] decides();

  /** Whether a row obeys, as far as its cells are there. */
  boolean obeys(double[] row);

  /** The rule as {@link RuleText} reads it. */
  String text(Schema schema);

  /** Fills missing cells that follow from those that are there. */
  default void derive(double[] row, ColumnValues values) {}

  /** Fits open cells to those that were given and that the rule would decide. */
  default void back(RowDraft row) {}

  /** Decides what follows from the others. */
  void forth(RowDraft row);

  /** Narrows what the cells of a row may be to what the rule lets be. */
  void narrow(Domains domains);

  /** Whether a row has all cells that the rule is about. */
  default boolean concerns(double[] row) {
    return Arrays.stream(columns()).noneMatch(c -> Double.isNaN(row[c]));
  }
}
