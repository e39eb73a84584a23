package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import org.cdrl.Sampler;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;

/**
 * Which rows are wanted of a table's model. Immutable; every setter returns another sampler.
 *
 * <p>Rows are numbered from 0 and depend on the seed and their number only, so that a long table
 * can be drawn in parts, at constant memory.
 */
public final class TableSampler {
  /** Rows that run together: the engine's piece, so that bits do not depend on the cut. */
  private static final int PIECE = 1024;

  /** Rows drawn to find out what goes with a range. */
  private static final int POOL = 4 * PIECE;

  /** Numbers from low to high, both included. */
  private record Range(double low, double high) {
    boolean has(double cell) {
      return cell >= low && cell <= high;
    }
  }

  /**
   * One model's part of the density.
   *
   * @param engine without conditions, unless there are concepts
   * @param concepts that the engine composes, with weights; empty if rows have conditions
   */
  private record Source(TableModel model, Sampler engine, Map<Condition, Double> concepts) {
    Source with(Sampler newEngine) {
      return new Source(model, newEngine, concepts);
    }

    /** The engine for rows whose conditions are known. */
    Sampler under(LongFunction<Condition> conditions) {
      boolean fixed = model.conditions().columns().length == 0 || !concepts.isEmpty();
      return fixed ? engine : engine.given(conditions);
    }
  }

  /** The first decides what rows are like beside the density. */
  private final List<Source> sources;

  private final boolean either;
  private final Map<Integer, Double> cells;
  private final Map<Integer, Range> ranges;

  /** The condition whose labels take turns, or -1. */
  private final int balanced;

  private final boolean missing;
  private final long seed;

  /** Rows drawn without the ranges, of which those within all of them remain; made when needed. */
  private double[][] pool;

  private TableSampler(
      List<Source> sources,
      boolean either,
      Map<Integer, Double> cells,
      Map<Integer, Range> ranges,
      int balanced,
      boolean missing,
      long seed) {
    this.sources = List.copyOf(sources);
    this.either = either;
    this.cells = cells;
    this.ranges = ranges;
    this.balanced = balanced;
    this.missing = missing;
    this.seed = seed;
  }

  static TableSampler of(TableModel model) {
    Source alone = new Source(model, model.engine().sampler(), Map.of());
    return new TableSampler(List.of(alone), false, Map.of(), Map.of(), -1, true, 0);
  }

  private TableSampler engines(UnaryOperator<Sampler> change) {
    List<Source> changed =
        sources.stream().map(source -> source.with(change.apply(source.engine()))).toList();
    return new TableSampler(changed, either, cells, ranges, balanced, missing, seed);
  }

  private TableModel model() {
    return sources.get(0).model();
  }

  /** The columns of the rows that are drawn. */
  public Schema schema() {
    return model().schema();
  }

