package org.cdrl.tribuo.columns;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.tribuo.Feature;

/**
 * A column and the features that its cells are in examples.
 *
 * @param column of the table
 * @param form how cells become features
 * @param feature name of the one feature, or what stands before the {@code @} in a group's names
 * @param values the number that every label is, for {@link Form#CODES}; else empty
 */
record FeatureColumn(Column column, Form form, String feature, double[] values) {
  /** How cells become features. */
  enum Form {
    /** One feature whose value is the cell. */
    NUMBER,
    /** A feature {@code name@label} of value 1 for the cell's label, and none for the others. */
    ONE_HOT,
    /** One feature whose value is the number that stands for the cell's label. */
    CODES
  }

  static final char JOINER = '@';

  /** Distinct values that a column of codes may have. */
  static final int MOST_CODES = 10_000;

  /** Doubles cannot count beyond. */
  private static final double MOST_WHOLE = 0x1p53;

  /**
   * Checks that the parts fit together.
   *
   * @throws IllegalArgumentException naming the column
   */
  FeatureColumn {
    Objects.requireNonNull(column);
    Objects.requireNonNull(form);
    Objects.requireNonNull(feature);
    int expected = form == Form.CODES ? column.labels().size() : 0;
    if (values.length != expected || column.isNumeric() != (form == Form.NUMBER)) {
      throw new IllegalArgumentException(
          "Column \""
              + column.name()
              + "\" is "
              + column.kind()
              + " and cannot be features of the form "
              + form
              + " with "
              + values.length
              + " values");
    }
    values = values.clone();
  }

  /**
   * A column of labels, of which every one is a feature of value 1.
   *
   * @param labels in order
   * @param hint what else is known of the column, or null
   */
  static FeatureColumn oneHot(String name, List<String> labels, ColumnHint hint) {
    String reason =
        hint != null
            ? hint.reason()
            : "one feature " + name + "@... of value 1 per example, " + labels.size() + " in all";
    boolean text =
        hint != null && labels.isEmpty() && (hint.kind() == Kind.KEY || hint.kind() == Kind.TEXT);
    boolean as =
        hint != null
            && (text
                || hint.kind() == Kind.BOOLEAN && labels.size() == 2
                || hint.kind() == Kind.CONSTANT && labels.size() <= 1);
    Column column =
        new Column(
            name, as ? hint.kind() : Kind.CATEGORICAL, labels, text ? hint.pattern() : "", reason);
    return new FeatureColumn(column, Form.ONE_HOT, name, new double[0]);
  }

  /**
   * A column of numbers that are labels.
   *
   * @param values the numbers
   * @throws IllegalArgumentException if there are more than labels may be
   */
  static FeatureColumn codes(String name, SortedSet<Double> values) {
    if (values.size() > MOST_CODES) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" is to be categorical, but has more than "
              + MOST_CODES
              + " distinct values");
    }
    List<String> labels = values.stream().map(FeatureColumn::text).toList();
    return new FeatureColumn(
        new Column(name, Kind.CATEGORICAL, labels, "", "asked for"),
        Form.CODES,
        name,
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static String text(double value) {
    return isWhole(value) ? Long.toString((long) value) : Double.toString(value);
  }

  /** Whether a number can be one of a column of whole numbers. */
  static boolean isWhole(double value) {
    return value == Math.rint(value) && Math.abs(value) <= MOST_WHOLE;
  }

  /**
   * A column of numbers.
   *
   * @param feature its name
   * @param name of the column
   * @param whole whether all numbers are whole
   * @param override the kind that is asked for, or null
   * @param hint what else is known of the column, or null
   * @throws IllegalArgumentException if numbers are to be whole and are not
   */
  static FeatureColumn number(
      String feature, String name, boolean whole, Kind override, ColumnHint hint) {
    if (override == Kind.INTEGER && !whole) {
      throw new IllegalArgumentException(
          "Column \"" + name + "\" is to be INTEGER, but not all of its values are whole");
    }
    Column column;
    if (override != null) {
      column = new Column(name, override, List.of(), "", "asked for");
    } else if (hint != null
        && (hint.kind() == Kind.REAL
            || hint.kind() == Kind.DATE_TIME
            || hint.kind() == Kind.INTEGER && whole)) {
      column = new Column(name, hint.kind(), List.of(), hint.pattern(), hint.reason());
    } else {
      column =
          new Column(
              name,
              whole ? Kind.INTEGER : Kind.REAL,
              List.of(),
              "",
              whole ? "all values are whole" : "not all values are whole");
    }
    return new FeatureColumn(column, Form.NUMBER, feature, new double[0]);
  }

  /** A cell, not NaN, as a feature. */
  Feature feature(double cell) {
    return switch (form) {
      case NUMBER -> new Feature(feature, cell);
      case ONE_HOT -> new Feature(feature + JOINER + column.labels().get((int) cell), 1);
      case CODES -> new Feature(feature, values[(int) cell]);
    };
  }

  /**
   * The cell that a value of the one feature is: the nearest that the column can hold for numbers,
   * NaN for a code that was never seen.
   */
  double cell(double value) {
    if (form == Form.NUMBER) {
      double most = column.kind() == Column.Kind.INTEGER ? MOST_WHOLE : Double.MAX_VALUE;
      double within = Math.max(-most, Math.min(most, value));
      return column.kind() == Column.Kind.INTEGER ? Math.rint(within) : within;
    }
    int label = Arrays.binarySearch(values, value);
    return label < 0 ? Double.NaN : label;
  }
}
