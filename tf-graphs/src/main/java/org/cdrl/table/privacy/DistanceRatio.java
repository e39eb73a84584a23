package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * The nearest-neighbour distance ratio (NNDR): how much nearer a row is to its nearest training row
 * than to the second nearest. From 0, which singles a training row out, to 1. Both the median and
 * the twentieth part that is most singled out are told; rows held out are what to compare with.
 *
 * <p>At most 5,000 rows are compared with at most 50,000 training rows, drawn at random.
 *
 * <p>Source: Zhao, Kunar, Birke and Chen, "CTAB-GAN", ACML 2021.
 *
 * @param median of the rows
 * @param lowest the 5th percentile
 */
public record DistanceRatio(double median, double lowest) {
  private static final int MOST_ROWS = 5000;
  private static final int MOST_TRAINING_ROWS = 50_000;
  private static final double LOW = .05;

  /**
   * Measures.
   *
   * @param training at least two rows
   * @param rows synthetic, or held out
   * @param seed of the choice of rows
   */
  public static DistanceRatio of(Table training, Table rows, long seed) {
    SameColumns.require(training, rows);
    double[] ratios =
        Arrays.stream(
                RecordSpace.of(RandomRows.of(training, MOST_TRAINING_ROWS, seed))
                    .nearest(RandomRows.of(rows, MOST_ROWS, seed + 1)))
            .mapToDouble(RecordSpace.Nearest::ratio)
            .sorted()
            .toArray();
    return new DistanceRatio(Middle.of(ratios), ratios[(int) (LOW * (ratios.length - 1))]);
  }
}
