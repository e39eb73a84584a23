package org.cdrl.table.rules;

import java.util.Locale;

/**
 * A rule and what a table says of it.
 *
 * @param text the rule as {@link RuleText} reads it; in words where it is a range
 * @param obeying rows that obey
 * @param rows rows that have all its cells
 * @param fate what becomes of it
 */
public record Finding(String text, long obeying, long rows, Fate fate) {
  /** What becomes of a rule. */
  public enum Fate {
    /** Every drawn row obeys. */
    KEPT,
    /** Follows from rules that are kept, and from ranges. */
    IMPLIED,
    /** Rows of the table break it, and nobody asked for it. */
    BROKEN,
    /** Other rules decide its columns already. */
    UNKEPT,
    /** The range and the steps of one column, which drawn and filled rows keep in any case. */
    RANGE
  }

  /** The number of rows, and what becomes of the rule, for people. */
  public String description() {
    String count =
        obeying == rows
            ? String.format(Locale.ROOT, "all %,d rows", rows)
            : String.format(Locale.ROOT, "%,d of %,d rows", obeying, rows);
    return switch (fate) {
      case KEPT, RANGE -> count;
      case IMPLIED -> count + "; follows from the others";
      case BROKEN -> count + "; not kept, for rows break it";
      case UNKEPT -> count + "; not kept, for other rules decide its columns";
    };
  }
}
