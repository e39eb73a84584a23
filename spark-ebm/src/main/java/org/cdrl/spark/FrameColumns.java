package org.cdrl.spark;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.SchemaInference;

/**
 * What the columns of a data frame are to a model. Types decide about numbers, truth values, dates
 * and times; strings are what the command line finds in the cells of files.
 *
 * @param schema of the columns that are learned
 * @param leftOut columns that no model should learn, and why
 * @param keys what makes more keys, by columns of keys
 */
record FrameColumns(Schema schema, Map<String, String> leftOut, Map<String, KeyMaker> keys) {
  private static final String DAY = "uuuu-MM-dd";
  private static final String SECOND = "uuuu-MM-dd HH:mm:ss";
  private static final String MICROSECOND = "uuuu-MM-dd HH:mm:ss.SSSSSS";

  /**
   * Finds out.
   *
   * @param rows some or all of the data frame
   * @param kinds of some columns by name, where they would be taken for something else
   * @param kept columns that are learned whatever they are
   * @throws IllegalArgumentException naming the column of what is wrong
   */
  static FrameColumns of(
      StructType given, List<Row> rows, Map<String, Kind> kinds, List<String> kept) {
    List<String> names = List.of(given.fieldNames());
    for (String name : names) {
      Fields.position(given, name, true);
    }
    SchemaInference inference = new SchemaInference(names, CellFormat.DEFAULT);
    CellForm[] forms = new CellForm[names.size()];
    for (int f = 0; f < forms.length; f++) {
      StructField field = given.fields()[f];
      forms[f] = CellForm.of(field);
      if (kinds.containsKey(field.name())) {
        inference.allow(field.name(), EnumSet.of(kinds.get(field.name())));
      } else if (forms[f].isTime()) {
        inference.declare(time(field, forms[f], rows, f));
      } else {
        inference.allow(field.name(), kinds(field, forms[f]));
      }
    }
    kept.stream().filter(names::contains).forEach(inference::keep);
    for (Row row : rows) {
      String[] cells = new String[forms.length];
      for (int f = 0; f < cells.length; f++) {
        cells[f] = text(row.get(f));
      }
      inference.add(cells);
    }
    return new FrameColumns(
        inference.schema(),
        new LinkedHashMap<>(inference.leftOut()),
        new LinkedHashMap<>(inference.keys()));
  }

  /** What a type leaves open. */
  private static Set<Kind> kinds(StructField field, CellForm form) {
    return switch (form) {
      case TRUTH -> EnumSet.of(Kind.CONSTANT, Kind.BOOLEAN);
      case NUMBER ->
          hasDecimals(field)
              ? EnumSet.of(Kind.CONSTANT, Kind.REAL)
              : EnumSet.of(Kind.CONSTANT, Kind.BOOLEAN, Kind.INTEGER);
      default -> EnumSet.allOf(Kind.class);
    };
  }

  private static boolean hasDecimals(StructField field) {
    return field.dataType() instanceof DoubleType
        || field.dataType() instanceof FloatType
        || field.dataType() instanceof DecimalType decimal && decimal.scale() > 0;
  }

  private static Column time(StructField field, CellForm form, List<Row> rows, int f) {
    boolean fractions =
        form != CellForm.DAY
            && IntStream.range(0, rows.size())
                .anyMatch(r -> !rows.get(r).isNullAt(f) && hasFraction(rows.get(r).get(f)));
    String pattern = form == CellForm.DAY ? DAY : fractions ? MICROSECOND : SECOND;
    return new Column(
        field.name(),
        Kind.DATE_TIME,
        List.of(),
        pattern,
        "its type is " + field.dataType().simpleString());
  }

  private static boolean hasFraction(Object time) {
    return (time instanceof java.sql.Timestamp stamp
            ? stamp.getNanos()
            : time instanceof java.time.Instant instant
                ? instant.getNano()
                : ((java.time.LocalDateTime) time).getNano())
        > 0;
  }

  /** A cell as it would stand in a file; null if it is missing. */
  private static String text(Object value) {
    if (value == null || value instanceof Number number && Double.isNaN(number.doubleValue())) {
      return null;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    }
    boolean real = value instanceof Double || value instanceof Float;
    return real && Double.isFinite(((Number) value).doubleValue())
        ? new BigDecimal(value.toString()).toPlainString()
        : value.toString();
  }
}
