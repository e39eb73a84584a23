package org.cdrl.internal.encoding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A number as the mean of its normal score (the standard normal quantile of the share of training
 * rows below it) and of the standard score (distance from the mean in standard deviations) of the
 * numbers around that share; continued linearly beyond the training values.
 *
 * <p>The normal score alone tames skew and gaps, but hides how far out an outlier is; the standard
 * score alone leaves tails that are hard to learn. Columns that are normal stay as they are. A
 * value that repeats owns an interval of coordinates. Cells that are learned from lie anywhere in
 * it, so that coordinates are as smooth as a normal distribution however spiky the column is;
 * single cells are read at its middle.
 *
 * @param quantiles of the training cells
 * @param scores standard scores around normal scores from -{@value #END} to {@value #END}, {@value
 *     #PER_UNIT} per unit, not decreasing
 * @param deviation standard deviation of the training cells, positive
 * @param grain that decoded numbers keep
 */
public record NumericCode(Quantiles quantiles, double[] scores, double deviation, Grain grain)
    implements ColumnCode {
  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  /** Normal scores beyond which standard scores stay the same: those of one row in millions. */
  private static final int END = 5;

  /** Standard scores per unit of normal scores: too few to follow the spikes of a column. */
  private static final int PER_UNIT = 4;

  /** Numbers that a standard score is the mean of. */
  private static final int AROUND = 8;

  /**
   * Numbers further than this beyond the training values, in standard deviations, are taken as this
   * far: squares of what comes of larger ones are no float any more.
   */
  private static final double REACH = 1e9;

  /** Checks the sizes. */
  public NumericCode {
    int n = quantiles.values().length;
    boolean good =
        n > 0
            && quantiles.low().length == n
            && quantiles.high().length == n
            && scores.length == 2 * END * PER_UNIT + 1;
    if (!good) {
      throw new IllegalArgumentException("no code of numbers has " + scores.length + " scores");
    }
  }

  /**
   * Learns a code.
   *
   * @param cells at least two different finite numbers
   */
  public static NumericCode of(double[] cells) {
    return of(cells, Grain.of(cells));
  }

  /**
   * Learns a code of dates.
   *
   * @param cells at least two different numbers of seconds since 1970
   */
  public static NumericCode ofDates(double[] cells) {
    return of(cells, Grain.ofDates(cells));
  }

  private static NumericCode of(double[] cells, Grain grain) {
    Quantiles quantiles = Quantiles.of(cells);
    double mean = Arrays.stream(cells).average().orElseThrow();
    double deviation = deviation(cells, mean);
    double[] scores = new double[2 * END * PER_UNIT + 1];
    for (int k = 0; k < scores.length; k++) {
      for (int j = 0; j < AROUND; j++) {
        double at = (k + (2 * j + 1. - AROUND) / AROUND) / PER_UNIT - END;
        double value = quantiles.value(NORMAL.cumulativeProbability(at));
        scores[k] += (value - mean) / deviation / AROUND;
      }
    }
    return new NumericCode(quantiles, scores, deviation, grain);
  }

  private static double deviation(double[] cells, double mean) {
    double squares = 0;
    for (double cell : cells) {
      squares += (cell - mean) * (cell - mean) / cells.length;
    }
    return Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void encode(double cell, float[] into, int at) {
    double beyond = beyond(cell);
    double share =
        beyond == 0
            ? quantiles.middle(cell)
            : cell < quantiles.least() ? quantiles.low()[0] : quantiles.end(cell);
    double outwards = Math.copySign(Math.min(REACH, beyond), cell - quantiles.least());
    into[at] = (float) (coordinate(share) + outwards);
  }

  @Override
  public void scatter(double cell, float[] into, int at, RandomGenerator random) {
    double begin = quantiles.begin(cell);
    double width = quantiles.end(cell) - begin;
    if (width > 0) {
      into[at] = (float) coordinate(begin + random.nextDouble() * width);
    } else {
      encode(cell, into, at);
    }
  }

  /**
   * Whether a number is at most as far beyond the training values as these are apart. Of energies
   * that were taught so little about a place nothing follows; and of n values from a distribution
   * whose tail falls like 1 / x, one more is that far out once in about 2 n times, from lighter
   * tails far more rarely.
   */
  @Override
  public boolean knows(double cell) {
    return beyond(cell) * deviation <= quantiles.most() - quantiles.least();
  }

  /** How far a cell is beyond the training values, in standard deviations; 0 within them. */
  private double beyond(double cell) {
    return Math.max(0, Math.max(quantiles.least() - cell, cell - quantiles.most())) / deviation;
  }

  private double coordinate(double share) {
    double normal = NORMAL.inverseCumulativeProbability(share);
    double at = Math.max(0, Math.min(scores.length - 1, (normal + END) * PER_UNIT));
    int k = Math.min(scores.length - 2, (int) at);
    return (normal + scores[k] + (at - k) * (scores[k + 1] - scores[k])) / 2;
  }

  private double share(double coordinate) {
    int last = scores.length - 1;
    int low = 0;
    int high = last;
    // Of the knots, the two around the coordinate.
    while (high - low > 1) {
      int middle = (low + high) / 2;
      if (knot(middle) <= coordinate) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double slope = 1 + (scores[high] - scores[low]) * PER_UNIT;
    boolean inside = coordinate >= knot(0) && coordinate <= knot(last);
    int from = coordinate > knot(last) ? last : low;
    double normal =
        (double) from / PER_UNIT - END + 2 * (coordinate - knot(from)) / (inside ? slope : 1);
    return NORMAL.cumulativeProbability(normal);
  }

  private double knot(int k) {
    return ((double) k / PER_UNIT - END + scores[k]) / 2;
  }

  @Override
  public double decode(float[] from, int at) {
    return Float.isNaN(from[at]) ? quantiles.least() : cell(share(from[at]));
  }

  /**
   * The number at a share of the training cells.
   *
   * @param share from 0 to 1
   */
  public double cell(double share) {
    double value = quantiles.value(share);
    return quantiles.isRepeated(value) ? value : nearest(value);
  }

  /**
   * A number within a range, as frequent as training values are in it.
   *
   * @param from may be negative infinity; not beyond all training values
   * @param to may be infinity; the same
   */
  public double within(double from, double to, RandomGenerator random) {
    double low = quantiles.begin(from);
    return within(from, to, low + random.nextDouble() * (quantiles.end(to) - low));
  }

  /** The number at a share of the training cells, or one close to it that is within a range. */
  double within(double from, double to, double share) {
    double begin = Math.max(from, quantiles.least());
    double end = Math.min(to, quantiles.most());
    double drawn = quantiles.value(share);
    double nearest = grain.nearest(drawn);
    // Between two grains there is nothing that was learned, but there are numbers.
    return nearest < begin || nearest > end
        ? Math.max(begin, Math.min(end, rounded(drawn)))
        : nearest;
  }

  /** A number with no more decimals than training values have. */
  public double rounded(double value) {
    return grain.rounded(value);
  }

  /** The number nearest to one that training values may have been. */
  public double nearest(double value) {
    return Math.max(quantiles.least(), Math.min(quantiles.most(), grain.nearest(value)));
  }

  @Override
  public String description() {
    int repeated = quantiles.repeatedValues();
    if (repeated == 0) {
      return "a number; no value repeats, draws lie between them";
    }
    if (repeated == quantiles.values().length) {
      return "a number; " + repeated + " values, drawn as often as in training";
    }
    return "a number; values that repeat ("
        + Math.round(100 * quantiles.repeated())
        + " % of the cells) are drawn as often as in training, others lie between them";
  }
}
