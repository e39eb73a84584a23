package org.cdrl.tribuo.table;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cdrl.table.data.Column;
import org.cdrl.table.text.CellFormat;

/** Rows of text out of a file, one by one, and the text around them. */
interface TextRowSource extends Closeable {
  /** The column names. */
  List<String> header();

  /** The positions of columns that the file gives no name although it names others. */
  default Set<Integer> unnamed() {
    return Set.of();
  }

  /**
   * The next row, with null for cells that the format itself says are missing; null at the end.
   *
   * @throws TableException naming file and line of a row that is not as it should be
   */
  SourceRow next() throws IOException;

  /** How cells stand in the file. */
  CellFormat format();

  /** How text stands in the file. */
  TextEncoding encoding();

  /** Whether a file of this name is written as this one is. */
  boolean isWrittenAs(Path name);

  /**
   * The text up to the first row, with columns behind the others.
   *
   * @param cell what a name is written as
   */
  String head(List<NewColumn> appended, UnaryOperator<String> cell);

  /** The text behind the last row, once it has been read. */
  String tail();

  /** What is written for a missing cell; null if the rows know. */
  String missing();

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
