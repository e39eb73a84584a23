package org.cdrl.table.text;

/** What comes first in dates such as 04/05/2024, which can be read in two ways. */
public enum DateOrder {
  /** Unknown: some cell of the column must show it, as 19/05/2024 does. */
  UNKNOWN,
  /** The day. */
  DAY_FIRST,
  /** The month. */
  MONTH_FIRST;

  /** Whether dates may be read under one of two patterns that differ in the order only. */
  boolean allows(DateText date) {
    return this == UNKNOWN || !date.hasTwin() || date.hasDayFirst() == (this == DAY_FIRST);
  }
}
