package org.cdrl.tribuo.source;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.config.ConfigurableName;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.RareValues;
import org.cdrl.table.text.CellFormat;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.DateOrder;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.columns.ColumnHints;
import org.cdrl.tribuo.dataset.RowExamples;
import org.cdrl.tribuo.table.TableFile;
import org.cdrl.tribuo.table.TableFormat;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.regression.RegressionFactory;

/**
 * The rows of a CSV or ARFF file as examples. What columns are is found out, and can be said: a
 * number is a feature of the column's name, a label a feature {@code column@label} of value 1, and
 * a date the seconds since 1970; a blank cell has no feature. Identifiers and free text are left
 * out, with a warning, unless their kind is said. Keys have no features; a model that is trained on
 * a {@link org.cdrl.tribuo.dataset.SourceDataset} of the source makes new ones, one that is trained
 * on other data sets leaves them empty. The provenance tells the columns, so that a model trained
 * on the examples knows them and their order.
 */
public final class TableDataSource<T extends Output<T>> extends RowExamples<T> {
  private static final Logger logger = Logger.getLogger(TableDataSource.class.getName());

  @ConfigurableName private String name = "";

  @Config(mandatory = true, description = "A CSV file, or an ARFF file if its name ends so.")
  private Path path;

  @Config(
      mandatory = true,
      description =
          "The columns that become outputs: one of labels or events, or any number of targets, or of"
              + " yes-and-no columns of which each is a label. Empty for none: events are then"
              + " expected ones, and other outputs unknown.")
  private List<String> responses = new ArrayList<>();

  @Config(mandatory = true, description = "Makes the outputs.")
  private OutputFactory<T> outputFactory;

  @Config(
      description =
          "Kinds of columns, by name, where they would be taken for something else: real, integer,"
              + " categorical, boolean, date, key or text. Default none.")
  private Map<String, String> columnKinds = new HashMap<>();

  @Config(description = "Names of columns to leave out. Default none.")
  private List<String> ignored = new ArrayList<>();

  @Config(
      description =
          "What stands between the cells of a CSV file, one character. Default what a first line"
              + " sep= says, else a tab where the name ends in .tsv or .tab, else a comma.")
  private String delimiter = "";

  @Config(description = "Whether the first line of a CSV file names the columns. Default true.")
  private boolean header = true;

  @Config(
      description =
          "Texts that stand for a missing cell in a CSV file besides the usual ones. Default"
              + " none.")
  private List<String> missing = new ArrayList<>();

  @Config(
      description =
          "Texts that usually stand for a missing cell and are labels in this CSV file. Default"
              + " none.")
  private List<String> notMissing = new ArrayList<>();

  @Config(
      description =
          "What stands before the decimals of numbers in a CSV file, a point or a comma. Default"
              + " a point.")
  private char decimal = '.';

  @Config(
      description =
          "What comes first in dates such as 04/05/2024 in a CSV file. Default unknown: some cell"
              + " of the column must show it, as 19/05/2024 does.")
  private DateOrder dates = DateOrder.UNKNOWN;

  @Config(
      description =
          "Encoding of a file without a byte-order mark. Default UTF-8, or UTF-16 where every"
              + " other byte is zero.")
  private String encoding = "";

  @Config(
      description =
          "Whether labels of fewer than 5 rows become one, and the lowest and highest 4 numbers of"
              + " every column the fifth, before anything is learned. For data of people; tails are"
              + " lost. Default false.")
  private boolean protect = false;

  private Schema schema;
  private Map<String, String> leftOut;
  private FileProvenance provenance;

  /** For OLCUT. */
  private TableDataSource() {}

  /**
   * Reads a file.
   *
   * @param path a CSV file, or an ARFF file if its name ends so
   * @param outputFactory makes the outputs
   * @param responses the columns that become outputs
   * @throws IOException if the file cannot be read or is not as it should be, naming line and
   *     column
   */
  public TableDataSource(Path path, OutputFactory<T> outputFactory, String... responses)
      throws IOException {
    this(path, outputFactory, List.of(responses), Map.of(), Set.of(), TableFormat.DEFAULT);
  }

  /**
   * Reads a file.
   *
   * @param path a CSV file, or an ARFF file if its name ends so
   * @param outputFactory makes the outputs
   * @param responses the columns that become outputs
   * @param kinds of some columns by name, where they would be taken for something else
   * @param ignored names of columns to leave out
   * @param format of a CSV file
   * @throws IOException if the file cannot be read or is not as it should be, naming line and
   *     column
   */
  public TableDataSource(
      Path path,
      OutputFactory<T> outputFactory,
      List<String> responses,
      Map<String, Kind> kinds,
      Set<String> ignored,
      TableFormat format)
      throws IOException {
    this(path, outputFactory, responses, kinds, ignored, format, false);
  }

