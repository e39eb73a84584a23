package org.cdrl.internal.encoding;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/**
 * Dates that are whole months apart: always on the same day of the month, or on the last one of
 * shorter months, at the same time. Months differ in length, so that no number of seconds is their
 * grain.
 *
 * @param months that all distances are multiples of; 0 for dates that are not like that
 * @param day of the month, from 1
 */
public record MonthGrain(int months, int day) {
  /** That of other numbers and dates. */
  static final MonthGrain NONE = new MonthGrain(0, 1);

  private static final int LONGEST = 31;

  /**
   * Checks the day.
   *
   * @throws IllegalArgumentException if it is none, or the months are negative
   */
  public MonthGrain {
    if (months < 0 || day < 1 || day > LONGEST) {
      throw new IllegalArgumentException("no dates are " + months + " months apart on day " + day);
    }
  }

  /**
   * The grain of some dates.
   *
   * @param cells seconds since 1970, at least one
   */
  static MonthGrain of(double[] cells) {
    try {
      int day =
          Arrays.stream(cells).mapToInt(cell -> time(cell).getDayOfMonth()).max().orElseThrow();
      LocalDateTime first = time(cells[0]);
      long step = 0;
      for (double cell : cells) {
        LocalDateTime time = time(cell);
        YearMonth month = YearMonth.from(time);
        if (time.getDayOfMonth() != Math.min(day, month.lengthOfMonth())
            || !time.toLocalTime().equals(first.toLocalTime())) {
          return NONE;
        }
        step = gcd(step, Math.abs(ChronoUnit.MONTHS.between(YearMonth.from(first), month)));
      }
      return step == 0 ? NONE : new MonthGrain((int) step, day);
    } catch (DateTimeException e) {
      return NONE;
    }
  }

  /**
   * The nearest date of this grain.
   *
   * @param seconds within the years that Java knows
   * @param origin a date of this grain
   */
  double nearest(double seconds, double origin) {
    LocalDateTime from = time(origin);
    YearMonth month = YearMonth.from(from);
    long steps =
        Math.floorDiv(ChronoUnit.MONTHS.between(month, YearMonth.from(time(seconds))), months);
    double nearest = Double.NaN;
    for (long step = steps - 1; step <= steps + 1; step++) {
      double date = on(month.plusMonths(step * months), from);
      if (!(Math.abs(nearest - seconds) <= Math.abs(date - seconds))) {
        nearest = date;
      }
    }
    return nearest;
  }

  private double on(YearMonth month, LocalDateTime from) {
    LocalDateTime date =
        month.atDay(Math.min(day, month.lengthOfMonth())).atTime(from.toLocalTime());
    return date.toEpochSecond(ZoneOffset.UTC) + date.getNano() * 1e-9;
  }

  private static LocalDateTime time(double seconds) {
    double whole = Math.floor(seconds);
    long micros = Math.round((seconds - whole) * 1e6);
    return LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC).plusNanos(micros * 1000);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
