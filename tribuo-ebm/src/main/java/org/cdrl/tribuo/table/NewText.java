package org.cdrl.tribuo.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the rows of a file anew, as CSV. */
final class NewText implements RowCopier {
  private final TextRowSource source;
  private final List<NewColumn> appended;
  private final RowWriter rows;

  NewText(
      TextRowSource source,
      OutputStream to,
      Path name,
      TableFormat format,
      List<NewColumn> appended)
      throws IOException {
    this.source = source;
    this.appended = appended;
    List<String> header = new ArrayList<>(source.header());
    appended.forEach(column -> header.add(column.name()));
    rows = TableFile.csvWriter(to, name, format, header);
  }

  @Override
  public void write(SourceRow row, String[] cells) throws IOException {
    String[] texts = cells.clone();
    for (int k = 0; k < appended.size(); k++) {
      int c = source.header().size() + k;
      texts[c] = appended.get(k).text(texts[c], source.format());
    }
    rows.write(texts);
  }

  @Override
  public void finish() throws IOException {
    rows.finish();
  }
}
