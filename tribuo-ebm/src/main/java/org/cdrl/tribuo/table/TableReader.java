package org.cdrl.tribuo.table;

import de.siegmar.fastcsv.reader.CsvParseException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import org.cdrl.table.text.CellFormat;

/**
 * Reads a CSV file (RFC 4180 quotes) row by row; blank lines are skipped, and line ends within
 * quotes read as \n. Without a header line the columns are named x1, x2, ..., and so are those for
 * which a header line has an empty name.
 */
final class TableReader implements TextRowSource {
  /** More than the first line of a table has, mostly; what lies beyond is not looked at. */
  private static final int START = 1 << 16;

  private final TextInput text;
  private final TableFormat format;
  private final char delimiter;

  /** A first line that tells the delimiter, with its end; mostly empty. */
  private final String told;

  private final LineEnds ends;
  private final CsvRecords records;
  private final List<String> header;
  private final Set<Integer> unnamed = new HashSet<>();

  /** Null without a header line. */
  private final CsvRow names;

  /** Of a file without a header line, until it is asked for. */
  private CsvRow first;

  /** Blank lines behind the last row, once it is known to be the last. */
  private String blank = "";

  private boolean ended;

  private TableReader(TextInput text, TableFormat format) throws IOException {
    this.text = text;
    this.format = format;
    String start = text.peek(START);
    Optional<Matcher> line = Delimiter.told(start);
    told = line.map(Matcher::group).orElse("");
    text.reader().skip(told.length());
    delimiter =
        format
            .delimiter()
            .or(() -> line.map(found -> found.group(1).charAt(0)))
            .orElse(FileName.isTabbed(text.file()) ? '\t' : ',');
    requireCells(start.substring(told.length()));
    ends = new LineEnds(text.reader());
    records = new CsvRecords(ends, delimiter);
    CsvRow row = nextRow();
    if (row == null) {
      throw new TableException(
          text.file()
              + " is empty; "
              + (format.header()
                  ? "a header line with column names is needed"
                  : "rows are needed"));
    }
    names = format.header() ? row : null;
    first = format.header() ? null : row;
    header = names(row.cells().length);
  }

  /** Fails for a table of one column that would be one of several under another delimiter. */
  private void requireCells(String start) throws TableException {
    String line = start.lines().filter(l -> !l.isBlank()).findFirst().orElse("");
    if (line.toLowerCase(Locale.ROOT).startsWith("@relation")) {
      throw new TableException(text.file() + " is an ARFF file; end its name in .arff");
    }
    Optional<Character> likelier = Delimiter.likelier(line, delimiter);
    if (likelier.isPresent()) {
      throw new TableException(
          text.file()
              + ": the first line is a single cell if "
              + Delimiter.word(delimiter)
              + " stands between cells, but several with "
              + Delimiter.word(likelier.get())
              + "; give --delimiter "
              + Delimiter.word(likelier.get())
              + ", or put the cell in quotes if it is one");
    }
  }

  private List<String> names(int columns) throws TableException {
    String[] cells = names == null ? new String[0] : names.cells();
    List<String> all = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      String name = names == null ? "" : cells[c].strip();
      if (!name.isEmpty() && all.contains(name)) {
        throw wrong("the header names column \"" + name + "\" twice; rename one of them");
      }
      all.add(name);
    }
    for (int c = 0; c < columns; c++) {
      if (all.get(c).isEmpty()) {
        unnamed.add(c);
        String name = "x" + (c + 1);
        while (all.contains(name)) {
          name = "_" + name;
        }
        all.set(c, name);
      }
    }
    return List.copyOf(all);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws TableException if the header is missing or has equal names, or the delimiter is another
   */
  static TableReader open(Path file, TableFormat format) throws IOException {
    TextInput text = TextInput.open(file, format.encoding());
    try {
      return new TableReader(text, format);
    } catch (IOException | RuntimeException e) {
      text.close();
      throw e;
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public Set<Integer> unnamed() {
    return names == null ? Set.of() : unnamed;
  }

  /**
   * The next row, or null at the end.
   *
   * @throws TableException if it has more or fewer cells than the header or first row
   */
  @Override
  public SourceRow next() throws IOException {
    if (first != null) {
      CsvRow row = first;
      first = null;
      return row;
    }
    CsvRow row = nextRow();
    if (row != null && row.cells().length != header.size()) {
      int cells = row.cells().length;
      throw wrong(
          "the row has "
              + cells
              + (cells == 1 ? " cell" : " cells")
              + (format.header() ? ", but the header has " : ", but the first row has ")
              + header.size()
              + "; check the delimiter and quotes");
    }
    return row;
  }

  private CsvRow nextRow() throws IOException {
    if (ended) {
      return null;
    }
    try {
      StringBuilder skipped = new StringBuilder();
      for (CsvRecords.Cells cells = records.next(); cells != null; cells = records.next()) {
        String end = end(cells);
        if (!cells.isBlank()) {
          return new CsvRow(skipped.toString(), cells, end, delimiter);
        }
        skipped.append(String.join("", cells.values())).append(end);
      }
      blank = skipped.toString();
      ended = true;
      return null;
    } catch (CsvParseException e) {
      throw wrong(
          "a quoted cell that begins here never ends, or continues behind its quotes; close the"
              + " quotes, and double those within a cell");
    } catch (IOException e) {
      throw TextInput.explain(text.file(), e);
    }
  }

  /** How the record ends; how its lines do is known from its cells. */
  private String end(CsvRecords.Cells cells) {
    for (int within = cells.lineEnds(); within > 0; within--) {
      ends.next();
    }
    return ends.next();
  }

  @Override
  public TableException wrong(String what) {
    long line = records.line() + (told.isEmpty() ? 0 : 1);
    return new TableException(text.file() + ", line " + line + ": " + what);
  }

  @Override
  public CellFormat format() {
    return format.cells();
  }

  @Override
  public TextEncoding encoding() {
    return text.encoding();
  }

  @Override
  public boolean isWrittenAs(Path name) {
    boolean tabs = delimiter == '\t';
    boolean other =
        FileName.isTabbed(name) != tabs
            && (FileName.isTabbed(name) || FileName.isTabbed(text.file()) && FileName.isCsv(name));
    return !FileName.isArff(name) && (format.delimiter().isPresent() || !other);
  }

  @Override
  public String head(List<NewColumn> appended, UnaryOperator<String> cell) {
    if (names == null) {
      return told;
    }
    int columns = header.size();
    String[] edits = new String[columns + appended.size()];
    for (int c = 0; c < edits.length; c++) {
      String name = c < columns ? names.cells()[c] : appended.get(c - columns).name();
      String text = cell.apply(name);
      edits[c] = c < columns && text.equals(name) ? null : text;
    }
    return told + names.before() + names.with(edits);
  }

  @Override
  public String tail() {
    return blank;
  }

  @Override
  public String missing() {
    return format.cells().missing().written();
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
