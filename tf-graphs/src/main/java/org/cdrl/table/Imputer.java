package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cdrl.Sampler;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Median;
import org.cdrl.table.rules.RowDraft;

/**
 * Fills in missing cells given the other cells of their row, which come back exactly as they were.
 * What follows from them by the model's rules is not drawn; what is drawn obeys, as far as the
 * given cells let it. Immutable; every setter returns another imputer.
 *
 * <p>Rows are numbered, and a filled cell depends on seed, row number, the row, and on how many
 * rows before it in the same call have gaps; see {@link #alike} for the alternative.
 */
public final class Imputer {
  /** Draws of every missing cell, where nothing else is said. */
  public static final int DEFAULT_DRAWS = 10;

  static final int DEFAULT_PASSES = 4;

  private final TableModel model;
  private final Sampler engine;
  private final int draws;
  private final boolean alike;
  private final boolean conditions;
  private final long seed;

  private Imputer(
      TableModel model, Sampler engine, int draws, boolean alike, boolean conditions, long seed) {
    this.model = model;
    this.engine = engine;
    this.draws = draws;
    this.alike = alike;
    this.conditions = conditions;
    this.seed = seed;
  }

  static Imputer of(TableModel model) {
    Sampler sampler = model.engine().sampler().fillPasses(DEFAULT_PASSES);
    return new Imputer(model, sampler, DEFAULT_DRAWS, false, true, 0);
  }

  /**
   * How many draws of every missing cell to make; default 10. One is enough for a plausible table;
   * more for a mean, and for how far draws spread. Time grows in proportion.
   */
  public Imputer draws(int m) {
    if (m < 1) {
      throw new IllegalArgumentException("The number of draws must be at least 1, not " + m);
    }
    return new Imputer(model, engine, m, alike, conditions, seed);
  }

  /** See {@link Sampler#fillPasses}; default 4. More help where cells follow from each other. */
  public Imputer fillPasses(int times) {
    return new Imputer(model, engine.fillPasses(times), draws, alike, conditions, seed);
  }

  /**
   * Whether every row gets the same random numbers, so that what is drawn for it depends on the row
   * alone, up to rounding; default false. For predictions; rows filled in this way are not
   * independent of each other.
   */
  public Imputer alike(boolean same) {
    return new Imputer(model, engine, draws, same, conditions, seed);
  }

  /**
   * Whether conditions that are missing are drawn too, which needs a model that can classify by
   * them; default true. Otherwise they stay missing, and all else is drawn whatever they are.
   */
  public Imputer conditions(boolean drawn) {
    return new Imputer(model, engine, draws, alike, drawn, seed);
  }

  /** The seed of all random numbers; default 0. */
  public Imputer seed(long newSeed) {
    return new Imputer(model, engine.seed(newSeed), draws, alike, conditions, newSeed);
  }

  /**
   * Filled rows.
   *
   * @param draws every one a plausible table
   * @param centre what is nearest to the truth on average: medians of numbers, with the decimals of
   *     the training cells (whole where these are, dates on their grain), and likeliest labels.
   *     They are those of the draws, joined with what straight lines and groups of near training
   *     rows expect, as much as either proved right about rows that the model was not trained on;
   *     where rows are drawn as tokens, the draws' part is what a cell is likely to be given the
   *     rest of each draw. Of one draw it is that draw.
   * @param means the same with means of numbers, not rounded: their squared errors are the least
   * @param spread standard deviation of a number's draws in its unit, share of draws that differ
   *     from the most frequent label; 0 for cells that were given, [n][columns]
   */
  public record Imputation(List<Table> draws, Table centre, double[][] means, double[][] spread) {}

  /** Fills rows numbered from 0. */
  public Imputation fill(Table rows) {
    return fill(0, rows);
  }

