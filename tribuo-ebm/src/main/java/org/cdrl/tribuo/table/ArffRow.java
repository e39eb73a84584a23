package org.cdrl.tribuo.table;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.cdrl.tribuo.table.ArffTokens.Span;

/** A row of an ARFF file, dense or sparse. */
final class ArffRow extends SourceRow {
  /**
   * A row as it stands in its line.
   *
   * @param before it: comments and blank lines
   * @param line without its end
   * @param end of the line
   * @param spans where each value is, null for those that a sparse row does not name
   * @param last position in the line where values can be appended
   * @param sparse whether values bear the numbers of their attributes
   */
  record Text(String before, String line, String end, Span[] spans, int last, boolean sparse) {}

  private final Text text;

  ArffRow(String[] cells, Text text) {
    super(cells);
    this.text = text;
  }

  @Override
  String before() {
    return text.before;
  }

  @Override
  String with(String[] edits) {
    int columns = text.spans.length;
    StringBuilder appended = new StringBuilder();
    boolean first = text.sparse && text.line.substring(0, text.last).endsWith("{");
    for (int c = columns; c < edits.length; c++) {
      String value = edits[c] == null ? ArffTokens.MISSING : ArffTokens.quote(edits[c]);
      appended.append(first ? "" : ",").append(text.sparse ? c + " " : "").append(value);
      first = false;
    }
    StringBuilder row = new StringBuilder(text.line).insert(text.last, appended);
    // From the back, so that the positions before stay what they are.
    IntStream.range(0, columns)
        .filter(c -> text.spans[c] != null && edits[c] != null)
        .boxed()
        .sorted(Comparator.comparing((Integer c) -> text.spans[c].from()).reversed())
        .forEach(
            c -> row.replace(text.spans[c].from(), text.spans[c].to(), ArffTokens.quote(edits[c])));
    return row + text.end;
  }
}
