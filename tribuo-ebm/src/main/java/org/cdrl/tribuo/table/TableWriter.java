package org.cdrl.tribuo.table;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as CSV in UTF-8, with quotes where needed; the stream stays open. */
public final class TableWriter {
  private final ICSVWriter csv;

  /** Writes the header. */
  public TableWriter(OutputStream out, char delimiter, List<String> header) throws IOException {
    csv =
        new CSVWriterBuilder(new OutputStreamWriter(out, StandardCharsets.UTF_8))
            .withSeparator(delimiter)
            .build();
    write(header.toArray(String[]::new));
  }

  /** Writes a row. */
  public void write(String[] cells) throws IOException {
    csv.writeNext(cells, false);
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

  /** Passes on what is buffered. */
  public void flush() throws IOException {
    csv.flush();
  }
}