  /**
   * Fills rows that are part of a longer table.
   *
   * @param first number of the first row
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  public Imputation fill(long first, Table rows) {
    return summary(rows, model.learned(rows).rows(), draw(first, rows));
  }

  private List<Table> draw(long first, Table rows) {
    double[][] given = model.learned(rows).rows();
    double[][][] drawn = new double[draws][rows.size()][];
    List<double[]> open = new ArrayList<>();
    List<int[]> where = new ArrayList<>();
    for (int r = 0; r < rows.size(); r++) {
      boolean gaps = hasGaps(rows.rows()[r]);
      double[] follows = given[r].clone();
      if (gaps) {
        model.rules().derive(follows, model.values());
        for (int c : conditions ? new int[0] : model.conditions().columns()) {
          follows[c] = given[r][c];
        }
      }
      for (int m = 0; m < draws; m++) {
        drawn[m][r] = follows.clone();
        if (gaps) {
          open.add(drawn[m][r]);
          where.add(new int[] {r, m});
        }
      }
    }
    if (!model.parts().tokens().isEmpty()) {
      drawTokens(open, n -> random(first, where.get(n)));
    } else if (!open.isEmpty()) {
      fillData(alike ? 0 : first * draws, open);
      if (conditions) {
        OpenConditions.draw(model, open, n -> random(first, where.get(n)));
      }
    }
    for (int n = 0; n < open.size(); n++) {
      resolve(open.get(n), rows.rows()[where.get(n)[0]], random(first, where.get(n)).split());
    }
    List<Table> tables = new ArrayList<>();
    for (double[][] draw : drawn) {
      tables.add(model.rules().cut(new Table(model.parts().schema(), draw)));
    }
    return tables;
  }

  private SplittableRandom random(long first, int[] at) {
    return new SplittableRandom(
        seed * 0x9E3779B97F4A7C15L + (alike ? 0 : first + at[0]) * 1021 + at[1]);
  }

  private void drawTokens(List<double[]> open, IntFunction<SplittableRandom> random) {
    double[][] given = open.stream().map(double[]::clone).toArray(double[][]::new);
    new TokenFilling(model).draw(open, seed, random);
    for (int r = 0; r < given.length && !conditions; r++) {
      for (int c : model.conditions().columns()) {
        open.get(r)[c] = given[r][c];
      }
    }
  }

  /** Makes a filled row obey the rules; what was given stays. */
  private void resolve(double[] row, double[] given, SplittableRandom random) {
    RowDraft draft = new RowDraft(row, given.length, model.values(), random);
    for (int c = 0; c < given.length; c++) {
      if (!Double.isNaN(given[c])) {
        draft.given(c);
      }
    }
    model.rules().resolve(draft);
  }

  /** A row of centres that obeys the rules. */
  private double[] resolved(double[] centre, double[] given) {
    double[] whole = Arrays.copyOf(centre, model.parts().schema().size());
    model.rules().differ(whole);
    resolve(whole, given, new SplittableRandom(seed));
    return Arrays.copyOf(whole, centre.length);
  }

  private boolean hasGaps(double[] row) {
    return IntStream.range(0, row.length)
        .anyMatch(c -> Double.isNaN(row[c]) && (conditions || !model.conditions().has(c)));
  }

  private void fillData(long first, List<double[]> open) {
    float[][] points = new float[open.size()][];
    for (int n = 0; n < points.length; n++) {
      points[n] = model.encoding().encodeGiven(model.dataCells(open.get(n)), false);
    }
    Sampler sampler =
        model.conditions().columns().length == 0
            ? engine
            : engine.given(
                n ->
                    model
                        .conditions()
                        .condition(open.get((int) Math.min(n - first, points.length - 1))));
    // The draws of a row come one after the other.
    float[][] filled = alike ? sampler.fillInBlocks(points, draws) : sampler.fill(first, points);
    int[] data = model.conditions().others();
    for (int n = 0; n < points.length; n++) {
      double[] cells = model.encoding().decode(filled[n], false);
      double[] row = open.get(n);
      for (int k = 0; k < data.length; k++) {
        if (Double.isNaN(row[data[k]])) {
          row[data[k]] = cells[k];
        }
      }
    }
  }

