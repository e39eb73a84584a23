package org.cdrl.tribuo.table;

import java.nio.charset.Charset;
import java.util.Optional;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.MissingTokens;

/**
 * How a table stands in a CSV file. Of ARFF files, which tell the rest themselves, only the
 * encoding can be told. Immutable: methods that change something return another format.
 *
 * @param delimiter between cells; if it is not told, a first line {@code sep=} says it, else a tab
 *     where the file's name ends in .tsv or .tab, else a comma
 * @param header whether the first line has the column names; without, columns are named x1, x2, ...
 * @param cells how cells stand between delimiters
 * @param encoding of the text; if it is not told, UTF-8, or UTF-16 where every other byte is zero.
 *     A byte-order mark goes before both.
 * @param defused whether texts that spreadsheets would take for formulas are written with an
 *     apostrophe before them: what begins with =, +, -, @, a tab or a carriage return, and is no
 *     number. Reading does not take the apostrophe away.
 */
public record TableFormat(
    Optional<Character> delimiter,
    boolean header,
    CellFormat cells,
    Optional<Charset> encoding,
    boolean defused) {
  /** A header line, the usual texts for missing cells, and the rest as the file says. */
  public static final TableFormat DEFAULT =
      new TableFormat(Optional.empty(), true, CellFormat.DEFAULT, Optional.empty(), false);

  /**
   * Checks that cells can be told from numbers.
   *
   * @throws IllegalArgumentException if the delimiter is a quote or a line end
   */
  public TableFormat {
    if (delimiter.isPresent() && "\"\r\n".indexOf(delimiter.get()) >= 0) {
      throw new IllegalArgumentException("Neither quotes nor line ends can stand between cells");
    }
  }

  /** A format of UTF-8 with decimal points. */
  public TableFormat(char delimiter, boolean header, MissingTokens missing) {
    this(Optional.of(delimiter), header, CellFormat.of(missing), Optional.empty(), false);
  }

  /** What stands between cells. */
  public TableFormat delimiter(char told) {
    return new TableFormat(Optional.of(told), header, cells, encoding, defused);
  }

  /** Whether the first line has the column names. */
  public TableFormat header(boolean told) {
    return new TableFormat(delimiter, told, cells, encoding, defused);
  }

  /** How cells stand between delimiters. */
  public TableFormat cells(CellFormat told) {
    return new TableFormat(delimiter, header, told, encoding, defused);
  }

  /** The encoding of files without a byte-order mark, and of those to write. */
  public TableFormat encoding(Charset told) {
    return new TableFormat(delimiter, header, cells, Optional.of(told), defused);
  }

  /** Whether texts are written so that spreadsheets do not take them for formulas. */
  public TableFormat defused(boolean told) {
    return new TableFormat(delimiter, header, cells, encoding, told);
  }
}
