package org.cdrl.table.text;

import java.util.Set;

/**
 * The texts that stand for a missing cell. Blanks around a cell do not count, case does.
 *
 * @param tokens what reads as missing
 * @param written what is written for a missing cell
 */
public record MissingTokens(Set<String> tokens, String written) {
  /** What most files use; a missing cell is written as an empty one. */
  public static final MissingTokens DEFAULT =
      new MissingTokens(Set.of("", "?", "NA", "N/A", "NaN", "nan", "null", "NULL"), "");

  /** No text is missing: for rows that say so with null. */
  public static final MissingTokens NONE = new MissingTokens(Set.of(), "");

  /**
   * Checks that what is written can be read.
   *
   * @throws IllegalArgumentException if there are tokens and the one to write is not among them
   */
  public MissingTokens {
    tokens = Set.copyOf(tokens);
    if (!tokens.isEmpty() && !tokens.contains(written)) {
      throw new IllegalArgumentException(
          "Missing cells would be written as \"" + written + "\", which does not read as missing");
    }
  }

  /** Whether a cell is missing: null, or one of the tokens. */
  public boolean matches(String cell) {
    return cell == null || tokens.contains(cell.strip());
  }
}
