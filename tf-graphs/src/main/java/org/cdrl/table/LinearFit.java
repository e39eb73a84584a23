package org.cdrl.table;

import java.util.Arrays;
import org.cdrl.internal.encoding.TableEncoding;

/**
 * How {@link LinearCells} are fitted to rows: how far covariances are shrunk, and how much either
 * distribution counts, both as they predict cells best that were taken out of rows that were left
 * out of the fit.
 *
 * @param coded share of the shrinkage of OAS for coordinates
 * @param plain the same for numbers as they are
 * @param weights of coordinates, from 0 to 1, by data column
 */
record LinearFit(
    ConditionColumns columns,
    TableEncoding encoding,
    double coded,
    double plain,
    double[] weights) {
  /** Shares of the shrinkage of OAS that are tried. */
  private static final double[] SHARES = {1, .3, .1, .03};

  /** Parts of the rows; each is predicted by the others. */
  static final int PARTS = 4;

  /** More rows tell no more. */
  private static final int MOST_ROWS = 2000;

  /** In a moment: nothing is tried. */
  static LinearFit hasty(ConditionColumns columns, TableEncoding encoding) {
    double[] halves = new double[encoding.codes().size()];
    Arrays.fill(halves, .5);
    return new LinearFit(columns, encoding, 1, 1, halves);
  }

  /**
   * Finds what is best for rows.
   *
   * @param rows of the whole table, in random order
   */
  static LinearFit of(
      ConditionColumns columns, TableEncoding encoding, double[][] rows, long seed) {
    if (!serves(columns, encoding, rows.length)) {
      return hasty(columns, encoding);
    }
    TakenOut out = trial(columns, rows, seed);
    Predicted coded = best(columns, encoding, out, false);
    Predicted plain = best(columns, encoding, out, true);
    double[] weights = out.join(encoding, coded.cells, plain.cells).leastSquares();
    return new LinearFit(columns, encoding, coded.share, plain.share, weights);
  }

  /** Whether rows are not too wide, and enough to try something. */
  static boolean serves(ConditionColumns columns, TableEncoding encoding, int rows) {
    return NormalCells.serves(columns, encoding) && rows >= 2 * PARTS;
  }

  /** Rows of which cells are predicted. */
  static TakenOut trial(ConditionColumns columns, double[][] rows, long seed) {
    double[][] some = Arrays.copyOf(rows, Math.min(MOST_ROWS, rows.length));
    return TakenOut.of(some, rows, columns, seed);
  }

  /** Fits rows of the whole table. */
  LinearCells fit(double[][] rows) {
    return NormalCells.serves(columns, encoding)
        ? new LinearCells(
            NormalCells.of(columns, encoding, rows, false, coded),
            NormalCells.of(columns, encoding, rows, true, plain),
            weights)
        : LinearCells.none(weights.length);
  }

  /** Cells as distributions of that shrinkage expect them, [rows][data columns][]. */
  private record Predicted(double share, double[][][] cells) {}

  private static Predicted best(
      ConditionColumns columns, TableEncoding encoding, TakenOut out, boolean plain) {
    Predicted best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double share : SHARES) {
      double[][][] cells = new double[out.whole().length][][];
      for (int part = 0; part < PARTS; part++) {
        double[][] rest = out.without(part, PARTS);
        NormalCells normal = NormalCells.of(columns, encoding, rest, plain, share);
        for (int r = part; r < cells.length; r += PARTS) {
          cells[r] = normal.expect(out.gaps()[r]);
        }
      }
      double error = out.error(encoding, cells);
      if (error < least) {
        least = error;
        best = new Predicted(share, cells);
      }
    }
    return best;
  }
}
