package org.cdrl.tribuo.table;

import java.io.Closeable;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.Column;
import org.cdrl.table.text.MissingTokens;

/** Rows of text out of a file, one by one. */
interface RowSource extends Closeable {
  /** The column names. */
  List<String> header();

  /**
   * The next row, with null for cells that the format itself says are missing; null at the end.
   *
   * @throws TableException naming file and line of a row that is not as it should be
   */
  String[] next() throws IOException;

  /** The texts that stand for missing cells besides null. */
  MissingTokens missing();

  /** An error in the current row. */
  TableException wrong(String what);

  /** What the file itself says of a column. */
  default Optional<Column> declared(int column) {
    return Optional.empty();
  }

  /** The kinds that the file leaves open for a column that it does not declare. */
  default Set<Column.Kind> kinds(int column) {
    return EnumSet.allOf(Column.Kind.class);
  }
}
