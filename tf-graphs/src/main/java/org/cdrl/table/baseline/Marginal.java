package org.cdrl.table.baseline;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.cdrl.internal.encoding.NumericCode;
import org.cdrl.internal.encoding.Quantiles;
import org.cdrl.table.data.Column;

/**
 * One column by shares of its training cells, as models of tables encode it: numbers that repeat
 * come back exactly, others are interpolated on the column's grain. Labels are intervals of shares,
 * in the order of their positions.
 */
final class Marginal {
  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  private final double missing;

  /** Null if all cells are missing. */
  private final Quantiles quantiles;

  /** Null if cells are labels, or all the same. */
  private final NumericCode numbers;

  /**
   * Learns a column.
   *
   * @param cells NaN where missing
   */
  Marginal(Column column, double[] cells) {
    double[] present = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).toArray();
    missing = 1 - (double) present.length / cells.length;
    boolean different = Arrays.stream(present).anyMatch(v -> v != present[0]);
    numbers =
        !column.isNumeric() || !different
            ? null
            : column.kind() == Column.Kind.DATE_TIME
                ? NumericCode.ofDates(present)
                : NumericCode.of(present);
    quantiles =
        present.length == 0
            ? null
            : numbers == null ? Quantiles.ofLabels(present) : numbers.quantiles();
  }

  /** The share of missing cells. */
  double missing() {
    return missing;
  }

  /** The normal scores of cells: that of the middle of their shares, 0 for missing ones. */
  double[] scores(double[] cells) {
    return Arrays.stream(cells)
        .map(v -> Double.isNaN(v) ? 0 : NORMAL.inverseCumulativeProbability(quantiles.middle(v)))
        .toArray();
  }

  /** The cell of a normal score; NaN if all cells were missing. */
  double ofScore(double score) {
    return cell(NORMAL.cumulativeProbability(score));
  }

  /**
   * The cell at a share of the cells that are not missing; NaN if all are.
   *
   * @param share from 0 to 1
   */
  double cell(double share) {
    return quantiles == null
        ? Double.NaN
        : numbers == null ? quantiles.value(share) : numbers.cell(share);
  }
}
