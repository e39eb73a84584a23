package org.cdrl.tribuo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdrl.table.TableSampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.text.CellText;
import org.cdrl.table.text.MissingTokens;
import org.cdrl.tribuo.conditioning.Conditioning;
import org.cdrl.value.Concept;
import org.tribuo.Example;
import org.tribuo.ImmutableDataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Output;

/**
 * Which examples are wanted of a model. Immutable; every setter returns another sampler.
 *
 * <p>Examples are numbered from 0 and depend on the seed and their number only, so that many can be
 * drawn in parts. They have a feature of value 1 for the label of every group and one for every
 * number, but none for zeros where absent features mean them; what is missing has none.
 */
public final class ExampleSampler<T extends Output<T>> {
  private final ExampleGenerator<T> generator;
  private final Model<T> domains;
  private final Conditioning<T> conditioning;
  private final List<Column> outputColumns;
  private final TableSampler rows;

  /** What was set, for the provenance. */
  private final Map<String, String> settings;

  ExampleSampler(
      ExampleGenerator<T> generator,
      Model<T> domains,
      Conditioning<T> conditioning,
      List<Column> outputColumns,
      TableSampler rows,
      Map<String, String> settings) {
    this.generator = generator;
    this.domains = domains;
    this.conditioning = conditioning;
    this.outputColumns = outputColumns;
    this.rows = rows;
    this.settings = settings;
  }

  private ExampleSampler<T> with(TableSampler newRows, String setting, Object value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(setting, String.valueOf(value));
    return new ExampleSampler<>(generator, domains, conditioning, outputColumns, newRows, more);
  }

  /**
   * Only examples with this output: the label; the targets that are named; exactly these labels of
   * several.
   *
   * @throws IllegalArgumentException if the model does not know the output
   */
  public ExampleSampler<T> given(T output) {
    double[] cells = conditioning.cells(output, outputColumns);
    boolean tells = cells.length == 0 || Arrays.stream(cells).anyMatch(cell -> !Double.isNaN(cell));
    if (!tells || !conditioning.knows(output, outputColumns)) {
      throw new IllegalArgumentException(
          "The model does not know the output "
              + output
              + "; it has "
              + domains.getOutputIDInfo().toReadableString());
    }
    TableSampler given = rows;
    for (int k = 0; k < cells.length; k++) {
      if (!Double.isNaN(cells[k])) {
        given = given.given(outputColumns.get(k).name(), cells[k]);
      }
    }
    return with(given, "output", output.getSerializableForm(false));
  }

  /** Only examples with this label in a column; see {@link TableSampler#given(String, String)}. */
  public ExampleSampler<T> given(String column, String label) {
    return with(rows.given(column, label), "given " + column, label);
  }

  /** Only examples with this number in a column; see {@link TableSampler#given(String, double)}. */
  public ExampleSampler<T> given(String column, double number) {
    return with(rows.given(column, number), "given " + column, number);
  }

  /**
   * The same with a cell as text: a number in a column of numbers, else a label.
   *
   * @throws IllegalArgumentException naming the column if it cannot have the cell
   */
  public ExampleSampler<T> givenText(String column, String cell) {
    Schema schema = rows.schema();
    if (!schema.column(schema.indexOf(column)).isNumeric()) {
      return given(column, cell);
    }
    String[] cells = new String[schema.size()];
    cells[schema.indexOf(column)] = cell;
    double[] row = new CellText(schema, MissingTokens.NONE).parse(cells);
    return given(column, row[schema.indexOf(column)]);
  }

  /** Only numbers of a range in a column; see {@link TableSampler#between}. */
  public ExampleSampler<T> between(String column, double low, double high) {
    return with(rows.between(column, low, high), "given " + column, low + ".." + high);
  }

  /**
   * As many examples of every label of a condition; see {@link TableSampler#balanced}.
   *
   * @param column the output's, or one of {@code conditions}
   */
  public ExampleSampler<T> balanced(String column) {
    return with(rows.balanced(column), "balanced", column);
  }

  /** Makes examples more typical of what is given; see {@link TableSampler#guidance}. */
  public ExampleSampler<T> guidance(double w) {
    return with(rows.guidance(w), "guidance", w);
  }

  /** Composes concepts of the model's conditions; see {@link TableSampler#compose}. */
  public ExampleSampler<T> compose(Concept... concepts) {
    return with(rows.compose(concepts), "concepts", Arrays.toString(concepts));
  }

  /** Langevin steps per level; default those of training. See {@link TableSampler}. */
  public ExampleSampler<T> langevinSteps(int steps) {
    return with(rows.langevinSteps(steps), "langevin-steps", steps);
  }

  /** Whether features may be missing, as in training; default true. */
  public ExampleSampler<T> missing(boolean allowed) {
    return with(rows.missing(allowed), "missing", allowed);
  }

  /** The seed of all random numbers; default 0. */
  public ExampleSampler<T> seed(long seed) {
    return with(rows.seed(seed), "seed", seed);
  }

  /** Rows 0 .. n-1 of the model's table. */
  public Table table(int n) {
    return table(0, n);
  }

  /** Rows first .. first+n-1 of the model's table. */
  public Table table(long first, int n) {
    return rows.draw(first, n);
  }

  /**
   * The keys of a column in rows first .. first+n-1; see {@link TableSampler#keys}. Examples have
   * them as metadata under the column's name.
   */
  public String[] keys(String column, long first, int n) {
    return rows.keys(column, first, n);
  }

  /** Examples 0 .. n-1. */
  public List<Example<T>> examples(int n) {
    return examples(0, n);
  }

  /**
   * Examples first .. first+n-1 of this sampler's endless sequence.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public List<Example<T>> examples(long first, int n) {
    List<Example<T>> examples = new ArrayList<>();
    double[][] drawn = rows.draw(first, n).rows();
    for (int r = 0; r < n; r++) {
      Example<T> example = generator.example(drawn[r]);
      if (example.size() == 0) {
        // Tribuo has no example without features: the same one, as if nothing were missing.
        example = generator.example(rows.missing(false).draw(first + r, 1).rows()[0]);
      }
      examples.add(example);
    }
    for (Column column : rows.schema().columns()) {
      if (column.kind() == Column.Kind.KEY) {
        String[] keys = rows.keys(column.name(), first, n);
        for (int r = 0; r < n; r++) {
          if (!keys[r].isEmpty()) {
            examples.get(r).setMetadataValue(column.name(), keys[r]);
          }
        }
      }
    }
    return examples;
  }

  /** Examples 0 .. n-1 as a source of data, whose provenance holds the model's whole provenance. */
  public GeneratedDataSource<T> source(int n) {
    return new GeneratedDataSource<>(
        examples(n), generator.outputFactory(), generator.getProvenance(), null, settings);
  }

  /** Examples 0 .. n-1 as a data set, with domains of its own: what was never drawn is unknown. */
  public MutableDataset<T> dataset(int n) {
    return new MutableDataset<>(source(n));
  }

  /** Examples 0 .. n-1 as a data set with the model's domains of features and outputs. */
  public ImmutableDataset<T> datasetInModelDomains(int n) {
    GeneratedDataSource<T> source = source(n);
    return new ImmutableDataset<>(
        source,
        source.getProvenance(),
        generator.outputFactory(),
        domains.getFeatureIDMap(),
        domains.getOutputIDInfo(),
        false);
  }
}