  /**
   * How much this sampler's density counts in {@link #product} or {@link #either}; default 1.
   *
   * @param w positive
   */
  public TableSampler weight(double w) {
    return engines(engine -> engine.weight(w));
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
   * have them, unnormalised. All else is as in {@link #product}.
   *
   * @throws IllegalArgumentException if the models differ in columns, conditions, encoding or noise
   *     schedule, saying where; see {@link TableTrainer#encodedLike}
   */
  public static TableSampler either(TableSampler... alternatives) {
    return joined(true, alternatives);
  }

  private static TableSampler joined(boolean either, TableSampler... samplers) {
    if (samplers.length == 0) {
      throw new IllegalArgumentException("There is nothing to combine");
    }
    TableSampler head = samplers[0];
    List<Source> sources = new ArrayList<>();
    for (TableSampler sampler : samplers) {
      if (sampler.sources.size() > 1) {
        throw new IllegalArgumentException(
            "Samplers of several models cannot be combined again; combine all models at once");
      }
      head.model().requireSameSpace(sampler.model());
      sources.add(sampler.sources.get(0));
    }
    TableSampler joined =
        new TableSampler(
            sources, either, head.cells, head.ranges, head.balanced, head.missing, head.seed);
    // Engines differ in what the rows above cannot see, such as noise levels.
    joined.join(sources.stream().map(Source::engine).toList());
    return joined;
  }

  private Sampler join(List<Sampler> engines) {
    Sampler[] all = engines.toArray(Sampler[]::new);
    return all.length == 1 ? all[0] : either ? Sampler.either(all) : Sampler.product(all);
  }

  /**
   * Only rows with this label in a column, be it a condition of the model or not.
   *
   * @throws IllegalArgumentException naming column and label if there is no such one
   */
  public TableSampler given(String column, String label) {
    Column wanted = model().schema().column(model().schema().indexOf(column));
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
   *     beyond all training cells, or a label that none of them had
   */
  public TableSampler given(String column, double cell) {
    int c = model().schema().indexOf(column);
    if (Double.isNaN(cell)) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\": a given cell cannot be missing");
    }
    double[] row = new double[model().schema().size()];
    Arrays.fill(row, Double.NaN);
    row[c] = cell;
    new Table(model().schema(), new double[][] {row});
    Map<Integer, Double> more = new LinkedHashMap<>(cells);
    more.put(c, cell);
    if (model().schema().column(c).isNumeric()) {
      model().requireLearned(c, cell, cell);
    } else {
      model().requireSeen(c, cell);
    }
    return new TableSampler(sources, either, more, ranges, balanced, missing, seed);
  }

  /**
   * Only rows whose number in a column lies in a range, both ends included.
   *
   * <p>Values in the range are taken as they go together with everything else that is given among
   * rows drawn for this purpose, a bounded number, and the other columns are drawn given them.
   * Where no such row falls in all ranges, values follow each column's own distribution within its
   * range.
   *
   * @param low may be negative infinity
   * @param high may be infinity
   * @throws IllegalArgumentException naming the column if it holds no numbers, if no number is in
   *     the range, or if it lies beyond all training cells
   */
  public TableSampler between(String column, double low, double high) {
    int c = model().schema().indexOf(column);
    Column wanted = model().schema().column(c);
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
    Map<Integer, Range> more = new LinkedHashMap<>(ranges);
    more.put(c, new Range(low, high));
    return new TableSampler(sources, either, cells, more, balanced, missing, seed);
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
    return new TableSampler(sources, either, cells, ranges, c, missing, seed);
  }

  /**
   * Makes rows more typical of the given conditions; see {@link Sampler#guidance}.
   *
   * @param w 0 (default) as learned; .3 to 1.5 more typical at the cost of variety
   */
  public TableSampler guidance(double w) {
    return engines(engine -> engine.guidance(w));
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
    if (sources.size() > 1) {
      throw new IllegalStateException(
          "Compose concepts on the samplers of single models, before they are combined");
    }
    Source composed =
        new Source(
            model(),
            sources.get(0).engine().compose(newConcepts),
            Collections.unmodifiableMap(named));
    return new TableSampler(List.of(composed), either, cells, ranges, balanced, missing, seed);
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
    return new TableSampler(sources, either, cells, ranges, balanced, allowed, seed);
  }

  /** The seed of all random numbers; default 0. */
  public TableSampler seed(long newSeed) {
    TableSampler seeded = engines(engine -> engine.seed(newSeed));
    return new TableSampler(seeded.sources, either, cells, ranges, balanced, missing, newSeed);
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
    double[][] rows = new double[n][];
    for (long piece = first / PIECE * PIECE; piece < first + n; piece += PIECE) {
      double[][] drawn = piece(piece);
      for (int r = 0; r < PIECE; r++) {
        long at = piece + r - first;
        if (at >= 0 && at < n) {
          rows[(int) at] = drawn[r];
        }
      }
    }
    return new Table(model().schema(), rows);
  }

  private double[][] pool() {
    if (pool == null) {
      TableSampler open =
          new TableSampler(
              sources, either, cells, Map.of(), balanced, missing, seed ^ 0x5DEECE66DL);
      pool =
          Arrays.stream(open.draw(POOL).rows())
              .filter(row -> ranges.keySet().stream().allMatch(c -> ranges.get(c).has(row[c])))
              .toArray(double[][]::new);
    }
    return pool;
  }

  private double[][] piece(long first) {
    TableEncoding encoding = model().encoding();
    int[] data = model().conditions().others();
    double[][] wanted = new double[PIECE][];
    boolean fill = !missing && encoding.hasMissing();
    for (int r = 0; r < PIECE; r++) {
      wanted[r] = wanted(first + r);
      for (int c : data) {
        fill |= !Double.isNaN(wanted[r][c]);
      }
    }
    LongFunction<Condition> conditions =
        row -> model().conditions().condition(wanted[(int) (row - first)]);
    Sampler sampler = join(sources.stream().map(source -> source.under(conditions)).toList());
    float[][] points;
    if (fill) {
      float[][] open = new float[PIECE][];
      for (int r = 0; r < PIECE; r++) {
        open[r] = encoding.encodeGiven(model().dataCells(wanted[r]), missing);
      }
      points = sampler.fill(first, open);
    } else {
      points = sampler.draw(first, PIECE);
    }
    for (int r = 0; r < PIECE; r++) {
      double[] cellsOfRow = encoding.decode(points[r], missing);
      for (int k = 0; k < data.length; k++) {
        if (Double.isNaN(wanted[r][data[k]])) {
          wanted[r][data[k]] = cellsOfRow[k];
        }
      }
    }
    if (conditionsFollow()) {
      OpenConditions.draw(model(), Arrays.asList(wanted), r -> random(first + r + (1L << 62)));
    }
    return wanted;
  }

  /**
   * Numbers from 0 to 1 that fill the interval more evenly than random ones (Weyl 1916), so that
   * few rows have labels as frequent as many.
   */
  private double evenly(long row) {
    double at = random(-1).nextDouble() + row * (Math.sqrt(5) - 1) / 2;
    return at - Math.floor(at);
  }

  private SplittableRandom random(long row) {
    return new SplittableRandom((seed * 31 + 7) * 0x9E3779B97F4A7C15L + row);
  }

  /**
   * Whether conditions that are not given are drawn last, given the rest of the row, because cells
   * of other columns are: their labels are not as frequent then as in training.
   */
  private boolean conditionsFollow() {
    return sources.size() == 1
        && sources.get(0).concepts().isEmpty()
        && cells.keySet().stream().anyMatch(c -> !model().conditions().has(c))
        && OpenConditions.canDraw(model());
  }

  /** Concepts of all sources. */
  private boolean hasConcepts() {
    return sources.stream().anyMatch(source -> !source.concepts().isEmpty());
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
    Imputer.requireSchema(model(), rows);
    double[] given = new double[model().schema().size()];
    Arrays.fill(given, Double.NaN);
    cells.forEach((c, cell) -> given[c] = cell);
    Condition condition = model().conditions().condition(given);
    List<Sampler> engines =
        sources.stream()
            .map(
                source ->
                    source.concepts().isEmpty() && !condition.isEmpty()
                        ? source.engine().given(condition)
                        : source.engine())
            .toList();
    return join(engines).logDensities(EncodedRows.of(model(), rows).points(), transitions);
  }

  /** What is known of a row before it is drawn. */
  private double[] wanted(long number) {
    SplittableRandom random = random(number);
    double[] row = new double[model().schema().size()];
    Arrays.fill(row, Double.NaN);
    cells.forEach((c, cell) -> row[c] = cell);
    if (balanced >= 0) {
      int[] labels = model().conditions().seenLabels(balanced);
      row[balanced] = labels[(int) (number % labels.length)];
    }
    double[] like = ranges.isEmpty() ? null : like(row, random);
    ranges.forEach(
        (c, range) ->
            row[c] = like != null ? like[c] : model().within(c, range.low(), range.high(), random));
    if (hasConcepts()) {
      sources.forEach(
          source ->
              source
                  .concepts()
                  .forEach(
                      (condition, weight) -> model().conditions().name(condition, weight, row)));
    } else if (like != null) {
      for (int c : model().conditions().columns()) {
        row[c] = like[c];
      }
    } else if (!conditionsFollow()) {
      model().conditions().complete(row, evenly(number));
    }
    return row;
  }

  /** A row of the pool with the same conditions as far as they are given; null if there is none. */
  private double[] like(double[] row, SplittableRandom random) {
    double[][] among = pool();
    int start = among.length == 0 ? 0 : random.nextInt(among.length);
    for (int n = 0; n < among.length; n++) {
      double[] candidate = among[(start + n) % among.length];
      if (Arrays.stream(model().conditions().columns())
          .allMatch(c -> Double.isNaN(row[c]) || row[c] == candidate[c])) {
        return candidate;
      }
    }
    return null;
  }
}
