package org.cdrl.quality;

import java.util.List;
import java.util.OptionalInt;

/**
 * What columns are to be judged for, by their positions.
 *
 * @param target the column to predict, if any
 * @param known columns that an attacker knows of a person; empty if no attack is asked for
 * @param sensitive columns that the attacker wants to know; empty if {@code known} is
 */
public record ColumnRoles(OptionalInt target, List<Integer> known, List<Integer> sensitive) {
  /** Copies the lists. */
  public ColumnRoles {
    known = List.copyOf(known);
    sensitive = List.copyOf(sensitive);
    if (known.isEmpty() != sensitive.isEmpty()) {
      throw new IllegalArgumentException("Name both known and sensitive columns, or neither");
    }
  }

  /** No column has a role. */
  public static ColumnRoles none() {
    return new ColumnRoles(OptionalInt.empty(), List.of(), List.of());
  }

  /** A column to predict. */
  public static ColumnRoles target(int column) {
    return new ColumnRoles(OptionalInt.of(column), List.of(), List.of());
  }
}
