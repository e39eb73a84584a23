package org.cdrl.table.text;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The texts that stand for a missing cell. Blanks around a cell do not count, case does.
 *
 * @param tokens what reads as missing
 * @param written what is written for a missing cell
 */
public record MissingTokens(Set<String> tokens, String written) {
  /**
   * What spreadsheets, databases, R and Python write; a missing cell is written as an empty one. A
   * dash and the word none are not among them, for they are values in too many columns.
   */
  public static final MissingTokens DEFAULT =
      new MissingTokens(
          Set.of(
              "", "?", "NA", "N/A", "n/a", "#N/A", "#NA", "<NA>", "NaN", "nan", "NAN", "null",
              "Null", "NULL", "None", "NONE"),
          "");

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
          "Missing cells would be written as \""
              + written
              + "\", which does not read as missing; name another text for them first");
    }
  }

  /**
   * Further texts that stand for a missing cell; the first of them is written.
   *
   * @param more empty for none
   */
  public MissingTokens plus(List<String> more) {
    Set<String> all = new TreeSet<>(tokens);
    more.forEach(token -> all.add(token.strip()));
    return new MissingTokens(all, more.isEmpty() ? written : more.get(0).strip());
  }

  /**
   * Without texts that are values.
   *
   * @throws IllegalArgumentException if the one to write is among them
   */
  public MissingTokens minus(Collection<String> values) {
    Set<String> rest = new TreeSet<>(tokens);
    values.forEach(value -> rest.remove(value.strip()));
    return new MissingTokens(rest, written);
  }

  /** Whether a cell is missing: null, or one of the tokens. */
  public boolean matches(String cell) {
    return cell == null || tokens.contains(cell.strip());
  }
}
