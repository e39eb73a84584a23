package org.cdrl.table.privacy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Median;
import org.cdrl.table.quality.Range;

/**
 * How far synthetic rows are from training rows, beside rows of random values: the ratio of the
 * median distances to the closest record (DCR), at most 1. From 0, copies, to 1, as far as rows
 * that know nothing; rows that are good at all are well below 1, as are rows held out.
 *
 * <p>Random values are uniform: numbers and dates over their training range, whole ones whole,
 * labels over those that occur; cells are missing as often as in training. NaN if the random rows'
 * median is 0.
 *
 * <p>Source: DCRBaselineProtection of SDMetrics.
 *
 * @param score from 0 to 1, higher is more private
 * @param distance median distance of the rows to their closest training row
 * @param randomDistance the same of random rows
 */
public record BaselineProtection(double score, double distance, double randomDistance) {
  /**
   * Measures.
   *
   * @param distances of the rows to judge to their closest training row
   * @param random median distance of random rows
   */
  static BaselineProtection of(double[] distances, double random) {
    double distance = Median.of(distances);
    return new BaselineProtection(
        random == 0 ? Double.NaN : Math.min(distance / random, 1), distance, random);
  }

  /** The median distance of random rows to their closest training row. */
  static double randomDistance(RecordSpace training, int rows, long seed) {
    return Median.of(training.distances(random(training.reference(), rows, seed)));
  }

  private static Table random(Table like, int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] made = new double[rows][like.schema().size()];
    for (int c = 0; c < like.schema().size(); c++) {
      double[] cells = Arrays.stream(like.column(c)).filter(v -> !Double.isNaN(v)).toArray();
      double missing = 1 - (double) cells.length / like.size();
      Column column = like.schema().column(c);
      Range range = Range.of(cells);
      double[] labels = Arrays.stream(cells).distinct().toArray();
      boolean whole = column.kind() == Column.Kind.INTEGER;
      for (double[] row : made) {
        double share = random.nextDouble();
        row[c] =
            cells.length == 0 || random.nextDouble() < missing
                ? Double.NaN
                : !column.isNumeric()
                    ? labels[(int) (share * labels.length)]
                    : whole
                        ? range.low() + Math.floor(share * (range.width() + 1))
                        : range.low() + share * range.width();
      }
    }
    return new Table(like.schema(), made);
  }
}
