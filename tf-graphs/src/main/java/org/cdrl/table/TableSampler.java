package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.cdrl.Sampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.keys.KeyMaker;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * Which rows are wanted of a table's model. Immutable; every setter returns another sampler.
 *
 * <p>Rows are numbered from 0 and depend on the seed and their number only, so that a long table
 * can be drawn in parts, at constant memory.
 */
public final class TableSampler {
  private final RowRequest request;
  private final RowDrawing drawing;

  private TableSampler(RowRequest request) {
    this.request = request;
    this.drawing = new RowDrawing(request);
  }

  static TableSampler of(TableModel model) {
    return new TableSampler(RowRequest.of(model));
  }

  private TableSampler engines(UnaryOperator<Sampler> change) {
    return new TableSampler(request.withEngines(change));
  }

  private TableSampler sources(UnaryOperator<RowRequest.Source> change) {
    return new TableSampler(request.withSources(request.sources().stream().map(change).toList()));
  }

  private TableModel model() {
    return request.model();
  }

  /** The columns of the rows that are drawn. */
  public Schema schema() {
    return model().schema();
  }

  /**
   * How much this sampler's density counts in {@link #product} or {@link #mixture}; default 1.
   *
   * @param w positive
   */
  public TableSampler weight(double w) {
    return sources(source -> source.weighted(w));
  }

  /**
   * Rows that are likely under several models, or under several compositions of one: the product of
   * their densities, each to the power of its weight. All else is as the first has it; rows have
   * one condition for all of those without concepts.
   *
   * @throws IllegalArgumentException if the models differ in columns, conditions, encoding or noise
   *     schedule, saying where; see {@link TableTrainer#encodedLike}
   */
  public static TableSampler product(TableSampler... factors) {
    return joined(false, factors);
  }

  /**
   * Rows that are likely under one of several models: the mixture of their densities, as the models
   * have them: unnormalised, unless rows are drawn as tokens. All else is as in {@link #product}.
   *
   * @throws IllegalArgumentException if the models differ in columns, conditions, encoding or noise
   *     schedule, saying where; see {@link TableTrainer#encodedLike}
   */
  public static TableSampler mixture(TableSampler... alternatives) {
    return joined(true, alternatives);
  }

  private static TableSampler joined(boolean mixture, TableSampler... samplers) {
    if (samplers.length == 0) {
      throw new IllegalArgumentException("There is nothing to combine");
    }
    TableSampler head = samplers[0];
    List<RowRequest.Source> sources = new ArrayList<>();
    for (TableSampler sampler : samplers) {
      if (sampler.request.sources().size() > 1) {
        throw new IllegalArgumentException(
            "Samplers of several models cannot be combined again; combine all models at once");
      }
      head.model().requireSameSpace(sampler.model());
      sources.add(sampler.request.sources().get(0));
    }
    RowRequest joined = head.request.withSources(sources).withMixture(mixture);
    // Engines differ in what the rows above cannot see, such as noise levels.
    joined.join(sources.stream().map(RowRequest.Source::engine).toList());
    return new TableSampler(joined);
  }

  /**
   * Only rows with this label in a column, be it a condition of the model or not.
   *
   * @throws IllegalArgumentException naming column and label if there is no such one
   */
  public TableSampler given(String column, String label) {
    Column wanted = learned(column);
    int at = wanted.labels().indexOf(label);
    if (at < 0) {
      throw new IllegalArgumentException(
          wanted.isNumeric()
              ? "Column \"" + column + "\" holds numbers; give one, not \"" + label + "\""
              : "Column \""
                  + column
                  + "\" has no label \""
                  + label
                  + "\"; it has "
                  + String.join(", ", wanted.labels()));
    }
    return given(column, at);
  }