  /**
   * What draws say of missing cells, null where a cell is there.
   *
   * @param means of numbers, probabilities of labels; [n][columns][]
   * @param medians of numbers, probabilities of labels
   */
  record Drawn(double[][][] means, double[][][] medians) {}

  /** What draws say of the missing cells of rows. */
  Drawn drawn(Table rows) {
    return drawn(rows, draw(0, rows));
  }

  private Drawn drawn(Table given, List<Table> tables) {
    int columns = given.schema().size();
    Drawn drawn =
        new Drawn(new double[given.size()][columns][], new double[given.size()][columns][]);
    for (int r = 0; r < given.size(); r++) {
      for (int c = 0; c < columns; c++) {
        if (Double.isNaN(given.rows()[r][c])) {
          int labels = given.schema().column(c).labels().size();
          double[] cells = cells(tables, r, c);
          drawn.means[r][c] = Centre.mean(cells, labels);
          drawn.medians[r][c] = labels == 0 ? new double[] {Median.of(cells)} : drawn.means[r][c];
        }
      }
    }
    // Draws lack what is learned beside the columns, which tokens would have to be given.
    boolean whole = model.parts().schema().size() == columns;
    if (draws > 1 && whole && !model.parts().tokens().isEmpty()) {
      new TokenFilling(model).expect(given, tables, drawn);
    }
    return drawn;
  }

  private static double[] cells(List<Table> tables, int row, int column) {
    return tables.stream().mapToDouble(table -> table.rows()[row][column]).toArray();
  }

  private Imputation summary(Table given, double[][] learned, List<Table> tables) {
    int n = given.size();
    int[] data = model.conditions().others();
    Drawn drawn = drawn(given, tables);
    Centre joining = model.parts().centre();
    double[][] means = new double[n][];
    double[][] spread = new double[n][given.schema().size()];
    double[][] centre = new double[n][];
    for (int r = 0; r < n; r++) {
      double[] row = given.rows()[r];
      means[r] = row.clone();
      centre[r] = row.clone();
      if (!hasGaps(row)) {
        continue;
      }
      double[][] expected = draws > 1 ? joining.expect(learned[r]) : null;
      for (int c = 0; c < row.length; c++) {
        if (!Double.isNaN(row[c])) {
          continue;
        }
        Column column = given.schema().column(c);
        double[] cells = cells(tables, r, c);
        int k = Arrays.binarySearch(data, c);
        double[] ofCell = k < 0 || expected == null ? null : expected[k];
        double[] mean = joining.mean(k, drawn.means[r][c], ofCell);
        if (column.isNumeric()) {
          spread[r][c] = deviation(cells);
          means[r][c] = mean[0];
          double median = joining.median(k, drawn.medians[r][c][0], ofCell);
          centre[r][c] = model.likeTraining(c, median);
        } else {
          spread[r][c] = impurity(Centre.mean(cells, column.labels().size()));
          means[r][c] = likeliest(mean);
          centre[r][c] = means[r][c];
        }
      }
      centre[r] = resolved(centre[r], row);
    }
    return new Imputation(List.copyOf(tables), new Table(given.schema(), centre), means, spread);
  }

  private static double deviation(double[] cells) {
    double mean = Arrays.stream(cells).average().orElseThrow();
    return Math.sqrt(
        Arrays.stream(cells).map(v -> (v - mean) * (v - mean)).sum()
            / Math.max(1, cells.length - 1));
  }

  /** How often labels differ from the most frequent; 0 if there are none. */
  private static double impurity(double[] shares) {
    double most = Arrays.stream(shares).max().orElse(0);
    return most > 0 ? Math.max(0, 1 - most) : 0;
  }

  private static double likeliest(double[] probabilities) {
    int most = -1;
    for (int l = 0; l < probabilities.length; l++) {
      most = probabilities[l] > (most < 0 ? 0 : probabilities[most]) ? l : most;
    }
    return most < 0 ? Double.NaN : most;
  }
}
