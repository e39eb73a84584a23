package org.cdrl.tribuo.columns;

import java.util.Objects;
import org.cdrl.table.data.Column.Kind;

/**
 * What is known of a column from elsewhere than the features that it became.
 *
 * @param name of the column
 * @param kind what its cells are; null if they are numbers of any kind
 * @param pattern how numbers and dates are written, see {@link org.cdrl.table.data.Column}; else
 *     empty
 * @param reason how this is known, for people
 * @param empty whether all cells are missing, so that no feature tells of the column
 * @param leftOut whether the column was left out of the features, as no model should learn it
 */
public record ColumnHint(
    String name, Kind kind, String pattern, String reason, boolean empty, boolean leftOut) {
  public ColumnHint {
    Objects.requireNonNull(name);
    Objects.requireNonNull(pattern);
    Objects.requireNonNull(reason);
  }

  /** Whether cells are labels. */
  boolean isLabels() {
    return kind == Kind.CATEGORICAL || kind == Kind.BOOLEAN || kind == Kind.CONSTANT;
  }
}
