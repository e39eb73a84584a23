package org.cdrl.tribuo.source;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.cdrl.table.data.Column.Kind;

/** The words for kinds of columns in configurations. */
public final class KindWords {
  /** All of them, for people. */
  public static final String ALL = "real, integer, categorical, boolean, date, key or text";

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
  public static String word(Kind kind) {
    return kind == Kind.DATE_TIME ? "date" : kind.name().toLowerCase(Locale.ROOT);
  }

  /** The kind that a word in any case means; empty if none. */
  public static Optional<Kind> kind(String word) {
    return KINDS.stream().filter(kind -> word(kind).equalsIgnoreCase(word)).findFirst();
  }
}
