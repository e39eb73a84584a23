package org.cdrl.spark;

import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The fields of data frames by their names. */
final class Fields {
  private Fields() {}

  /**
   * The position of a field.
   *
   * @return -1 if it is not there and not needed
   * @throws IllegalArgumentException naming a field that is there twice, or not at all
   */
  static int position(StructType fields, String name, boolean needed) {
    int[] found =
        IntStream.range(0, fields.size())
            .filter(f -> fields.fields()[f].name().equals(name))
            .toArray();
    if (found.length > 1) {
      throw new IllegalArgumentException(
          "The data frame has " + found.length + " columns \"" + name + "\"; drop or rename some");
    }
    if (found.length == 0 && needed) {
      throw new IllegalArgumentException(
          "The data frame lacks the model's column \""
              + name
              + "\"; it has "
              + String.join(", ", fields.fieldNames()));
    }
    return found.length == 0 ? -1 : found[0];
  }

  /**
   * Fields with one more behind them.
   *
   * @throws IllegalArgumentException if there is one of this name
   */
  static StructType with(StructType fields, String name, DataType type) {
    if (position(fields, name, false) >= 0) {
      throw new IllegalArgumentException(
          "The data frame has a column \""
              + name
              + "\" already; rename it, or set another name for the result");
    }
    return fields.add(name, type, true);
  }

  /**
   * Fields with those of a score and of its share behind them.
   *
   * @throws IllegalArgumentException if there is one of these names
   */
  static StructType scored(StructType fields, String score, String share) {
    return with(with(fields, score, DataTypes.DoubleType), share, DataTypes.DoubleType);
  }
}
