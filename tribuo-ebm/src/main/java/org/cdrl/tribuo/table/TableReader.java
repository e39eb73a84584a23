package org.cdrl.tribuo.table;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cdrl.table.text.MissingTokens;

/**
 * Reads a CSV file (UTF-8, RFC 4180 quotes) row by row; blank lines are skipped, and line ends
 * within quotes read as \n. Without a header line the columns are named x1, x2, ...
 */
final class TableReader implements RowSource {
  private final Path file;
  private final TableFormat format;
  private final CSVReader reader;
  private final List<String> header;

  /** Of a file without a header line, until it is asked for. */
  private String[] first;

  private long line;

  private TableReader(Path file, TableFormat format, CSVReader reader) throws IOException {
    this.file = file;
    this.format = format;
    this.reader = reader;
    String[] cells = nextRecord();
    if (cells == null) {
      throw new TableException(
          file
              + " is empty; "
              + (format.header()
                  ? "a header line with column names is needed"
                  : "rows are needed"));
    }
    if (format.header()) {
      header = names(cells);
    } else {
      header = IntStream.rangeClosed(1, cells.length).mapToObj(c -> "x" + c).toList();
      first = cells;
    }
  }

  private List<String> names(String[] names) throws TableException {
    Set<String> seen = new HashSet<>();
    for (int c = 0; c < names.length; c++) {
      names[c] = names[c].strip();
      if (names[c].isEmpty()) {
        throw wrong("the header has no name for column " + (c + 1) + "; give every column one");
      }
      if (!seen.add(names[c])) {
        throw wrong("the header names column \"" + names[c] + "\" twice; rename one of them");
      }
    }
    return List.of(names);
  }

  /**
   * Opens a file, compressed if its name ends in .gz, and reads its header.
   *
   * @throws TableException if the header is missing or has empty or equal names
   */
  static TableReader open(Path file, TableFormat format) throws IOException {
    CSVReader csv =
        new CSVReaderBuilder(TextFile.open(file))
            .withCSVParser(new RFC4180ParserBuilder().withSeparator(format.delimiter()).build())
            // OpenCSV's check takes some read errors for the end of the file.
            .withVerifyReader(false)
            .build();
    try {
      return new TableReader(file, format, csv);
    } catch (IOException | RuntimeException e) {
      csv.close();
      throw e;
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  /**
   * The next row, or null at the end.
   *
   * @throws TableException if it has more or fewer cells than the header or first row
   */
  @Override
  public String[] next() throws IOException {
    if (first != null) {
      String[] cells = first;
      first = null;
      return cells;
    }
    String[] cells = nextRecord();
    if (cells != null && cells.length != header.size()) {
      throw wrong(
          "the row has "
              + cells.length
              + (cells.length == 1 ? " cell" : " cells")
              + (format.header() ? ", but the header has " : ", but the first row has ")
              + header.size()
              + "; check the delimiter and quotes");
    }
    return cells;
  }

  private String[] nextRecord() throws IOException {
    try {
      String[] cells;
      do {
        line = reader.getLinesRead() + 1;
        cells = reader.readNextSilently();
      } while (cells != null && cells.length == 1 && cells[0].isBlank());
      return cells;
    } catch (CsvMalformedLineException e) {
      throw wrong("a quoted cell begins here and never ends; close the quote");
    } catch (IOException e) {
      throw TextFile.explain(file, e);
    }
  }

  @Override
  public TableException wrong(String what) {
    return new TableException(file + ", line " + line + ": " + what);
  }

  @Override
  public MissingTokens missing() {
    return format.missing();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
