package org.cdrl.table;

import java.util.Arrays;
import org.cdrl.Sampler;
import org.cdrl.table.data.Table;

/**
 * How much draws are to count beside regressions: as least squares have it on rows that neither was
 * fitted to, of which known cells are taken out.
 */
final class CentreWeights {
  private static final int DRAWS = Imputer.DEFAULT_DRAWS;

  /** Rows that are asked about. */
  private static final int ROWS = 2 * Sampler.ROWS_AT_ONCE / DRAWS;

  private CentreWeights() {}

  /** Passes through all levels that it takes, over so many rows that are new to the model. */
  static double passes(int unseen) {
    return (double) Imputer.DEFAULT_PASSES * DRAWS * Math.min(ROWS, unseen);
  }

  /**
   * Finds them.
   *
   * @param model of other rows
   * @param seen regressions fitted to other rows
   * @param all regressions that are joined in the end
   * @param table all rows
   * @param unseen numbers of the rows that are new to model and regressions
   */
  static Centre of(
      TableModel model, Regressions seen, Regressions all, Table table, int[] unseen, long seed) {
    double[][] some = table.select(Arrays.copyOf(unseen, Math.min(ROWS, unseen.length))).rows();
    TakenOut out = TakenOut.of(some, table.rows(), model.conditions(), seed);
    Imputer.Drawn drawn =
        model
            .imputer()
            .draws(DRAWS)
            .conditions(false)
            .seed(seed)
            .drawn(new Table(table.schema(), out.gaps()));
    double[][][] expected = Arrays.stream(out.gaps()).map(seen::expect).toArray(double[][][]::new);
    return new Centre(
        all,
        out.join(model.encoding(), dataCells(model, drawn.means()), expected).leastSquares(),
        out.join(model.encoding(), dataCells(model, drawn.medians()), expected).leastAbsolute());
  }

  private static double[][][] dataCells(TableModel model, double[][][] rows) {
    int[] data = model.conditions().others();
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(data).mapToObj(c -> row[c]).toArray(double[][]::new))
        .toArray(double[][][]::new);
  }
}
