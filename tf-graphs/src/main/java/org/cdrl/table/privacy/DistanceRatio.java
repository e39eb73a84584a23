package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.table.quality.Median;

/**
 * The nearest-neighbour distance ratio (NNDR): how much nearer a row is to its nearest training row
 * than to the second nearest. From 0, which singles a training row out, to 1. Both the median and
 * the twentieth part that is most singled out are told; rows held out are what to compare with.
 *
 * <p>Source: Zhao, Kunar, Birke and Chen, "CTAB-GAN", ACML 2021.
 *
 * @param median of the rows
 * @param lowest the 5th percentile
 */
public record DistanceRatio(double median, double lowest) {
  private static final double LOW = .05;

  /** Of rows whose nearest training rows are known. */
  static DistanceRatio of(RecordSpace.Nearest[] toTraining) {
    double[] ratios =
        Arrays.stream(toTraining).mapToDouble(RecordSpace.Nearest::ratio).sorted().toArray();
    return new DistanceRatio(Median.of(ratios), ratios[(int) (LOW * (ratios.length - 1))]);
  }
}
