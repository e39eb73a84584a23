package org.cdrl.tribuo.columns;

import java.util.Arrays;
import java.util.Objects;
import org.cdrl.table.data.Column;
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
