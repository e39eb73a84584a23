package org.cdrl.tribuo.table;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;

/**
 * An attribute as an ARFF file declares it.
 *
 * @param name of the column
 * @param type what its values are
 * @param labels of a nominal attribute, in the order declared; else empty
 * @param pattern of a date; else empty
 */
record ArffAttribute(String name, Type type, Set<String> labels, String pattern) {
  /** Keys that are numbers without leading zeros. */
  private static final Pattern PLAIN_NUMBERS =
      Pattern.compile("\\[1-9\\](\\[0-9\\](\\*|\\{[0-9,]+\\})?)?");

  private static final String ISO = "yyyy-MM-dd'T'HH:mm:ss";

  /** The types of attributes. */
  enum Type {
    /** Numeric, real or integer, which mean the same. */
    NUMBER,
    /** One of the values declared. */
    NOMINAL,
    /** Any text. */
    STRING,
    /** A date and time under a pattern. */
    DATE
  }

  /**
   * Reads a declaration, behind its keyword.
   *
   * @throws IllegalArgumentException telling what is wrong with it
   */
  static ArffAttribute parse(ArffTokens tokens) {
    String name = tokens.value();
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("an attribute needs a name; write one behind @attribute");
    }
    ArffAttribute attribute = tokens.skip('{') ? nominal(name, tokens) : typed(name, tokens);
    if (!tokens.atEnd()) {
      throw wrong(name, "nothing may follow its type; remove it (weights are not supported)");
    }
    return attribute;
  }

  private static ArffAttribute nominal(String name, ArffTokens tokens) {
    Set<String> labels = new LinkedHashSet<>();
    while (!tokens.skip('}')) {
      String label = tokens.value();
      if (label == null) {
        throw wrong(name, "? is among its values, but means missing; quote or remove it");
      }
      if (!labels.add(label)) {
        throw wrong(name, "the value \"" + label + "\" is declared twice; remove one");
      }
      tokens.skip(',');
    }
    if (labels.isEmpty()) {
      throw wrong(name, "no values are declared; name some, or remove the attribute");
    }
    return new ArffAttribute(name, Type.NOMINAL, labels, "");
  }

  private static ArffAttribute typed(String name, ArffTokens tokens) {
    String type = tokens.value();
    return switch (type == null ? "?" : type.toLowerCase(Locale.ROOT)) {
      case "numeric", "real", "integer" -> new ArffAttribute(name, Type.NUMBER, Set.of(), "");
      case "string" -> new ArffAttribute(name, Type.STRING, Set.of(), "");
      case "date" -> {
        String pattern = tokens.atEnd() ? ISO : tokens.value();
        yield new ArffAttribute(name, Type.DATE, Set.of(), pattern == null ? "?" : pattern);
      }
      case "relational" ->
          throw wrong(name, "relational attributes are not supported; flatten the file first");
      default ->
          throw wrong(
              name, "\"" + type + "\" is no type; use numeric, string, date or values in braces");
    };
  }

  private static IllegalArgumentException wrong(String name, String what) {
    return new IllegalArgumentException("attribute \"" + name + "\": " + what);
  }

  /** The declaration of a column of a table. */
  static ArffAttribute of(Column column) {
    return switch (column.kind()) {
      case REAL, INTEGER -> new ArffAttribute(column.name(), Type.NUMBER, Set.of(), "");
      case KEY ->
          new ArffAttribute(
              column.name(),
              PLAIN_NUMBERS.matcher(column.pattern()).matches() ? Type.NUMBER : Type.STRING,
              Set.of(),
              "");
      case TEXT -> new ArffAttribute(column.name(), Type.STRING, Set.of(), "");
      case DATE_TIME -> new ArffAttribute(column.name(), Type.DATE, Set.of(), column.pattern());
      case CATEGORICAL, BOOLEAN, CONSTANT ->
          isNumber(column)
              ? new ArffAttribute(column.name(), Type.NUMBER, Set.of(), "")
              : nominal(column.name(), column.labels());
    };
  }

  /** The declaration of a new column. */
  static ArffAttribute of(NewColumn column) {
    return switch (column.type()) {
      case NUMBER -> new ArffAttribute(column.name(), Type.NUMBER, Set.of(), "");
      case LABEL -> nominal(column.name(), column.labels());
      case TEXT -> new ArffAttribute(column.name(), Type.STRING, Set.of(), "");
    };
  }

  private static ArffAttribute nominal(String name, List<String> labels) {
    return new ArffAttribute(name, Type.NOMINAL, new LinkedHashSet<>(labels), "");
  }

  /** Whether a column is a number that never changes, or was never there. */
  private static boolean isNumber(Column column) {
    if (column.kind() != Kind.CONSTANT || column.labels().isEmpty()) {
      return column.kind() == Kind.CONSTANT;
    }
    try {
      new BigDecimal(column.labels().get(0));
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The line that declares it, without its end. */
  String declaration() {
    String declared =
        switch (type) {
          case NUMBER -> "numeric";
          case STRING -> "string";
          case DATE -> "date " + ArffTokens.quote(pattern);
          case NOMINAL ->
              labels.stream().map(ArffTokens::quote).collect(Collectors.joining(",", "{", "}"));
        };
    return "@attribute " + ArffTokens.quote(name) + " " + declared;
  }

  /** The column, if the declaration says all of it. */
  Optional<Column> column() {
    return switch (type) {
      case NOMINAL ->
          Optional.of(
              new Column(
                  name, Kind.CATEGORICAL, List.copyOf(labels), "", "declared by its values"));
      case DATE ->
          Optional.of(new Column(name, Kind.DATE_TIME, List.of(), pattern, "declared a date"));
      case NUMBER, STRING -> Optional.empty();
    };
  }

  /** The kinds of columns that the type leaves open. */
  Set<Kind> kinds() {
    return switch (type) {
      case NUMBER -> EnumSet.of(Kind.CONSTANT, Kind.INTEGER, Kind.REAL);
      case STRING -> EnumSet.of(Kind.CONSTANT, Kind.CATEGORICAL);
      case NOMINAL -> EnumSet.of(Kind.CATEGORICAL);
      case DATE -> EnumSet.of(Kind.DATE_TIME);
    };
  }

  /**
   * Checks a value of a row.
   *
   * @throws IllegalArgumentException if it is not among the values declared
   */
  String require(String value) {
    if (type == Type.NOMINAL && value != null && !labels.contains(value)) {
      throw new IllegalArgumentException(
          "column \""
              + name
              + "\": \""
              + value
              + "\" is not among its declared values; correct it or declare it");
    }
    return value;
  }

  /**
   * The value of a sparse row that does not name the attribute.
   *
   * @throws IllegalArgumentException if the type has none
   */
  String sparseDefault() {
    return switch (type) {
      case NUMBER -> "0";
      case NOMINAL -> labels.iterator().next();
      case STRING, DATE ->
          throw new IllegalArgumentException(
              "column \""
                  + name
                  + "\": a sparse row must give a value to strings and dates; write it, or ?");
    };
  }
}
