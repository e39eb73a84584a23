package org.cdrl.cli;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cdrl.table.data.Column.Kind;

/**
 * What the user says of columns on the command line.
 *
 * @param overrides kinds by column name
 * @param ignored names of columns to leave out
 */
record ColumnKinds(Map<String, Kind> overrides, Set<String> ignored) {
  static final String OPTION = "column";

  private static final String IGNORE = "ignore";

  private static final Map<Kind, String> WORDS =
      new EnumMap<>(
          Map.of(
              Kind.REAL, "real",
              Kind.INTEGER, "integer",
              Kind.CATEGORICAL, "categorical",
              Kind.BOOLEAN, "boolean",
              Kind.DATE_TIME, "date",
              Kind.CONSTANT, "constant",
              Kind.KEY, "key",
              Kind.TEXT, "text"));

  /** The word for a kind. */
  static String word(Kind kind) {
    return WORDS.get(kind);
  }

  /**
   * Reads NAME=KIND texts.
   *
   * @param classes columns that are categorical unless a text says otherwise
   * @throws UsageException for a text that is none
   */
  static ColumnKinds of(List<String> texts, List<String> classes) throws UsageException {
    Map<String, Kind> overrides = new LinkedHashMap<>();
    Set<String> ignored = new LinkedHashSet<>();
    classes.forEach(name -> overrides.put(name, Kind.CATEGORICAL));
    for (String text : texts) {
      // The last one, for a name may have others.
      int at = text.lastIndexOf('=');
      String word = text.substring(at + 1);
      Kind kind =
          WORDS.keySet().stream()
              .filter(k -> k != Kind.CONSTANT && word(k).equals(word))
              .findFirst()
              .orElse(null);
      if (at <= 0 || kind == null && !word.equals(IGNORE)) {
        throw new UsageException(
            "--"
                + OPTION
                + " is \""
                + text
                + "\" but must be NAME=KIND, with the kind real, integer, categorical, boolean,"
                + " date, key, text or ignore");
      }
      String name = text.substring(0, at);
      if (kind == null) {
        ignored.add(name);
      } else {
        overrides.put(name, kind);
      }
    }
    for (String name : ignored) {
      if (overrides.containsKey(name)) {
        throw new UsageException(
            "column \"" + name + "\" is both ignored and used; decide for one");
      }
    }
    return new ColumnKinds(overrides, ignored);
  }
}
