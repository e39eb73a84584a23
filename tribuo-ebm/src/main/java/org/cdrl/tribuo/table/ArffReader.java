package org.cdrl.tribuo.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.cdrl.table.Column;
import org.cdrl.table.text.MissingTokens;

/**
 * Reads an ARFF file (UTF-8), dense or sparse, row by row. Only a question mark without quotes is a
 * missing cell. Relational attributes and weights are refused.
 */
final class ArffReader implements RowSource {
  private final Path file;
  private final BufferedReader reader;
  private final List<ArffAttribute> attributes = new ArrayList<>();
  private final List<String> header;
  private long line;

  /** Reads the header. */
  private ArffReader(Path file, BufferedReader reader) throws IOException {
    this.file = file;
    this.reader = reader;
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
    }
    if (attributes.isEmpty()) {
      throw wrong("no attributes are declared before @data");
    }
    header = attributes.stream().map(ArffAttribute::name).toList();
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws TableException naming the line of what is wrong with it
   */
  static ArffReader open(Path file) throws IOException {
    BufferedReader reader = TextFile.open(file);
    try {
      return new ArffReader(file, reader);
    } catch (IOException | RuntimeException e) {
      reader.close();
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
    try {
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        line++;
        ArffTokens tokens = new ArffTokens(text);
        if (!tokens.atEnd()) {
          return tokens;
        }
      }
      return null;
    } catch (IOException e) {
      throw TextFile.explain(file, e);
    }
  }

  @Override
  public List<String> header() {
    return header;
  }

  @Override
  public MissingTokens missing() {
    return MissingTokens.NONE;
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
  public String[] next() throws IOException {
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

  private String[] denseRow(ArffTokens tokens) {
    List<String> values = new ArrayList<>(attributes.size());
    while (!tokens.atEnd()) {
      if (tokens.skip('{')) {
        throw new IllegalArgumentException("weights of rows are not supported; remove them");
      }
      values.add(tokens.value());
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
    return cells;
  }

  private String[] sparseRow(ArffTokens tokens) {
    String[] cells = new String[attributes.size()];
    Set<Integer> given = new HashSet<>();
    while (!tokens.skip('}')) {
      int index = index(tokens.value());
      if (!given.add(index)) {
        throw new IllegalArgumentException("attribute " + index + " has two values; remove one");
      }
      cells[index] = attributes.get(index).require(tokens.value());
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
    return cells;
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
    reader.close();
  }
}
