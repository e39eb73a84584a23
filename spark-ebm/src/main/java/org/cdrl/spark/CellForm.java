package org.cdrl.spark;

import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;

/** What Spark's types are to a table. */
enum CellForm {
  NUMBER("numbers"),
  TRUTH("truth values"),
  TEXT("text"),
  DAY("dates"),
  /** An instant, which is a date and time in the session's time zone. */
  INSTANT("timestamps"),
  /** A date and time of no time zone. */
  LOCAL("timestamps without a time zone");

  private final String plural;

  CellForm(String plural) {
    this.plural = plural;
  }

  /**
   * The form of a field's cells.
   *
   * @throws IllegalArgumentException naming the field if its type is none of a table's
   */
  static CellForm of(StructField field) {
    DataType type = field.dataType();
    if (type instanceof NumericType) {
      return NUMBER;
    }
    if (type instanceof StringType) {
      return TEXT;
    }
    if (type instanceof BooleanType) {
      return TRUTH;
    }
    if (type instanceof DateType) {
      return DAY;
    }
    if (type instanceof TimestampType) {
      return INSTANT;
    }
    if (type instanceof TimestampNTZType) {
      return LOCAL;
    }
    throw new IllegalArgumentException(
        "Column \""
            + field.name()
            + "\" has the type "
            + type.simpleString()
            + ", which is no cell of a table; tables have strings, booleans, numbers, dates and"
            + " timestamps: select its parts, or drop it");
  }

  /** Whether it is a date or a time. */
  boolean isTime() {
    return this == DAY || this == INSTANT || this == LOCAL;
  }

  /**
   * Fails unless cells of this form can be those of a column.
   *
   * @throws IllegalArgumentException naming the column
   */
  void requireFits(Column column) {
    boolean fits =
        switch (column.kind()) {
          case REAL, INTEGER -> this == NUMBER || this == TEXT;
          case DATE_TIME -> isTime() || this == TEXT;
          case CATEGORICAL, BOOLEAN ->
              this == TRUTH
                  ? label(column, true) != null || label(column, false) != null
                  : !isTime();
          case CONSTANT, KEY, TEXT -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(
          "Column \""
              + column.name()
              + "\" has "
              + plural
              + ", but the model learned "
              + (column.kind() == Kind.DATE_TIME
                  ? "dates or times"
                  : column.isNumeric() ? "numbers" : "the labels " + some(column))
              + " there; cast it");
    }
  }

  private static String some(Column column) {
    int most = 5;
    return String.join(", ", column.labels().subList(0, Math.min(most, column.labels().size())))
        + (column.labels().size() > most ? ", .." : "");
  }

  /** The label of a column that a truth value is; null if there is none. */
  static String label(Column column, boolean truth) {
    return column.labels().stream()
        .filter(label -> label.equalsIgnoreCase(Boolean.toString(truth)))
        .findFirst()
        .orElse(null);
  }
}
