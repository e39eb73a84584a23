package org.cdrl.internal.encoding;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A number as the mean of its normal score (the standard normal quantile of its rank in the
 * training data) and its standard score (distance from the mean in standard deviations),
 * interpolated between training values and continued linearly beyond them.
 *
 * <p>The normal score alone tames skew and gaps, but hides how far out an outlier is; the standard
 * score alone leaves tails that are hard to learn. Columns that are normal stay as they are. A
 * value that repeats often (a zero, a cap) owns an interval of scores and is reproduced exactly;
 * between others decoding interpolates. Decoded numbers stay within the training range and on its
 * grain.
 *
 * @param values distinct training values, increasing; thinned out where there are many
 * @param low score at which every value begins
 * @param high score at which it ends; the same as low unless the value repeats often
 * @param tail change of value per unit of score beyond both ends, positive
 * @param grain all training values are {@code values[0]} plus multiples of this; 0 if none was
 *     found
 * @param months the same in months of the calendar, for dates
 */
public record NumericCode(
    double[] values, double[] low, double[] high, double tail, double grain, MonthGrain months)
    implements ColumnCode {
  private static final ContinuousDistribution NORMAL = NormalDistribution.of(0, 1);

  /** More distinct values than this are thinned out to evenly spaced ranks. */
  private static final int KNOTS = 1000;

  /** A value that makes up this share of a column owns an interval. */
  private static final double REPEATED = .05;

  /**
   * Numbers further than this beyond the training values, in standard deviations, are taken as this
   * far: squares of what comes of larger ones are no float any more.
   */
  private static final double REACH = 1e9;

  /** Finest grain looked for, as a power of ten. */
  private static final int DECIMALS = 9;

  /**
   * Learns a code.
   *
   * @param cells at least two different finite numbers
   */
  public static NumericCode of(double[] cells) {
    double[] sorted = cells.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double[] values = new double[n];
    int[] ends = new int[n];
    int distinct = 0;
    for (int r = 0; r < n; r++) {
      if (r == 0 || sorted[r] != sorted[r - 1]) {
        values[distinct++] = sorted[r];
      }
      ends[distinct - 1] = r + 1;
    }
    double mean = Arrays.stream(sorted).average().orElseThrow();
    double deviation = deviation(sorted, mean);
    double[] kept = new double[distinct];
    double[] low = new double[distinct];
    double[] high = new double[distinct];
    int knots = 0;
    double stride = Math.max(0, (double) n / KNOTS);
    double next = 0;
    for (int v = 0; v < distinct; v++) {
      int begin = v == 0 ? 0 : ends[v - 1];
      int count = ends[v] - begin;
      boolean repeated = count > 2 && count >= REPEATED * n;
      if (distinct > KNOTS && !repeated && v > 0 && v < distinct - 1 && ends[v] < next) {
        continue;
      }
      next = ends[v] + stride;
      kept[knots] = values[v];
      double standard = (values[v] - mean) / deviation;
      low[knots] = (normalScore(repeated ? begin : begin + count / 2., n) + standard) / 2;
      high[knots] = (normalScore(repeated ? ends[v] : begin + count / 2., n) + standard) / 2;
      knots++;
    }
    return new NumericCode(
        Arrays.copyOf(kept, knots),
        Arrays.copyOf(low, knots),
        Arrays.copyOf(high, knots),
        deviation,
        grain(values, distinct),
        MonthGrain.NONE);
  }

  /**
   * Learns a code of dates.
   *
   * @param cells at least two different numbers of seconds since 1970
   */
  public static NumericCode ofDates(double[] cells) {
    NumericCode code = of(cells);
    return new NumericCode(
        code.values, code.low, code.high, code.tail, code.grain, MonthGrain.of(cells));
  }

  /** The normal score of a rank from 0 to n; half a row is kept back at both ends. */
  private static double normalScore(double rank, int n) {
    return NORMAL.inverseCumulativeProbability(Math.min(Math.max(rank, .5), n - .5) / n);
  }

  private static double deviation(double[] cells, double mean) {
    double squares = 0;
    for (double cell : cells) {
      squares += (cell - mean) * (cell - mean) / cells.length;
    }
    return Math.max(Math.sqrt(squares), Double.MIN_NORMAL);
  }

  /** The largest number of which all differences are multiples; 0 if it is below 10^-9. */
  private static double grain(double[] values, int distinct) {
    double unit = 1;
    for (int decimals = 0; decimals <= DECIMALS; decimals++, unit *= 10) {
      long divisor = 0;
      boolean whole = true;
      for (int v = 1; v < distinct && whole; v++) {
        double steps = (values[v] - values[0]) * unit;
        double rounded = Math.rint(steps);
        whole = Math.abs(steps - rounded) < 1e-4 && rounded >= 1 && rounded < 0x1p53;
        divisor = gcd(divisor, (long) rounded);
      }
      if (whole) {
        return divisor / unit;
      }
    }
    return 0;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  @Override
  public int width() {
    return 1;
  }

  @Override
  public void encode(double cell, float[] into, int at) {
    into[at] = (float) score(cell);
  }

  /**
   * Whether a number is at most as far beyond the training values as these are apart. Of energies
   * that were taught so little about a place nothing follows; and of n values from a distribution
   * whose tail falls like 1 / x, one more is that far out once in about 2 n times, from lighter
   * tails far more rarely.
   */
  @Override
  public boolean knows(double cell) {
    return beyond(cell) * tail <= values[values.length - 1] - values[0];
  }

  /** How far a cell is beyond the training values, in standard deviations; 0 within them. */
  private double beyond(double cell) {
    return Math.max(0, Math.max(values[0] - cell, cell - values[values.length - 1])) / tail;
  }

  private double score(double cell) {
    int last = values.length - 1;
    if (cell < values[0]) {
      return low[0] - Math.min(REACH, beyond(cell));
    }
    if (cell > values[last]) {
      return high[last] + Math.min(REACH, beyond(cell));
    }
    int found = Arrays.binarySearch(values, cell);
    if (found >= 0) {
      return (low[found] + high[found]) / 2;
    }
    int right = -found - 1;
    double share = (cell - values[right - 1]) / (values[right] - values[right - 1]);
    return high[right - 1] + share * (low[right] - high[right - 1]);
  }

  @Override
  public double decode(float[] from, int at) {
    return onGrain(value(from[at]));
  }

  private double value(double score) {
    int last = values.length - 1;
    if (!(score > low[0])) {
      return values[0];
    }
    if (score >= high[last]) {
      return values[last];
    }
    int right = Arrays.binarySearch(low, score);
    if (right >= 0) {
      return values[right];
    }
    right = -right - 1;
    if (score <= high[right - 1]) {
      return values[right - 1];
    }
    double share = (score - high[right - 1]) / (low[right] - high[right - 1]);
    return values[right - 1] + share * (values[right] - values[right - 1]);
  }

  /**
   * A number within a range, evenly distributed over its scores, and so denser where training
   * values are.
   *
   * @param from may be negative infinity; not beyond all training values
   * @param to may be infinity; the same
   */
  public double within(double from, double to, RandomGenerator random) {
    double begin = Math.max(from, values[0]);
    double end = Math.min(to, values[values.length - 1]);
    double drawn = value(score(begin) + random.nextDouble() * (score(end) - score(begin)));
    double nearest = onGrain(drawn);
    // Between two grains there is nothing that was learned, but there are numbers.
    return nearest < begin || nearest > end
        ? Math.max(begin, Math.min(end, rounded(drawn)))
        : nearest;
  }

  /** A number with no more decimals than training values have. */
  public double rounded(double value) {
    double unit = 1;
    for (int decimals = 0; grain > 0 && decimals <= DECIMALS; decimals++, unit *= 10) {
      if (isWhole(values[0] * unit) && isWhole(grain * unit)) {
        return Math.rint(value * unit) / unit;
      }
    }
    return value;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-4 && Math.abs(value) < 0x1p53;
  }

  /** The number nearest to one that training values may have been. */
  public double nearest(double value) {
    return Math.max(values[0], Math.min(values[values.length - 1], onGrain(value)));
  }

  private double onGrain(double value) {
    if (months.months() > 0) {
      return months.nearest(value, values[0]);
    }
    if (grain == 0) {
      return value;
    }
    double steps = Math.rint((value - values[0]) / grain);
    // Through a decimal fraction, so that 0.1 * 3 comes back as 0.3.
    double exact = values[0] + steps * grain;
    double unit = 1;
    for (int decimals = 0; decimals <= DECIMALS; decimals++, unit *= 10) {
      double rounded = Math.rint(exact * unit) / unit;
      if (Math.abs(rounded - exact) <= 1e-4 * grain) {
        return rounded;
      }
    }
    return exact;
  }
}
