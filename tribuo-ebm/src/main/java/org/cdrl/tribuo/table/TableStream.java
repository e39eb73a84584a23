package org.cdrl.tribuo.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.UnseenLabels;

/**
 * The rows of a CSV or ARFF file under a schema, some at a time. Columns are found by name; the
 * file may have others, in any order, and need not have keys and free text.
 */
public final class TableStream implements Closeable {
  /**
   * Some rows.
   *
   * @param rows as they stand in the file, with all its columns
   * @param table the same rows under the schema
   */
  public record Chunk(List<SourceRow> rows, Table table) {}

  private final TextRowSource source;
  private final Schema schema;

  /** Positions of the schema's columns in the file, -1 for those that are not there. */
  private final int[] columns;

  private final CellText text;
  private final UnreadableCells unreadable = new UnreadableCells();
  private boolean lenient;

  private TableStream(TextRowSource source, Schema schema, int[] columns) {
    this.source = source;
    this.schema = schema;
    this.columns = columns;
    text = new CellText(schema, source.format());
  }

  /**
   * Opens a file.
   *
   * @param format of a CSV file
   * @throws TableException naming the columns of the schema that are not there, or what is wrong
   *     with the header
   */
  public static TableStream open(Path file, TableFormat format, Schema schema) throws IOException {
    return open(file, format, schema, Set.of());
  }

  /**
   * Opens a file that may lack some columns, whose cells are then missing.
   *
   * @param format of a CSV file
   * @param optional names of the columns that the file need not have
   * @throws TableException naming the other columns of the schema that are not there, or what is
   *     wrong with the header
   */
  public static TableStream open(Path file, TableFormat format, Schema schema, Set<String> optional)
      throws IOException {
    TextRowSource source = TableFile.open(file, format);
    try {
      return new TableStream(source, schema, columns(file, source.header(), schema, optional));
    } catch (IllegalArgumentException e) {
      source.close();
      throw new TableException(file + ": " + e.getMessage());
    } catch (IOException | RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private static int[] columns(Path file, List<String> header, Schema schema, Set<String> optional)
      throws TableException {
    List<String> missing =
        schema.columns().stream()
            .filter(column -> !column.isText())
            .map(Column::name)
            .filter(name -> !header.contains(name) && !optional.contains(name))
            .toList();
    if (!missing.isEmpty()) {
      throw new TableException(
          file
              + " has no column "
              + missing.stream().collect(Collectors.joining("\", \"", "\"", "\""))
              + "; it has "
              + String.join(", ", header));
    }
    return schema.names().stream().mapToInt(header::indexOf).toArray();
  }

  /**
   * From now on, a cell that is not what its column is does not end the reading: it is unknown, and
   * {@link #unreadable} tells of it.
   */
  public TableStream lenient() {
    lenient = true;
    return this;
  }

  /** The names of all columns of the file. */
  public List<String> header() {
    return source.header();
  }

  /** The position of each of the schema's columns in the file, -1 for those that are not there. */
  public int[] positions() {
    return columns.clone();
  }

  /** Whether a cell of the file stands for a missing one, if it is no label of its column. */
  public boolean isMissing(String cell) {
    return source.format().missing().matches(cell);
  }

  /**
   * The next rows, or null at the end.
   *
   * @param most how many rows at most, at least 1
   * @throws TableException naming file, line, column and value of what is wrong
   */
  public Chunk next(int most) throws IOException {
    List<SourceRow> rows = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    List<boolean[]> unknown = new ArrayList<>();
    while (rows.size() < most) {
      SourceRow row = source.next();
      if (row == null) {
        break;
      }
      rows.add(row);
      String[] cells = cells(row.cells());
      double[] parsed = parse(cells);
      values.add(parsed);
      unknown.add(text.unknown(cells, parsed));
    }
    return rows.isEmpty()
        ? null
        : new Chunk(
            rows,
            new Table(schema, values.toArray(double[][]::new), unknown.toArray(boolean[][]::new)));
  }

  /** The next row under the schema, or null at the end. */
  double[] nextRow() throws IOException {
    SourceRow row = source.next();
    return row == null ? null : parse(cells(row.cells()));
  }

  private String[] cells(String[] row) {
    String[] cells = new String[columns.length];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = columns[c] < 0 ? null : row[columns[c]];
    }
    return cells;
  }

  private double[] parse(String[] cells) throws TableException {
    try {
      return lenient
          ? text.parse(cells, (column, e) -> unreadable.add(column, source.wrong(e.getMessage())))
          : text.parse(cells);
    } catch (IllegalArgumentException e) {
      throw source.wrong(e.getMessage());
    }
  }

  /** What could not be read so far; see {@link #lenient}. */
  public UnreadableCells unreadable() {
    return unreadable;
  }

  /** A row under the schema as cells of the file; null where missing. */
  public String[] format(double[] row) {
    return text.format(row);
  }

  /**
   * Writes what stands before the rows, and waits for these.
   *
   * <p>From CSV to CSV and from ARFF to ARFF, text is copied as it stands: encoding, delimiter,
   * line ends, quotes, blank lines and comments. A table is written anew, as CSV, from an ARFF file
   * to another name, and where no delimiter is told and one name tells of tabs, the other of
   * something else.
   *
   * @param out stays open
   * @param name of the file that the stream goes to
   * @param written how a CSV file is written anew, and whether its cells are defused
   * @param appended columns behind those of the file
   * @throws TableException if a CSV file is to become an ARFF file, or the encoding lacks a
   *     character of the new columns
   */
  public RowCopier copier(
      OutputStream out, Path name, TableFormat written, List<NewColumn> appended)
      throws IOException {
    if (source.isWrittenAs(name)) {
      UnaryOperator<String> cell =
          written.defused() && !FileName.isArff(name) ? CsvText::defused : UnaryOperator.identity();
      return new TextCopy(source, TableFile.compressedIfNamedSo(out, name), appended, cell);
    }
    return new NewText(source, out, name, written, appended);
  }

  /** The labels so far that the schema does not know; their cells are unknown. */
  public UnseenLabels unseen() {
    return text.unseen();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
