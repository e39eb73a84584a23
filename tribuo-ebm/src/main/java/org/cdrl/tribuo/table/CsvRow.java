package org.cdrl.tribuo.table;

/** A row of a CSV file. What parsing takes away is put back: quotes around cells and in them. */
final class CsvRow extends SourceRow {
  private final String before;

  /** With the line ends of the file, where the cells have line feeds. */
  private final String[] values;

  private final boolean[] quoted;
  private final String end;
  private final char delimiter;

  CsvRow(String before, CsvRecords.Cells cells, String end, char delimiter) {
    super(cells.withLineFeeds());
    this.before = before;
    values = cells.values();
    quoted = cells.quoted();
    this.end = end;
    this.delimiter = delimiter;
  }

  @Override
  String before() {
    return before;
  }

  @Override
  String with(String[] edits) {
    StringBuilder text = new StringBuilder();
    for (int c = 0; c < edits.length; c++) {
      String edit = edits[c];
      boolean quotes = c < quoted.length && quoted[c];
      text.append(c == 0 ? "" : delimiter);
      if (quotes) {
        text.append(CsvText.quoted(edit == null ? values[c] : edit));
      } else {
        text.append(edit == null ? values[c] : CsvText.cell(edit, delimiter));
      }
    }
    return text.append(end).toString();
  }
}
