package org.cdrl.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cdrl.table.TableModel;
import org.cdrl.table.data.Schema;
import org.cdrl.table.text.Count;
import org.cdrl.tribuo.table.NewColumn;
import org.cdrl.tribuo.table.RowCopier;
import org.cdrl.tribuo.table.TableFormat;
import org.cdrl.tribuo.table.TableStream;

/**
 * Copies a file as the text that it is, with what a model says of them in more columns. Memory does
 * not grow with the number of rows.
 */
final class RowCopy {
  /** What a model makes of some rows. */
  interface Change {
    /**
     * Fills in the new columns, which are null, and changes what else it wants to.
     *
     * @param first number of the first row
     * @param chunk the rows as they are
     * @param rows the same rows with all columns, to be changed
     */
    void apply(long first, TableStream.Chunk chunk, List<String[]> rows);

    /** What becomes of cells that the model does not know or that cannot be read. */
    default String unknownCells() {
      return "taken as missing";
    }
  }

  private final Path file;
  private final TableFormat format;
  private final Destination destination;
  private final Console console;

  /** Whether rows are counted first, to tell how far work is. */
  private final boolean counts;

  /** Rows of the file once it was opened, 0 if they were not counted. */
  private long count;

  RowCopy(TableCopy wanted, Console console) {
    file = wanted.csv();
    format = wanted.format();
    destination = wanted.out();
    counts = !console.quiet();
    this.console = console;
  }

  /**
   * Opens the file; cells that cannot be read are copied all the same.
   *
   * @param schema of the columns that a model needs
   * @param optional names of those that the file may lack
   */
  TableStream open(Schema schema, Set<String> optional) throws IOException {
    // What is no file, such as another program's output, can be read only once.
    count = counts && Files.isRegularFile(file) ? count(schema, optional) : 0;
    return TableStream.open(file, format, schema, optional).lenient();
  }

  private long count(Schema schema, Set<String> optional) throws IOException {
    long rows = 0;
    try (TableStream in = TableStream.open(file, format, schema, optional).lenient()) {
      for (var chunk = in.next(TableModel.ROWS_AT_A_TIME);
          chunk != null;
          chunk = in.next(TableModel.ROWS_AT_A_TIME)) {
        rows += chunk.table().size();
      }
    }
    return rows;
  }

  /**
   * Writes all rows, and tells about labels that the model does not know and about cells that could
   * not be read.
   *
   * @param appended the new columns
   * @return the number of rows
   */
  long write(TableStream in, List<NewColumn> appended, Change change) throws IOException {
    Set<String> names = new HashSet<>(in.header());
    for (NewColumn column : appended) {
      if (!names.add(column.name())) {
        throw new IllegalArgumentException(
            file + " has a column \"" + column.name() + "\" already; rename or remove it");
      }
    }
    long[] rows = {0};
    try (WorkProgress progress = new WorkProgress("Rows", count, console)) {
      destination.write(out -> rows[0] = write(in, appended, out, change, progress), console.out());
    }
    tell(in, change.unknownCells());
    return rows[0];
  }

  private void tell(TableStream in, String as) {
    in.unseen().told(as).lines().forEach(line -> console.err().println(file + ": " + line));
    in.unreadable().told().forEach(console.err()::println);
    in.unreadable()
        .counts()
        .forEach(
            (column, count) ->
                console
                    .err()
                    .println(
                        file
                            + ": column \""
                            + column
                            + "\": "
                            + Count.of(count, "cell")
                            + " that cannot be read, "
                            + as));
  }

  private long write(
      TableStream in,
      List<NewColumn> appended,
      OutputStream out,
      Change change,
      WorkProgress progress)
      throws IOException {
    RowCopier copier = in.copier(out, destination.name(), format, appended);
    int columns = in.header().size() + appended.size();
    long first = 0;
    TableStream.Chunk chunk = in.next(TableModel.ROWS_AT_A_TIME);
    while (chunk != null) {
      List<String[]> rows =
          chunk.rows().stream().map(row -> Arrays.copyOf(row.cells(), columns)).toList();
      change.apply(first, chunk, rows);
      for (int r = 0; r < rows.size(); r++) {
        copier.write(chunk.rows().get(r), rows.get(r));
      }
      first += rows.size();
      progress.to(first);
      chunk = in.next(TableModel.ROWS_AT_A_TIME);
    }
    copier.finish();
    return first;
  }
}
