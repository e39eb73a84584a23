package org.cdrl.spark;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StructField;
import org.cdrl.table.data.Column;

/**
 * Writes cells of a table as values of a data frame's types.
 *
 * @param zone of instants
 * @param java8 whether the session wants dates and times of java.time
 */
record CellWriter(ZoneId zone, boolean java8) implements Serializable {
  /** Of no session: for checks of schemas, which do not depend on one. */
  static final CellWriter ANY = new CellWriter(ZoneOffset.UTC, true);

  private static final long MILLION = 1_000_000;

  /** For a session. */
  static CellWriter of(SparkSession session) {
    return new CellWriter(
        ZoneId.of(session.conf().get("spark.sql.session.timeZone"), ZoneId.SHORT_IDS),
        Boolean.parseBoolean(session.conf().get("spark.sql.datetime.java8API.enabled")));
  }

  /** The type of a column's cells where no data frame says another. */
  static DataType type(Column column) {
    return switch (column.kind()) {
      case REAL -> DataTypes.DoubleType;
      case INTEGER -> DataTypes.LongType;
      case BOOLEAN ->
          CellForm.label(column, true) != null && CellForm.label(column, false) != null
              ? DataTypes.BooleanType
              : DataTypes.StringType;
      case CATEGORICAL, CONSTANT, KEY, TEXT -> DataTypes.StringType;
      case DATE_TIME -> timeType(column.pattern());
    };
  }

  /** Letters outside quotes are what a pattern tells. */
  private static DataType timeType(String pattern) {
    String letters = pattern.replaceAll("'[^']*'", "");
    boolean date = letters.chars().anyMatch(c -> "uyMLdQqDYwe".indexOf(c) >= 0);
    boolean time = letters.chars().anyMatch(c -> "HhKkmsSAanN".indexOf(c) >= 0);
    return !date ? DataTypes.StringType : time ? DataTypes.TimestampNTZType : DataTypes.DateType;
  }

  /**
   * A value.
   *
   * @param field whose type the value gets
   * @param cell of the column; NaN where missing
   * @param text the same cell as text
   * @throws ArithmeticException naming the column if the type cannot hold the number
   */
  Object value(StructField field, Column column, double cell, String text) {
    if (Double.isNaN(cell)) {
      return null;
    }
    return switch (CellForm.of(field)) {
      case TEXT -> text;
      case TRUTH -> Boolean.valueOf(text.equalsIgnoreCase("true"));
      case DAY -> day(LocalDate.ofEpochDay(Math.floorDiv((long) Math.floor(cell), 86_400L)));
      case INSTANT -> instant(local(cell).atZone(zone).toInstant());
      case LOCAL -> local(cell);
      case NUMBER -> {
        BigDecimal number =
            column.isNumeric() ? BigDecimal.valueOf(cell) : new BigDecimal(text.strip());
        try {
          yield number(field.dataType(), number);
        } catch (ArithmeticException e) {
          throw new ArithmeticException(
              "Column \""
                  + field.name()
                  + "\": "
                  + number
                  + " does not fit the type "
                  + field.dataType().simpleString()
                  + "; cast it to a larger one");
        }
      }
    };
  }

  private static Object number(DataType type, BigDecimal number) {
    if (type instanceof DecimalType decimal) {
      BigDecimal scaled = number.setScale(decimal.scale(), RoundingMode.HALF_EVEN);
      if (scaled.precision() > decimal.precision()) {
        throw new ArithmeticException();
      }
      return scaled;
    }
    if (type instanceof FloatType) {
      return number.floatValue();
    }
    BigDecimal whole = number.setScale(0, RoundingMode.HALF_EVEN);
    if (type instanceof ByteType) {
      return whole.byteValueExact();
    }
    if (type instanceof ShortType) {
      return whole.shortValueExact();
    }
    if (type instanceof IntegerType) {
      return whole.intValueExact();
    }
    if (type instanceof LongType) {
      return whole.longValueExact();
    }
    return number.doubleValue();
  }

  /** To the microsecond, as Spark has times. */
  private static LocalDateTime local(double seconds) {
    long micros = Math.round(seconds * MILLION);
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MILLION),
        (int) Math.floorMod(micros, MILLION) * 1000,
        ZoneOffset.UTC);
  }

  private Object day(LocalDate date) {
    return java8 ? date : java.sql.Date.valueOf(date);
  }

  private Object instant(Instant time) {
    return java8 ? time : java.sql.Timestamp.from(time);
  }
}
