package org.cdrl.spark;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;

/**
 * Reads rows of a data frame as rows of a model's table. Cells are missing where they are null, no
 * number, or a text that stands for a missing cell; what a column does not know, such as a label
 * that was never seen, is {@linkplain Table#isUnknown unknown}.
 */
final class CellReader {
  private final Schema schema;
  private final ZoneId zone;

  /** Where every column of the model is among the fields; -1 for one that is not there. */
  private final int[] fields;

  /** Null for columns that are not read. */
  private final CellForm[] forms;

  /**
   * For the rows of a data frame.
   *
   * @param optional columns that it may lack, which are missing then
   * @param zone of instants
   * @throws IllegalArgumentException naming a column that the data frame lacks, has twice, or has
   *     of a type that does not fit
   */
  CellReader(Schema schema, StructType given, Set<String> optional, ZoneId zone) {
    this.schema = schema;
    this.zone = zone;
    fields = new int[schema.size()];
    forms = new CellForm[schema.size()];
    for (int c = 0; c < fields.length; c++) {
      Column column = schema.column(c);
      boolean needed = !column.isText() && !optional.contains(column.name());
      fields[c] = column.isText() ? -1 : Fields.position(given, column.name(), needed);
      if (fields[c] >= 0) {
        forms[c] = CellForm.of(given.fields()[fields[c]]);
        forms[c].requireFits(column);
      }
    }
  }

  /** Where a column of the model is among the fields; -1 if it is not read. */
  int field(int column) {
    return fields[column];
  }

  /** Reads rows. */
  Table read(List<Row> rows) {
    CellText text = new CellText(schema, CellFormat.DEFAULT);
    double[][] cells = new double[rows.size()][];
    boolean[][] unknown = new boolean[rows.size()][];
    for (int r = 0; r < cells.length; r++) {
      String[] texts = texts(rows.get(r));
      cells[r] = text.parse(texts, (column, wrong) -> {});
      unknown[r] = text.unknown(texts, cells[r]);
      for (int c = 0; c < fields.length; c++) {
        if (!isText(c) && !rows.get(r).isNullAt(fields[c])) {
          cells[r][c] = number(c, rows.get(r).get(fields[c]));
          if (Double.isNaN(cells[r][c]) && !isNoNumber(rows.get(r).get(fields[c]))) {
            unknown[r] = unknown[r] == null ? new boolean[fields.length] : unknown[r];
            unknown[r][c] = true;
          }
        }
      }
    }
    return new Table(schema, cells, unknown);
  }

  /** Whether the cell of a model's column is missing, not only unknown. */
  boolean isMissing(Row row, int column) {
    Object value = row.get(fields[column]);
    return value == null
        || isNoNumber(value)
        || value instanceof String text && CellFormat.DEFAULT.missing().matches(text);
  }

  /** Whether cells of a column are read from text, or not at all. */
  private boolean isText(int c) {
    return fields[c] < 0 || !schema.column(c).isNumeric() || forms[c] == CellForm.TEXT;
  }

  private static boolean isNoNumber(Object value) {
    return value instanceof Number number && Double.isNaN(number.doubleValue());
  }

  private String[] texts(Row row) {
    String[] texts = new String[fields.length];
    for (int c = 0; c < texts.length; c++) {
      if (isText(c) && fields[c] >= 0 && !row.isNullAt(fields[c])) {
        texts[c] = text(schema.column(c), row.get(fields[c]));
      }
    }
    return texts;
  }

  private static String text(Column column, Object value) {
    if (value instanceof Boolean truth) {
      String label = CellForm.label(column, truth);
      return label == null ? truth.toString() : label;
    }
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }

  /** A cell of a column of numbers; NaN if it cannot be one. */
  private double number(int c, Object value) {
    double cell =
        switch (forms[c]) {
          case DAY -> day(value).toEpochDay() * 86_400.;
          case INSTANT -> seconds(LocalDateTime.ofInstant(instant(value), zone));
          case LOCAL -> seconds((LocalDateTime) value);
          default -> ((Number) value).doubleValue();
        };
    boolean whole = schema.column(c).kind() == Kind.INTEGER;
    boolean wrong =
        Double.isInfinite(cell) || whole && (cell != Math.rint(cell) || Math.abs(cell) > 0x1p53);
    return wrong ? Double.NaN : cell;
  }

  private static LocalDate day(Object value) {
    return value instanceof java.sql.Date date ? date.toLocalDate() : (LocalDate) value;
  }

  private static Instant instant(Object value) {
    return value instanceof java.sql.Timestamp time ? time.toInstant() : (Instant) value;
  }

  private static double seconds(LocalDateTime time) {
    return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() / 1e9;
  }
}
