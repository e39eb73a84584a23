package org.cdrl.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.internal.encoding.TableEncoding;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * How {@link Regressions} are fitted to rows: how far groups reach and how much they count beside
 * straight lines, both as they predict cells best that were taken out of rows that were left out of
 * the fit.
 *
 * @param lines how these are fitted
 * @param bandwidth of groups
 * @param weights of groups, from 0 to 1, by data column
 */
record RegressionFit(LinearFit lines, double bandwidth, double[] weights) {
  /** Bandwidths that are tried, in standard deviations. */
  private static final double[] BANDWIDTHS = {.2, .4, .8, 1.6, 3.2};

  /** In a moment: nothing is tried, and lines count alone. */
  static RegressionFit hasty(ConditionColumns columns, TableEncoding encoding) {
    LinearFit lines = LinearFit.hasty(columns, encoding);
    return new RegressionFit(lines, 1, new double[lines.weights().length]);
  }

  /**
   * Finds what is best for rows.
   *
   * @param rows of the whole table, in random order
   */
  static RegressionFit of(ConditionColumns columns, TableEncoding encoding, Table rows, long seed) {
    if (!LinearFit.serves(columns, encoding, rows.size())) {
      return hasty(columns, encoding);
    }
    LinearFit lines = LinearFit.of(columns, encoding, rows.rows(), seed);
    TakenOut out = LinearFit.trial(columns, rows.rows(), seed);
    int n = out.whole().length;
    double[][][] byLines = new double[n][][];
    double[][][][] byGroups = new double[BANDWIDTHS.length][n][][];
    for (int part = 0; part < LinearFit.PARTS; part++) {
      Table rest = new Table(rows.schema(), out.without(part, LinearFit.PARTS));
      LinearCells fitted = lines.fit(rest.rows());
      GroupCells groups = groups(fitted, columns, rest, 1);
      for (int r = part; r < n; r += LinearFit.PARTS) {
        byLines[r] = fitted.expect(out.gaps()[r]);
        for (int b = 0; b < BANDWIDTHS.length; b++) {
          byGroups[b][r] = groups.with(BANDWIDTHS[b]).expect(out.gaps()[r]);
        }
      }
    }
    int best =
        IntStream.range(0, BANDWIDTHS.length)
            .boxed()
            .min(
                (a, b) ->
                    Double.compare(
                        out.error(encoding, byGroups[a]), out.error(encoding, byGroups[b])))
            .orElseThrow();
    double[] weights = out.join(encoding, byGroups[best], byLines).leastSquares();
    return new RegressionFit(lines, BANDWIDTHS[best], weights);
  }

  /** Fits rows. */
  Regressions fit(Table rows) {
    LinearCells fitted = lines.fit(rows.rows());
    return fitted.coded() == null
        ? Regressions.none(weights.length)
        : new Regressions(fitted, groups(fitted, lines.columns(), rows, bandwidth), weights);
  }

  private static GroupCells groups(
      LinearCells lines, ConditionColumns columns, Table rows, double bandwidth) {
    double[][] complete =
        Arrays.stream(rows.rows())
            .map(row -> complete(lines, columns, rows.schema(), row))
            .toArray(double[][]::new);
    RowGrouping grouping = new RowGrouping(new Table(real(rows.schema()), complete));
    return new GroupCells(columns, rows.schema(), grouping.groups(), bandwidth);
  }

  /** Numbers that are filled in are not whole. */
  private static Schema real(Schema schema) {
    return new Schema(
        schema.columns().stream()
            .map(column -> column.isNumeric() ? Column.real(column.name()) : column)
            .toList());
  }

  private static double[] complete(
      LinearCells lines, ConditionColumns columns, Schema schema, double[] row) {
    int[] data = columns.others();
    double[] complete = row.clone();
    if (Arrays.stream(data).noneMatch(c -> Double.isNaN(row[c]))) {
      return complete;
    }
    double[][] expected = lines.expect(row);
    for (int k = 0; k < data.length; k++) {
      if (expected[k] != null) {
        complete[data[k]] =
            schema.column(data[k]).isNumeric() ? expected[k][0] : RowClassifier.most(expected[k]);
      }
    }
    return complete;
  }
}
