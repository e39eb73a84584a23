package org.cdrl.table.data;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

/**
 * What a column of a table is. A cell is a double: the number itself, the position of its label
 * among {@link #labels} for categories and booleans, seconds since 1970-01-01T00:00 (of the
 * column's own time zone) for dates and times of the day, NaN where missing. Keys and texts are no
 * cells.
 *
 * @param name the header
 * @param kind what its cells are
 * @param labels of a categorical, boolean or constant column; else empty
 * @param pattern how numbers and dates are written as text: of a date or time column as {@link
 *     java.time.format.DateTimeFormatter} takes it; of numbers as spreadsheets have it, such as
 *     {@code $#,##0.00}, {@code 0%} or {@code [h]:mm:ss}, or empty for their shortest text; of keys
 *     a regular expression; else empty
 * @param reason why it is of this kind, for people
 */
public record Column(String name, Kind kind, List<String> labels, String pattern, String reason) {
  /** The kinds of columns. */
  public enum Kind {
    /** Any number. */
    REAL,
    /** Whole numbers, up to 2^53. */
    INTEGER,
    /** One of several labels without order. */
    CATEGORICAL,
    /** One of two labels. */
    BOOLEAN,
    /** A date, a time of the day, or both. */
    DATE_TIME,
    /** The same label in every row, or always missing. */
    CONSTANT,
    /** A text that tells which row it is. It is not learned: cells are NaN in tables. */
    KEY,
    /** Text that is not learned: cells are NaN in tables. */
    TEXT
  }

  /**
   * Checks that labels and pattern fit the kind.
   *
   * @throws IllegalArgumentException naming the column
   */
  public Column {
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(pattern);
    Objects.requireNonNull(reason);
    labels = List.copyOf(labels);
    boolean good =
        switch (kind) {
          case REAL, INTEGER -> labels.isEmpty();
          case CATEGORICAL -> !labels.isEmpty() && pattern.isEmpty();
          case BOOLEAN -> labels.size() == 2 && pattern.isEmpty();
          case DATE_TIME, KEY -> labels.isEmpty() && !pattern.isEmpty();
          case TEXT -> labels.isEmpty() && pattern.isEmpty();
          case CONSTANT -> labels.size() <= 1 && pattern.isEmpty();
        };
    if (!good) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" cannot be "
              + kind
              + " with the labels "
              + labels
              + " and the pattern \""
              + pattern
              + "\"");
    }
  }

  /** A real column. */
  public static Column real(String name) {
    return new Column(name, Kind.REAL, List.of(), "", "given");
  }

  /** An integer column. */
  public static Column integer(String name) {
    return new Column(name, Kind.INTEGER, List.of(), "", "given");
  }

  /** A column of which every cell is missing. */
  public static Column empty(String name) {
    return new Column(name, Kind.CONSTANT, List.of(), "", "every cell is missing");
  }

  /** A categorical column. */
  public static Column categorical(String name, List<String> labels) {
    return new Column(name, Kind.CATEGORICAL, labels, "", "given");
  }

  /** Whether cells are numbers on a scale: real, integer, date or time. */
  public boolean isNumeric() {
    return kind == Kind.REAL || kind == Kind.INTEGER || kind == Kind.DATE_TIME;
  }

  /** Whether it stands in tables without any cells: a key, a text, or nothing at all. */
  public boolean isEmpty() {
    return isText() || kind == Kind.CONSTANT && labels.isEmpty();
  }

  /** Whether its cells are texts that no table has: a key or free text. */
  public boolean isText() {
    return kind == Kind.KEY || kind == Kind.TEXT;
  }

  /** Whether cells are positions among several labels. */
  public boolean isCategorical() {
    return kind == Kind.CATEGORICAL || kind == Kind.BOOLEAN;
  }

  /** A cell, not NaN, for people: dates in ISO's form, numbers and labels as they are. */
  public String text(double cell) {
    if (!isNumeric()) {
      return labels.get((int) cell);
    }
    if (kind != Kind.DATE_TIME) {
      return BigDecimal.valueOf(cell).stripTrailingZeros().toPlainString();
    }
    LocalDateTime time = LocalDateTime.ofEpochSecond((long) Math.floor(cell), 0, ZoneOffset.UTC);
    boolean noDate = pattern.chars().noneMatch(c -> c == 'y' || c == 'u');
    return noDate
        ? time.toLocalTime().toString()
        : time.toLocalTime().equals(LocalTime.MIDNIGHT)
            ? time.toLocalDate().toString()
            : time.toString();
  }

  /** Whether cells mean the same in two columns: name, kind and labels are the same. */
  public boolean sameAs(Column other) {
    return name.equals(other.name) && kind == other.kind && labels.equals(other.labels);
  }
}
