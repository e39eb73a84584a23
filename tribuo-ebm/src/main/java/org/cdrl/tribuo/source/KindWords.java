package org.cdrl.tribuo.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cdrl.table.data.Column.Kind;

/** The words for kinds of columns in configurations. */
final class KindWords {
  /** All of them, for people. */
  static final String ALL = "real, integer, categorical, boolean, date, key or text";

  private static final List<Kind> KINDS =
      List.of(
          Kind.REAL,
          Kind.INTEGER,
          Kind.CATEGORICAL,
          Kind.BOOLEAN,
          Kind.DATE_TIME,
          Kind.KEY,
          Kind.TEXT);

  private KindWords() {}

  /** The word for a kind. */
  static String word(Kind kind) {
    return kind == Kind.DATE_TIME ? "date" : kind.name().toLowerCase(Locale.ROOT);
  }

  /** The kind that a word in any case means; empty if none. */
  static Optional<Kind> kind(String word) {
    return KINDS.stream().filter(kind -> word(kind).equalsIgnoreCase(word)).findFirst();
  }
}
