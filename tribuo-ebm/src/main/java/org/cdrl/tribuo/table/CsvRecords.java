package org.cdrl.tribuo.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The records of a CSV file (RFC 4180), blank lines among them. */
final class CsvRecords implements Closeable {
  /**
   * A record.
   *
   * @param values as they stand in the file, without quotes
   * @param quoted which of them were quoted
   */
  record Cells(String[] values, boolean[] quoted) {
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

    /** Whether there is nothing in the line. */
    boolean isBlank() {
      return values.length == 0 || values.length == 1 && !quoted[0] && values[0].isBlank();
    }

    /** The values, whose lines all end with a line feed. */
    String[] withLineFeeds() {
      String[] cells = values.clone();
      for (int c = 0; c < cells.length; c++) {
        if (cells[c].indexOf('\r') >= 0) {
          cells[c] = cells[c].replace("\r\n", "\n").replace('\r', '\n');
        }
      }
      return cells;
    }

    /** The number of line ends within the record. */
    int lineEnds() {
      int ends = 0;
      for (int c = 0; c < values.length; c++) {
        if (quoted[c]) {
          ends += (int) LINE_END.matcher(values[c]).results().count();
        }
      }
      return ends;
    }
  }

  private final Collector collector = new Collector();
  private final CloseableIterator<Cells> records;

  CsvRecords(Reader reader, char delimiter) {
    records =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowExtraCharsAfterClosingQuote(false)
            .allowUnclosedQuote(false)
            .build(collector, reader)
            .iterator();
  }

  /**
   * The next record, or null at the end.
   *
   * @throws CsvParseException if its quotes are wrong
   */
  Cells next() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      // The first record is read by a part of the library that wraps what it meets.
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw e;
    }
  }

  /** The number of the line in which the last record began, from 1. */
  long line() {
    return collector.line;
  }

  @Override
  public void close() throws IOException {
    records.close();
  }

  private static final class Collector extends AbstractBaseCsvCallbackHandler<Cells> {
    private final List<String> values = new ArrayList<>();
    private final List<Boolean> quoted = new ArrayList<>();
    private long line;

    @Override
    protected void handleBegin(long startingLine) {
      line = startingLine;
      values.clear();
      quoted.clear();
    }

    @Override
    protected void handleField(int field, char[] buffer, int from, int length, boolean quotes) {
      values.add(new String(buffer, from, length));
      quoted.add(quotes);
    }

    @Override
    protected Cells buildRecord() {
      boolean[] flags = new boolean[quoted.size()];
      for (int c = 0; c < flags.length; c++) {
        flags[c] = quoted.get(c);
      }
      return new Cells(values.toArray(String[]::new), flags);
    }
  }
}
