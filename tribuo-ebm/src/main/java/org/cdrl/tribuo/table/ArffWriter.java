package org.cdrl.tribuo.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.cdrl.table.Column;
import org.cdrl.table.Column.Kind;
import org.cdrl.table.Schema;

/** Writes rows as ARFF in UTF-8, with quotes where needed. */
final class ArffWriter implements RowWriter {
  private final Schema schema;
  private final Writer out;

  /** Writes the header. */
  ArffWriter(OutputStream out, String relation, Schema schema) throws IOException {
    this.schema = schema;
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.out.write("@relation " + ArffTokens.quote(relation) + "\n\n");
    for (Column column : schema.columns()) {
      this.out.write("@attribute " + ArffTokens.quote(column.name()) + " " + typeOf(column) + "\n");
    }
    this.out.write("\n@data\n");
  }

  private static String typeOf(Column column) {
    return switch (column.kind()) {
      case REAL, INTEGER -> "numeric";
      case DATE_TIME -> "date " + ArffTokens.quote(column.pattern());
      case CATEGORICAL, BOOLEAN, CONSTANT -> isNumber(column) ? "numeric" : nominal(column);
    };
  }

  private static String nominal(Column column) {
    return column.labels().stream()
        .map(ArffTokens::quote)
        .collect(Collectors.joining(",", "{", "}"));
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

  @Override
  public void write(String[] cells) throws IOException {
    if (cells.length != schema.size()) {
      throw new IllegalArgumentException(
          "A row of " + cells.length + " cells, expected " + schema.size());
    }
    out.write(
        Arrays.stream(cells)
            .map(cell -> cell == null ? "?" : ArffTokens.quote(cell))
            .collect(Collectors.joining(",", "", "\n")));
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
