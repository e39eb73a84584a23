package org.cdrl.tribuo.table;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.text.MissingTokens;

/**
 * A column for which the header has an empty name. The first one, where all its cells differ, is
 * the index that data frames write before their columns; one without cells is what a delimiter at
 * the end of every line makes. Both are left out.
 */
final class Unnamed {
  /** After so many different cells the others are not compared. */
  private static final int MANY = 10_000;

  private final int column;
  private final String name;
  private final Set<String> seen = new HashSet<>();
  private boolean empty = true;
  private boolean different = true;

  /**
   * No cells yet.
   *
   * @param column its position, from 0
   * @param name what it is called instead
   */
  Unnamed(int column, String name) {
    this.column = column;
    this.name = name;
  }

  void add(String[] row, MissingTokens missing) {
    String cell = row[column];
    boolean there = !missing.matches(cell);
    empty &= !there;
    different &= there && (seen.size() >= MANY || seen.add(cell.strip()));
  }

  private boolean isIndex() {
    return column == 0 && different;
  }

  /** What it is called instead. */
  String name() {
    return name;
  }

  /** Why the column is left out, if it is. */
  Optional<String> leftOut() {
    if (empty) {
      return Optional.of("no name and no cells");
    }
    return isIndex()
        ? Optional.of(
            "no name, and cells that all differ, as an index has; override with "
                + name
                + "=integer")
        : Optional.empty();
  }
}
