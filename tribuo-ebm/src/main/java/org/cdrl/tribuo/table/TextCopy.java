package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.util.List;
import java.util.function.UnaryOperator;

/** Copies a table as it stands in its file, but for cells that change and columns that are new. */
final class TextCopy implements RowCopier {
  private final TextRowSource source;
  private final List<NewColumn> appended;
  private final UnaryOperator<String> written;
  private final OutputStream to;
  private final Writer out;

  /**
   * Writes what stands before the rows.
   *
   * @param to where to; stays open, but for its compression
   * @param written what a cell is written as, if it is not missing
   */
  TextCopy(
      TextRowSource source,
      OutputStream to,
      List<NewColumn> appended,
      UnaryOperator<String> written)
      throws IOException {
    this.source = source;
    this.appended = appended;
    this.written = written;
    this.to = to;
    out = source.encoding().writer(to);
    for (NewColumn column : appended) {
      String what = "column \"" + column.name() + "\"";
      source.encoding().require(what, column.name());
      for (String label : column.labels()) {
        source.encoding().require(what, label);
      }
    }
    out.write(source.head(appended, written));
  }

  @Override
  public void write(SourceRow row, String[] cells) throws IOException {
    String[] given = row.cells();
    String[] edits = new String[cells.length];
    for (int c = 0; c < cells.length; c++) {
      String cell =
          c < given.length
              ? cells[c]
              : appended.get(c - given.length).text(cells[c], source.format());
      String text = cell == null ? source.missing() : written.apply(cell);
      boolean stays = c < given.length && (text == null || text.equals(given[c]));
      edits[c] = stays || text == null ? null : source.encoding().require(column(c), text);
    }
    out.write(row.before());
    out.write(row.with(edits));
  }

  private String column(int c) {
    int given = source.header().size();
    String name = c < given ? source.header().get(c) : appended.get(c - given).name();
    return "column \"" + name + "\"";
  }

  @Override
  public void finish() throws IOException {
    out.write(source.tail());
    out.flush();
    TableFile.finish(to);
  }
}
