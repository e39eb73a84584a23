package org.cdrl.internal.encoding;

import java.util.Arrays;

/**
 * What numbers of a column may be: all training values are one number plus multiples of a step, be
 * it a number or months of the calendar.
 *
 * @param origin one of the training values
 * @param step 0 if none was found
 * @param months that of dates
 */
public record Grain(double origin, double step, MonthGrain months) {
  /** Finest step looked for, as a power of ten. */
  private static final int DECIMALS = 9;

  /** Seconds. */
  private static final double LONGEST_MONTH = 31 * 86_400;

  /**
   * The grain of some numbers.
   *
   * @param cells at least one
   */
  public static Grain of(double[] cells) {
    double[] distinct = Arrays.stream(cells).sorted().distinct().toArray();
    return new Grain(distinct[0], step(distinct), MonthGrain.NONE);
  }

  /**
   * The grain of some dates.
   *
   * @param cells seconds since 1970, at least one
   */
  public static Grain ofDates(double[] cells) {
    Grain grain = of(cells);
    return new Grain(grain.origin, grain.step, MonthGrain.of(cells));
  }

  /** The largest number of which all differences are multiples; 0 if it is below 10^-9. */
  private static double step(double[] values) {
    double unit = 1;
    for (int decimals = 0; decimals <= DECIMALS; decimals++, unit *= 10) {
      long divisor = 0;
      boolean whole = true;
      for (int v = 1; v < values.length && whole; v++) {
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

  /** How far neighbouring numbers are apart at most; 0 if they can be anywhere. */
  public double distance() {
    return months.months() > 0 ? months.months() * LONGEST_MONTH : step;
  }

  /** The nearest number of this grain. */
  public double nearest(double value) {
    if (months.months() > 0) {
      return months.nearest(value, origin);
    }
    if (step == 0) {
      return value;
    }
    double steps = Math.rint((value - origin) / step);
    // Through a decimal fraction, so that 0.1 * 3 comes back as 0.3.
    double exact = origin + steps * step;
    double unit = 1;
    for (int decimals = 0; decimals <= DECIMALS; decimals++, unit *= 10) {
      double rounded = Math.rint(exact * unit) / unit;
      if (Math.abs(rounded - exact) <= 1e-4 * step) {
        return rounded;
      }
    }
    return exact;
  }

  /** A number with no more decimals than numbers of this grain have. */
  double rounded(double value) {
    double unit = 1;
    for (int decimals = 0; step > 0 && decimals <= DECIMALS; decimals++, unit *= 10) {
      // A step that is far below one is near a whole number, too: none.
      if (isWhole(origin * unit) && isWhole(step * unit) && step * unit > .5) {
        return Math.rint(value * unit) / unit;
      }
    }
    return value;
  }

  private static boolean isWhole(double value) {
    return Math.abs(value - Math.rint(value)) < 1e-4 && Math.abs(value) < 0x1p53;
  }
}
