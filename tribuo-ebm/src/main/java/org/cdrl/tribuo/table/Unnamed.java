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

  /** The name of the column if it is left out. */
  Optional<String> leftOut() {
    return empty || isIndex() ? Optional.of(name) : Optional.empty();
  }

  /** What became of it, for people. */
  String note() {
    String what = "column " + (column + 1) + " has no name";
    if (empty) {
      return what + " and no cells; it is left out";
    }
    return isIndex()
        ? what
            + ", and all its cells differ: it is left out as an index (--column "
            + name
            + "=integer, say, uses it)"
        : what + " and is called " + name + " (--column " + name + "=ignore leaves it out)";
  }
}
