package org.cdrl.table.keys;

import java.math.BigInteger;

/** Makes keys that look like those of a column and are none of them. Immutable. */
public sealed interface KeyMaker permits RunningKeys, PatternKeys {
  /** What all keys look like, as a regular expression. */
  String pattern();

  /** How many keys there are to be made. */
  BigInteger free();

  /**
   * The key of a row, another one for every row.
   *
   * @param seed decides which keys are made, where there is a choice
   * @param row number from 0 to {@link #free} - 1
   * @throws IllegalArgumentException if the row has none, telling how many there are
   */
  String key(long seed, long row);

  /** What the keys are, for people. */
  String description();

  /** What is made, for people. */
  default String news() {
    return free().signum() == 0
        ? "no new ones are left of " + pattern()
        : "new ones such as " + key(0, 0) + ", " + free() + " in all";
  }

  /**
   * Fails if there are too few keys.
   *
   * @param column name
   * @param rows that need a key each
   * @throws IllegalArgumentException naming the column, and telling what to do
   */
  default void requireFree(String column, long rows) {
    if (free().compareTo(BigInteger.valueOf(rows)) < 0) {
      throw new IllegalArgumentException(
          "Column \""
              + column
              + "\": only "
              + free()
              + " new keys can be made of the pattern "
              + pattern()
              + ", but "
              + rows
              + " rows need one each; draw fewer rows, or leave them out (--no-keys)");
    }
  }
}
