package org.cdrl.tribuo.table;

import com.opencsv.CSVReader;
import com.opencsv.CSVReaderBuilder;
import com.opencsv.RFC4180ParserBuilder;
import com.opencsv.exceptions.CsvMalformedLineException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a CSV file (UTF-8, RFC 4180 quotes, header line) row by row; blank lines are skipped. */
public final class TableReader implements Closeable {
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Path file;
  private final CSVReader reader;
  private final List<String> header;
  private long line;

  private TableReader(Path file, CSVReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
    String[] names = nextRecord();
    if (names == null) {
      throw new TableException(file + " is empty; a header line with column names is needed");
    }
    names[0] = names[0].startsWith(BYTE_ORDER_MARK) ? names[0].substring(1) : names[0];
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
    header = List.of(names);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws TableException if the header is missing or has empty or equal names
   */
  public static TableReader open(Path file, char delimiter) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a folder; name a CSV file");
    }
    CSVReader csv =
        new CSVReaderBuilder(Files.newBufferedReader(file, StandardCharsets.UTF_8))
            .withCSVParser(new RFC4180ParserBuilder().withSeparator(delimiter).build())
            .build();
    try {
      return new TableReader(file, csv);
    } catch (IOException | RuntimeException e) {
      csv.close();
      throw e;
    }
  }

  /** The column names. */
  public List<String> header() {
    return header;
  }

  /**
   * The position of a column.
   *
   * @throws TableException if there is none of this name
   */
  public int indexOf(String column) throws TableException {
    int index = header.indexOf(column);
    if (index < 0) {
      throw new TableException(
          file + " has no column \"" + column + "\"; it has " + String.join(", ", header));
    }
    return index;
  }

  /**
   * The next row, or null at the end.
   *
   * @throws TableException if it has more or fewer cells than the header
   */
  public String[] next() throws IOException {
    String[] cells = nextRecord();
    if (cells != null && cells.length != header.size()) {
      throw wrong(
          "the row has "
              + cells.length
              + (cells.length == 1 ? " cell" : " cells")
              + ", but the header has "
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
    } catch (CharacterCodingException e) {
      throw new TableException(file + " is not text in UTF-8; convert it first");
    }
  }

  /**
   * Reads a cell as a number.
   *
   * @throws TableException if it is empty, not a number or not finite, naming line and column
   */
  public float number(String[] cells, int column) throws TableException {
    String cell = cells[column].strip();
    if (cell.isEmpty()) {
      throw wrong(column, "the cell is empty; fill it in or remove the row");
    }
    float value;
    try {
      value = Float.parseFloat(cell);
    } catch (NumberFormatException e) {
      throw notNumeric(column, cell);
    }
    // Java's own suffixes for literals are no numbers to anyone else.
    if ("dDfF".indexOf(cell.charAt(cell.length() - 1)) >= 0) {
      throw notNumeric(column, cell);
    }
    if (!Float.isFinite(value)) {
      throw wrong(column, "\"" + cell + "\" is not a finite number; replace it or remove the row");
    }
    return value;
  }

  private TableException notNumeric(int column, String cell) {
    return wrong(
        column,
        "\""
            + cell
            + "\" is not a number; correct it, or remove the column (train: --class, if it"
            + " holds classes)");
  }

  /** An error in the current row. */
  TableException wrong(int column, String what) {
    return wrong("column \"" + header.get(column) + "\": " + what);
  }

  private TableException wrong(String what) {
    return new TableException(file + ", line " + line + ": " + what);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
