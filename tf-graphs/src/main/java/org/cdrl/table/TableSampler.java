package org.cdrl.table;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.cdrl.Concept;
import org.cdrl.Condition;
import org.cdrl.Sampler;
import org.cdrl.table.encoding.TableEncoding;

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

  private final TableModel model;
  private final Sampler engine;
  private final Map<Integer, Double> cells;
  private final Map<Integer, Range> ranges;
  private final Map<Condition, Double> concepts;
  private final boolean missing;
  private final long seed;

  private TableSampler(
      TableModel model,
      Sampler engine,
      Map<Integer, Double> cells,
      Map<Integer, Range> ranges,
      Map<Condition, Double> concepts,
      boolean missing,
      long seed) {
    this.model = model;
    this.engine = engine;
    this.cells = cells;
    this.ranges = ranges;
    this.concepts = concepts;
    this.missing = missing;
    this.seed = seed;
  }

  static TableSampler of(TableModel model) {
    return new TableSampler(model, model.engine().sampler(), Map.of(), Map.of(), Map.of(), true, 0);
  }

  private TableSampler engine(Sampler newEngine) {
    return new TableSampler(model, newEngine, cells, ranges, concepts, missing, seed);
  }

  /**
   * Only rows with this label in a column, be it a condition of the model or not.
   *
   * @throws IllegalArgumentException naming column and label if there is no such one
   */
  public TableSampler given(String column, String label) {
    Column wanted = model.schema().column(model.schema().indexOf(column));
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
   * Only rows with this cell in a column; other columns follow from it.
   *
   * @param cell as {@link Column} tells; not NaN
   * @throws IllegalArgumentException naming the column if the cell cannot be in it
   */
  public TableSampler given(String column, double cell) {
    int c = model.schema().indexOf(column);
    if (Double.isNaN(cell)) {
      throw new IllegalArgumentException(
          "Column \"" + column + "\": a given cell cannot be missing");
    }
    double[] row = new double[model.schema().size()];
    Arrays.fill(row, Double.NaN);
    row[c] = cell;
    new Table(model.schema(), new double[][] {row});
    Map<Integer, Double> more = new LinkedHashMap<>(cells);
    more.put(c, cell);
    model.conditions().requireSeen(c, cell);
    return new TableSampler(model, engine, more, ranges, concepts, missing, seed);
  }

  /**
   * Only rows whose number in a column lies in a range, both ends included.
   *
   * <p>Values in the range are taken as they go together with everything else that is given among
   * rows drawn for this purpose, a bounded number, and the other columns are drawn given them.
   * Where no such row falls in all ranges, values follow each column's own distribution within its
   * range, and are as near as allowed to the training values where the range has none.
   *
   * @param low may be negative infinity
   * @param high may be infinity
   * @throws IllegalArgumentException naming the column if it holds no numbers, or if no number is
   *     in the range
   */
  public TableSampler between(String column, double low, double high) {
    int c = model.schema().indexOf(column);
    Column wanted = model.schema().column(c);
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
    Map<Integer, Range> more = new LinkedHashMap<>(ranges);
    more.put(c, new Range(low, high));
    return new TableSampler(model, engine, cells, more, concepts, missing, seed);
  }

  /**
   * Makes rows more typical of the given conditions; see {@link Sampler#guidance}.
   *
   * @param w 0 (default) as learned; .3 to 1.5 more typical at the cost of variety
   */
  public TableSampler guidance(double w) {
    return engine(engine.guidance(w));
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
    return new TableSampler(
        model, engine.compose(newConcepts), cells, ranges, named, missing, seed);
  }

  /** Langevin steps per level; see {@link Sampler#langevinSteps}. */
  public TableSampler langevinSteps(int steps) {
    return engine(engine.langevinSteps(steps));
  }

  /** Passes of filling in; see {@link Sampler#fillPasses}. */
  public TableSampler fillPasses(int times) {
    return engine(engine.fillPasses(times));
  }

  /**
   * Whether cells may be missing, as often and where they were in training; default true. If not,
   * every cell is drawn as if it had been seen.
   */
  public TableSampler missing(boolean allowed) {
    return new TableSampler(model, engine, cells, ranges, concepts, allowed, seed);
  }

  /** The seed of all random numbers; default 0. */
  public TableSampler seed(long newSeed) {
    return new TableSampler(model, engine.seed(newSeed), cells, ranges, concepts, missing, newSeed);
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
    double[][] pool = ranges.isEmpty() ? null : pool();
    double[][] rows = new double[n][];
    for (long piece = first / PIECE * PIECE; piece < first + n; piece += PIECE) {
      double[][] drawn = piece(piece, pool);
      for (int r = 0; r < PIECE; r++) {
        long at = piece + r - first;
        if (at >= 0 && at < n) {
          rows[(int) at] = drawn[r];
        }
      }
    }
    return new Table(model.schema(), rows);
  }

  /** Rows drawn without the ranges, of which those within all of them remain. */
  private double[][] pool() {
    TableSampler open =
        new TableSampler(model, engine, cells, Map.of(), concepts, missing, seed ^ 0x5DEECE66DL);
    return Arrays.stream(open.draw(POOL).rows())
        .filter(row -> ranges.entrySet().stream().allMatch(e -> e.getValue().has(row[e.getKey()])))
        .toArray(double[][]::new);
  }

  private double[][] piece(long first, double[][] pool) {
    TableEncoding encoding = model.encoding();
    int[] data = model.conditions().others();
    double[][] wanted = new double[PIECE][];
    boolean fill = !missing && encoding.hasMissing();
    for (int r = 0; r < PIECE; r++) {
      SplittableRandom random =
          new SplittableRandom((seed * 31 + 7) * 0x9E3779B97F4A7C15L + first + r);
      double[] row = new double[model.schema().size()];
      Arrays.fill(row, Double.NaN);
      cells.forEach((c, cell) -> row[c] = cell);
      if (pool != null) {
        double[] like = pool.length == 0 ? null : pool[random.nextInt(pool.length)];
        ranges.forEach(
            (c, range) ->
                row[c] =
                    like != null ? like[c] : model.within(c, range.low(), range.high(), random));
      }
      if (concepts.isEmpty()) {
        model.conditions().complete(row, random);
      } else {
        concepts.forEach((condition, weight) -> model.conditions().name(condition, weight, row));
      }
      wanted[r] = row;
      for (int c : data) {
        fill |= !Double.isNaN(row[c]);
      }
    }
    Sampler sampler =
        model.conditions().columns().length == 0 || !concepts.isEmpty()
            ? engine
            : engine.given(row -> model.conditions().condition(wanted[(int) (row - first)]));
    float[][] points;
    if (fill) {
      float[][] open = new float[PIECE][];
      for (int r = 0; r < PIECE; r++) {
        open[r] = encoding.encodeGiven(model.dataCells(wanted[r]), missing);
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
    return wanted;
  }
}
