package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;

/** Writes rows as CSV, with quotes where needed; the stream stays open. */
final class TableWriter implements RowWriter {
  private final Writer out;
  private final TextEncoding encoding;
  private final TableFormat format;
  private final char delimiter;
  private final List<String> header;

  /**
   * Writes the header, if the format has one.
   *
   * @param name of the file, which tells the delimiter if the format does not
   */
  TableWriter(OutputStream out, Path name, TableFormat format, List<String> header)
      throws IOException {
    this.format = format;
    this.header = header;
    encoding = TextEncoding.of(format.encoding());
    delimiter = format.delimiter().orElse(FileName.isTabbed(name) ? '\t' : ',');
    this.out = encoding.writer(out);
    if (format.header()) {
      write(header.toArray(String[]::new));
    }
  }

  @Override
  public void write(String[] cells) throws IOException {
    StringBuilder row = new StringBuilder();
    for (int c = 0; c < cells.length; c++) {
      row.append(c == 0 ? "" : delimiter);
      row.append(text(header.get(c), cells[c]));
    }
    // A line without anything in it would be no row.
    out.write(row.isEmpty() ? CsvText.quoted("") : row.toString());
    out.write('\n');
  }

  private String text(String column, String cell) throws TableException {
    if (cell == null) {
      return CsvText.cell(format.cells().missing().written(), delimiter);
    }
    String text = format.defused() ? CsvText.defused(cell) : cell;
    return CsvText.cell(encoding.require("column \"" + column + "\"", text), delimiter);
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
