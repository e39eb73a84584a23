package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;

/** Writes rows as ARFF, with quotes where needed. */
final class ArffWriter implements RowWriter {
  private final Schema schema;
  private final TextEncoding encoding;
  private final Writer out;

  /** Writes the header. */
  ArffWriter(OutputStream out, Path name, TableFormat format, Schema schema) throws IOException {
    this.schema = schema;
    encoding = TextEncoding.of(format.encoding());
    this.out = encoding.writer(out);
    String file = name.getFileName().toString();
    String relation = ArffTokens.quote(file.substring(0, file.indexOf('.')));
    this.out.write(encoding.require("@relation", "@relation " + relation) + "\n\n");
    for (Column column : schema.columns()) {
      String declaration = ArffAttribute.of(column).declaration();
      this.out.write(encoding.require("the header", declaration) + "\n");
    }
    this.out.write("\n@data\n");
  }

  @Override
  public void write(String[] cells) throws IOException {
    if (cells.length != schema.size()) {
      throw new IllegalArgumentException(
          "A row of " + cells.length + " cells, expected " + schema.size());
    }
    StringBuilder row = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      row.append(c == 0 ? "" : ",").append(text(c, cells[c]));
    }
    out.write(row.append('\n').toString());
  }

  private String text(int c, String cell) throws TableException {
    return cell == null
        ? ArffTokens.MISSING
        : encoding.require("column \"" + schema.column(c).name() + "\"", ArffTokens.quote(cell));
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
