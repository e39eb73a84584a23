package org.cdrl.tribuo.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.cdrl.table.data.Column;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.MissingTokens;

/**
 * Reads an ARFF file, dense or sparse, row by row. Only a question mark without quotes is a missing
 * cell. Relational attributes and weights are refused.
 */
final class ArffReader implements TextRowSource {
  private final TextInput input;
  private final Path file;
  private final LineEnds ends;
  private final BufferedReader reader;
  private final List<ArffAttribute> attributes = new ArrayList<>();
  private final List<String> header;

  /** The header up to the line @data, and this line. */
  private final String declarations;

  private final String data;

  private long line;
  private String text;
  private String end;

  /** Comments and blank lines before the line that was read last. */
  private String before = "";

  private boolean ended;

  /** Reads the header. */
  private ArffReader(TextInput input) throws IOException {
    this.input = input;
    file = input.file();
    ends = new LineEnds(input.reader());
    reader = new BufferedReader(ends);
    StringBuilder head = new StringBuilder();
    boolean data = false;
    while (!data) {
      ArffTokens tokens = nextLine();
      if (tokens == null) {
        throw new TableException(file + " has no line @data; the rows must follow one");
      }
      try {
        data = readDeclaration(tokens);
      } catch (IllegalArgumentException e) {
        throw wrong(e.getMessage());
      }
      head.append(before).append(data ? "" : text + end);
    }
    declarations = head.toString();
    this.data = text + end;
    if (attributes.isEmpty()) {
      throw wrong("no attributes are declared before @data");
    }
    header = attributes.stream().map(ArffAttribute::name).toList();
  }

  /**
   * Opens a file and reads its header.
   *
   * @param encoding if it is told
   * @throws TableException naming the line of what is wrong with it
   */
  static ArffReader open(Path file, Optional<Charset> encoding) throws IOException {
    TextInput input = TextInput.open(file, encoding);
    try {
      return new ArffReader(input);
    } catch (IOException | RuntimeException e) {
      input.close();
      throw e;
    }
  }

  /** Whether the line begins the data. */
  private boolean readDeclaration(ArffTokens tokens) {
    String keyword = tokens.value();
    switch (keyword == null ? "?" : keyword.toLowerCase(Locale.ROOT)) {
      case "@relation" -> {
        return false;
      }
      case "@attribute" -> {
        ArffAttribute attribute = ArffAttribute.parse(tokens);
        if (attributes.stream().anyMatch(other -> other.name().equals(attribute.name()))) {
          throw new IllegalArgumentException(
              "attribute \"" + attribute.name() + "\" is declared twice; rename one of them");
        }
        attributes.add(attribute);
        return false;
      }
      case "@data" -> {
        return true;
      }
      default ->
          throw new IllegalArgumentException(
              "\"" + keyword + "\" stands where @relation, @attribute or @data is needed");
    }
  }

  /** The next line that has more than a comment, or null at the end. */
  private ArffTokens nextLine() throws IOException {
    if (ended) {
      return null;
    }
    try {
      before = "";
      for (text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        end = ends.next();
        ArffTokens tokens = new ArffTokens(text);
        if (!tokens.atEnd()) {
          return tokens;
        }
        before += text + end;
      }
      ended = true;
      return null;
    } catch (IOException e) {
      throw TextInput.explain(file, e);
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public CellFormat format() {
    return CellFormat.of(MissingTokens.NONE);
  }

  @Override
  public TextEncoding encoding() {
    return input.encoding();
  }

  @Override
  public boolean isWrittenAs(Path name) {
    return FileName.isArff(name);
  }

  @Override
  public String head(List<NewColumn> appended, UnaryOperator<String> cell) {
    StringBuilder head = new StringBuilder(declarations);
    for (NewColumn column : appended) {
      head.append(ArffAttribute.of(column).declaration()).append(end(data));
    }
    return head + data;
  }

  private static String end(String line) {
    return line.endsWith("\r\n") ? "\r\n" : line.substring(line.length() - 1);
  }

  @Override
  public String tail() {
    return before;
  }

  /** Rows write a question mark. */
  @Override
  public String missing() {
    return null;
  }

  @Override
  public Optional<Column> declared(int column) {
    return attributes.get(column).column();
  }

  @Override
  public Set<Column.Kind> kinds(int column) {
    return attributes.get(column).kinds();
  }

  @Override
  public SourceRow next() throws IOException {
    ArffTokens tokens = nextLine();
    if (tokens == null) {
      return null;
    }
    try {
      return tokens.skip('{') ? sparseRow(tokens) : denseRow(tokens);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ArffRow denseRow(ArffTokens tokens) {
    List<String> values = new ArrayList<>(attributes.size());
    List<ArffTokens.Span> spans = new ArrayList<>(attributes.size());
    while (!tokens.atEnd()) {
      if (tokens.skip('{')) {
        throw new IllegalArgumentException("weights of rows are not supported; remove them");
      }
      values.add(tokens.value());
      spans.add(tokens.span());
      tokens.skip(',');
    }
    if (values.size() != attributes.size()) {
      throw new IllegalArgumentException(
          "the row has "
              + values.size()
              + (values.size() == 1 ? " value" : " values")
              + ", but "
              + attributes.size()
              + " attributes are declared; check commas, and quotes around values with blanks");
    }
    String[] cells = values.toArray(String[]::new);
    for (int c = 0; c < cells.length; c++) {
      attributes.get(c).require(cells[c]);
    }
    return row(cells, spans.toArray(ArffTokens.Span[]::new), tokens.span().to(), false);
  }

  private ArffRow row(String[] cells, ArffTokens.Span[] spans, int last, boolean sparse) {
    return new ArffRow(cells, new ArffRow.Text(before, text, end, spans, last, sparse));
  }

  private ArffRow sparseRow(ArffTokens tokens) {
    String[] cells = new String[attributes.size()];
    ArffTokens.Span[] spans = new ArffTokens.Span[cells.length];
    int last = tokens.position();
    Set<Integer> given = new HashSet<>();
    while (!tokens.skip('}')) {
      int index = index(tokens.value());
      if (!given.add(index)) {
        throw new IllegalArgumentException("attribute " + index + " has two values; remove one");
      }
      cells[index] = attributes.get(index).require(tokens.value());
      spans[index] = tokens.span();
      last = tokens.span().to();
      tokens.skip(',');
    }
    if (!tokens.atEnd()) {
      throw new IllegalArgumentException(
          "nothing may follow a sparse row; remove it (weights are not supported)");
    }
    for (int c = 0; c < cells.length; c++) {
      if (!given.contains(c)) {
        cells[c] = attributes.get(c).sparseDefault();
      }
    }
    return row(cells, spans, last, true);
  }

  private int index(String text) {
    try {
      int index = text == null ? -1 : Integer.parseInt(text);
      if (index >= 0 && index < attributes.size()) {
        return index;
      }
    } catch (NumberFormatException e) {
      // The same message as for a number out of range.
    }
    throw new IllegalArgumentException(
        "\""
            + text
            + "\" is no number of an attribute; sparse rows count from 0 to "
            + (attributes.size() - 1));
  }

  @Override
  public TableException wrong(String what) {
    return new TableException(file + ", line " + line + ": " + what);
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