  /**
   * Reads a file as the other constructors do.
   *
   * @param protect whether values that few rows have are hidden, as {@link RareValues} does
   * @throws IOException if the file cannot be read or is not as it should be, naming line and
   *     column
   */
  public TableDataSource(
      Path path,
      OutputFactory<T> outputFactory,
      List<String> responses,
      Map<String, Kind> kinds,
      Set<String> ignored,
      TableFormat format,
      boolean protect)
      throws IOException {
    this.path = path;
    this.protect = protect;
    this.outputFactory = outputFactory;
    this.responses = new ArrayList<>(responses);
    kinds.forEach((column, kind) -> columnKinds.put(column, KindWords.word(kind)));
    this.ignored = new ArrayList<>(ignored);
    this.delimiter = format.delimiter().map(String::valueOf).orElse("");
    this.header = format.header();
    Set<String> tokens = format.cells().missing().tokens();
    missing.addAll(without(tokens, MissingTokens.DEFAULT.tokens()));
    notMissing.addAll(without(MissingTokens.DEFAULT.tokens(), tokens));
    this.decimal = format.cells().decimal();
    this.dates = format.cells().dates();
    this.encoding = format.encoding().map(Charset::name).orElse("");
    postConfig();
  }

  private static List<String> without(Set<String> texts, Set<String> others) {
    return texts.stream().filter(text -> !others.contains(text)).sorted().toList();
  }

  @Override
  public void postConfig() throws IOException {
    Map<String, Kind> kinds = new LinkedHashMap<>();
    columnKinds.forEach((column, kind) -> kinds.put(column, kind(column, kind)));
    if (responses.size() == 1 && !(outputFactory instanceof RegressionFactory)) {
      // A class that looks like a number is still one.
      kinds.putIfAbsent(responses.get(0), Kind.CATEGORICAL);
    }
    TableFormat format = format();
    TableFile.Found found =
        TableFile.find(
            path, format, kinds, new LinkedHashSet<>(ignored), new LinkedHashSet<>(responses));
    schema = found.schema();
    leftOut = found.leftOut();
    Table table = TableFile.read(path, format, schema);
    if (protect) {
      table = protectedTable(table);
      schema = table.schema();
    }
    leftOut.forEach(
        (column, reason) ->
            logger.warning("Column \"" + column + "\" is left out: it has " + reason));
    int[] responding;
    try {
      responding = responses.stream().mapToInt(schema::indexOf).toArray();
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    int[] features =
        IntStream.range(0, schema.size())
            .filter(c -> Arrays.stream(responding).noneMatch(output -> output == c))
            .toArray();
    if (features.length == 0) {
      throw new IOException(
          path
              + ": every column is an output ("
              + String.join(", ", schema.names())
              + "); at least one must be left to learn");
    }
    CellText text = new CellText(schema, MissingTokens.NONE);
    OutputCells<T> outputCells =
        new OutputCells<>(path.toString(), outputFactory, schema, responding);
    List<T> outputs = new ArrayList<>();
    for (int r = 0; r < table.size(); r++) {
      double[] cells = table.rows()[r];
      outputs.add(outputCells.output(r, cells, text.format(cells)));
      if (Arrays.stream(features).allMatch(c -> Double.isNaN(cells[c]))) {
        throw new IOException(
            path + ", row " + (r + 1) + ": every cell but the output is missing; delete the row");
      }
    }
    keep(table, responses, outputs, found.keys());
    provenance = new FileProvenance(this, path, ColumnHints.text(schema, leftOut), null);
  }

  private Table protectedTable(Table table) throws IOException {
    try {
      return RareValues.hide(table);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private TableFormat format() {
    try {
      TableFormat format =
          TableFormat.DEFAULT.header(header).cells(new CellFormat(missingTokens(), decimal, dates));
      if (delimiter.length() > 1) {
        throw new IllegalArgumentException("\"" + delimiter + "\" is not one character");
      }
      if (!delimiter.isEmpty()) {
        format = format.delimiter(delimiter.charAt(0));
      }
      return encoding.isEmpty() ? format : format.encoding(Charset.forName(encoding));
    } catch (IllegalArgumentException e) {
      throw new PropertyException(
          e, name, "", "How the table stands in its file: " + e.getMessage());
    }
  }

  /** Only reading matters here, so that any of them could be the one to write. */
  private MissingTokens missingTokens() {
    Set<String> tokens = new TreeSet<>(MissingTokens.DEFAULT.tokens());
    tokens.addAll(missing);
    notMissing.forEach(tokens::remove);
    return tokens.isEmpty()
        ? MissingTokens.NONE
        : new MissingTokens(tokens, tokens.iterator().next());
  }

  private Kind kind(String column, String kind) {
    return KindWords.kind(kind)
        .orElseThrow(
            () ->
                new PropertyException(
                    name,
                    "columnKinds",
                    "Column \"" + column + "\" cannot be " + kind + ", only " + KindWords.ALL));
  }

  /** The columns of the file, outputs included. */
  public Schema schema() {
    return schema;
  }

  /** The columns of the file that are left out as no model should learn them, and why. */
  public Map<String, String> leftOut() {
    return leftOut;
  }

  @Override
  public OutputFactory<T> getOutputFactory() {
    return outputFactory;
  }

  @Override
  public DataSourceProvenance getProvenance() {
    return provenance;
  }

  @Override
  public String toString() {
    return "TableDataSource(path=" + path + ", responses=" + responses + ")";
  }
}
