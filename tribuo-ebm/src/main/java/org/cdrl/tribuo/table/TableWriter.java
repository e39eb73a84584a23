package org.cdrl.tribuo.table;

import com.opencsv.CSVWriterBuilder;
import com.opencsv.ICSVWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes rows as CSV in UTF-8, with quotes where needed; the stream stays open. */
final class TableWriter implements RowWriter {
  private final ICSVWriter csv;
  private final String missing;

  /** Writes the header, if the format has one. */
  TableWriter(OutputStream out, TableFormat format, List<String> header) throws IOException {
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

  @Override
  public void finish() throws IOException {
    csv.flush();
  }
}