  /**
   * Only rows with this cell in a column; other columns follow from it. So do conditions that are
   * not given, where the model can classify; else they are as frequent as in training.
   *
   * @param cell as {@link Column} tells; not NaN
   * @throws IllegalArgumentException naming the column if the cell cannot be in it, is a number
   *     beyond all training cells, or a label that none of them had; naming the rule if what is
   *     given breaks one
   */
  public TableSampler given(String column, double cell) {
    int c = model().schema().indexOf(learned(column).name());
    if (Double.isNaN(cell)) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\": a given cell cannot be missing");
    }
    double[] row = new double[model().schema().size()];
    Arrays.fill(row, Double.NaN);
    row[c] = cell;
    new Table(model().schema(), new double[][] {row});
    if (model().schema().column(c).isNumeric()) {
      model().requireLearned(c, cell, cell);
    } else {
      model().requireSeen(c, cell);
    }
    return possible(request.withCell(c, cell));
  }

  /**
   * Only rows whose number in a column lies in a range, both ends included.
   *
   * <p>Where rows are drawn as tokens, those out of the range are left out. Else values in the
   * range are taken as they go together with everything else that is given among rows drawn for
   * this purpose, a bounded number, and the other columns are drawn given them. Where no such row
   * falls in all ranges, values follow each column's own distribution within its range.
   *
   * @param low may be negative infinity
   * @param high may be infinity
   * @throws IllegalArgumentException naming the column if it holds no numbers, if no number is in
   *     the range, or if it lies beyond all training cells; naming the rule if what is given breaks
   *     one
   */
  public TableSampler between(String column, double low, double high) {
    Column wanted = learned(column);
    int c = model().schema().indexOf(column);
    if (!wanted.isNumeric()) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\" is " + wanted.kind() + "; only numbers have ranges");
    }
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\": there is no number from " + low + " to " + high);
    }
    if (wanted.kind() == Column.Kind.INTEGER && Math.ceil(low) > Math.floor(high)) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\": there is no whole number from " + low + " to " + high);
    }
    model().requireLearned(c, low, high);
    return possible(request.withRange(c, new RowRequest.Range(low, high)));
  }

  /** A column whose cells the model knows something of. */
  private Column learned(String name) {
    Column column = model().schema().column(model().schema().indexOf(name));
    if (column.isEmpty()) {
      throw new IllegalArgumentException(
          "Column \""
              + name
              + "\" "
              + switch (column.kind()) {
                case KEY -> "has keys, which are not learned: every drawn row gets a new one";
                case TEXT -> "has free text, which is not learned and stays empty in drawn rows";
                default -> "was never seen with a cell, and stays empty in drawn rows";
              }
              + "; rows cannot be drawn given one");
    }
    return column;
  }

  private static TableSampler possible(RowRequest request) {
    request.requirePossible();
    return new TableSampler(request);
  }

  /**
   * As many rows of every label of a condition that occurred in training: row r has the r-th,
   * counted round and round.
   *
   * @throws IllegalArgumentException if the column is no condition
   */
  public TableSampler balanced(String column) {
    int c = model().schema().indexOf(column);
    model().conditions().labelCounts(c);
    return new TableSampler(request.withBalanced(c));
  }

  /**
   * Makes rows more typical of the given conditions; see {@link Sampler#guidance}.
   *
   * @param w 0 (default) as learned; .3 to 1.5 more typical at the cost of variety
   */
  public TableSampler guidance(double w) {
    return sources(source -> source.guided(w));
  }

  /**
   * Composes concepts of the model's conditions; see {@link Sampler#compose}. Conditions of drawn
   * rows are those that concepts of positive weight name, and missing otherwise.
   */
  public TableSampler compose(Concept... newConcepts) {
    Map<Condition, Double> named = new LinkedHashMap<>();
    for (Concept concept : newConcepts) {
      named.put(concept.condition(), concept.weight());
    }
    if (request.sources().size() > 1) {
      throw new IllegalStateException(
          "Compose concepts on the samplers of single models, before they are combined");
    }
    RowRequest.Source composed =
        request.sources().get(0).composed(Collections.unmodifiableMap(named), newConcepts);
    return new TableSampler(request.withSources(List.of(composed)));
  }

  /** Langevin steps per level; see {@link Sampler#langevinSteps}. */
  public TableSampler langevinSteps(int steps) {
    return engines(engine -> engine.langevinSteps(steps));
  }

  /** Passes of filling in; see {@link Sampler#fillPasses}. */
  public TableSampler fillPasses(int times) {
    return engines(engine -> engine.fillPasses(times));
  }

  /**
   * Whether cells may be missing, as often and where they were in training; default true. If not,
   * every cell is drawn as if it had been seen.
   */
  public TableSampler missing(boolean allowed) {
    return new TableSampler(request.withMissing(allowed));
  }

  /** The seed of all random numbers; default 0. */
  public TableSampler seed(long newSeed) {
    return new TableSampler(request.withEngines(engine -> engine.seed(newSeed)).withSeed(newSeed));
  }

  /** Draws rows 0 .. n-1. */
  public Table draw(int n) {
    return draw(0, n);
  }

  /**
   * Draws rows first .. first+n-1 of this sampler's endless sequence.
   *
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Table draw(long first, int n) {
    if (n < 0 || first < 0) {
      throw new IllegalArgumentException(
          "Rows are numbered from 0, and their number is not negative: " + first + ", " + n);
    }
    return model().rules().cut(new Table(model().parts().schema(), drawing.draw(first, n)));
  }

  /**
   * The keys of a column in rows first .. first+n-1; cells of tables are no texts, so these stand
   * beside them.
   *
   * @return n different texts of the pattern that training rows had, none of them theirs; empty
   *     texts if the model cannot make keys of this column
   * @throws IllegalArgumentException naming the column if there are not as many keys, or it is no
   *     column of keys
   */
  public String[] keys(String column, long first, int n) {
    Schema schema = schema();
    Column asked = schema.column(schema.indexOf(column));
    if (asked.kind() != Column.Kind.KEY) {
      throw new IllegalArgumentException("Column \"" + column + "\" has no keys");
    }
    KeyMaker maker = model().keys().get(column);
    String[] keys = new String[n];
    Arrays.fill(keys, "");
    if (maker != null) {
      maker.requireFree(column, first + n);
      Arrays.setAll(keys, row -> maker.key(request.seed(), first + row));
    }
    return keys;
  }

  /**
   * log p of rows up to a constant, by the energies of several transitions, under the concepts and
   * the conditions among the given cells. Unnormalised: fit to compare rows, not expressions.
   *
   * @param rows of the models' schema; cells that are missing, but never were in training, are
   *     filled in first
   * @param transitions any of 1..T; all if none is named
   * @return [transitions][n], nats
   */
  public float[][] logDensities(Table rows, int... transitions) {
    return drawing.logDensities(model().learned(rows), transitions);
  }
}
