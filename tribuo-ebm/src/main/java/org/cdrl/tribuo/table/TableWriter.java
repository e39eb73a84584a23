package org.cdrl.tribuo.table;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cdrl.table.text.MissingTokens;

/** Writes rows as CSV in UTF-8, with quotes where needed; the stream stays open. */
public final class TableWriter implements RowWriter {
  private final ICSVWriter csv;
  private final String missing;

  /** Writes the header; missing cells will be empty. */
  public TableWriter(OutputStream out, char delimiter, List<String> header) throws IOException {
    this(out, new TableFormat(delimiter, true, MissingTokens.DEFAULT), header);
  }

  /** Writes the header, if the format has one. */
  public TableWriter(OutputStream out, TableFormat format, List<String> header) throws IOException {
    csv =
        new CSVWriterBuilder(new OutputStreamWriter(out, StandardCharsets.UTF_8))
            .withSeparator(format.delimiter())
            .build();
    missing = format.missing().written();
    if (format.header()) {
      write(header.toArray(String[]::new));
    }
  }

  @Override
  public void write(String[] cells) throws IOException {
    String[] texts = cells.clone();
    for (int c = 0; c < texts.length; c++) {
      texts[c] = texts[c] == null ? missing : texts[c];
    }
    csv.writeNext(texts, false);
    // OpenCSV keeps write errors to itself until asked.
    if (csv.getException() != null) {
      throw csv.getException();
    }
  }

  /**
   * Numbers as cells, each with as many digits as tell it from its neighbours.
   *
   * @param length of the result; cells beyond the numbers are null, for the caller to fill in
   */
  public static String[] cells(float[] row, int length) {
    String[] cells = new String[length];
    for (int c = 0; c < row.length; c++) {
      cells[c] = Float.toString(row[c]);
    }
    return cells;
  }

  @Override
  public void finish() throws IOException {
    flush();
  }

  /** Passes on what is buffered. */
  public void flush() throws IOException {
    csv.flush();
  }
}
