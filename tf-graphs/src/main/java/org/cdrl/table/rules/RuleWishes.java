package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Which rules are wanted.
 *
 * @param found whether those that the table keeps
 * @param added rules beside them, as text
 * @param removed rules that are not, as text
 */
public record RuleWishes(boolean found, List<String> added, List<String> removed) {
  /** All that is found. */
  public static final RuleWishes FOUND = new RuleWishes(true, List.of(), List.of());

  private static final String NONE = "none";
  private static final String ALL = "found";
  private static final String NOT = "not ";

  /**
   * Reads wishes.
   *
   * @param text rules with semicolons between them, each as {@link RuleText} reads it, after "not "
   *     if it is not wanted; "none" in front if no others are, "found" or nothing if those are that
   *     the table keeps
   * @throws IllegalArgumentException if "none" stands beside rules that are not wanted
   */
  public static RuleWishes of(String text) {
    boolean found = true;
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String part : split(text)) {
      if (part.equalsIgnoreCase(NONE)) {
        found = false;
      } else if (part.startsWith(NOT)) {
        removed.add(part.substring(NOT.length()).strip());
      } else if (!part.isEmpty() && !part.equalsIgnoreCase(ALL)) {
        added.add(part);
      }
    }
    if (!found && !removed.isEmpty()) {
      throw new IllegalArgumentException(
          "Without rules that are found, there is no rule \"" + removed.get(0) + "\" to leave out");
    }
    return new RuleWishes(found, List.copyOf(added), List.copyOf(removed));
  }

  /** The parts between semicolons that are not quoted. */
  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (char c : text.toCharArray()) {
      quoted ^= c == '"';
      if (c == ';' && !quoted) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString().strip());
    return parts;
  }
}
