package org.cdrl.table.text;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Dates and times under one pattern, as seconds since 1970-01-01T00:00 of their own time zone. What
 * a pattern does not tell is the first of its sort, and the year 1970. Years of two digits are 1930
 * to 2029.
 */
final class DateText implements TextForm {
  private static final LocalDate FIRST_OF_TWO_DIGITS = LocalDate.of(1930, 1, 1);
  private static final Pattern TWO_DIGITS = Pattern.compile("(?<![yu])yy(?![yu])");
  private static final double MICROS = 1e6;

  private final String pattern;
  private final DateTimeFormatter formatter;

  /**
   * A pattern as {@link DateTimeFormatter} takes it.
   *
   * @throws IllegalArgumentException if it is none
   */
  DateText(String pattern) {
    this.pattern = pattern;
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    Matcher year = TWO_DIGITS.matcher(pattern);
    if (year.find()) {
      builder
          .appendPattern(pattern.substring(0, year.start()))
          .appendValueReduced(ChronoField.YEAR_OF_ERA, 2, 2, FIRST_OF_TWO_DIGITS)
          .appendPattern(pattern.substring(year.end()));
    } else {
      builder.appendPattern(pattern);
    }
    String fields = fields();
    if (fields.chars().noneMatch(c -> c == 'y' || c == 'u')) {
      builder.parseDefaulting(ChronoField.YEAR_OF_ERA, 1970);
    }
    if (fields.indexOf('Q') >= 0) {
      builder.parseDefaulting(IsoFields.DAY_OF_QUARTER, 1);
    } else {
      builder
          .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
          .parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
    }
    formatter =
        builder
            // Lets "yyyy" be strict.
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /**
   * A pattern as {@link DateTimeFormatter} takes it.
   *
   * @throws IllegalArgumentException if it is none, or tells neither date nor time, or a time zone
   */
  static DateText of(String pattern) {
    try {
      DateText text = new DateText(pattern);
      boolean tells = !text.format(0).equals(text.format(Integer.MAX_VALUE));
      if (tells && text.parse(text.format(0)) == 0) {
        return text;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // The same message as for a pattern that works but does not tell the date.
    }
    throw new IllegalArgumentException(
        "\""
            + pattern
            + "\" is no pattern of dates or times without a time zone, such as"
            + " yyyy-MM-dd'T'HH:mm:ss");
  }

  @Override
  public String pattern() {
    return pattern;
  }

  /** The letters of the pattern that are no text. */
  private String fields() {
    return pattern.replaceAll("'[^']*'", "");
  }

  /** Whether the pattern has nothing but digits, so that its dates look like numbers. */
  boolean isDigits() {
    return pattern.matches("[yMdHms]+") && !pattern.contains("MMM");
  }

  /** Whether the day stands before the month or the other way round, both in digits. */
  boolean hasTwin() {
    String fields = fields();
    return fields.indexOf('d') >= 0
        && fields.indexOf('M') >= 0
        && !fields.contains("MMM")
        && fields.indexOf('y') > Math.max(fields.indexOf('d'), fields.indexOf('M'));
  }

  /** Whether the day stands before the month. */
  boolean hasDayFirst() {
    return pattern.indexOf('d') < pattern.indexOf('M');
  }

  /** Whether years have two digits. */
  boolean hasShortYears() {
    return TWO_DIGITS.matcher(pattern).find();
  }

  @Override
  public double parse(String text) {
    ParsePosition end = new ParsePosition(0);
    if (formatter.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
      return Double.NaN;
    }
    try {
      LocalDateTime time = formatter.parse(text, DateText::dateTime);
      return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  private static LocalDateTime dateTime(TemporalAccessor parsed) {
    LocalTime time = parsed.query(TemporalQueries.localTime());
    return LocalDate.from(parsed).atTime(time == null ? LocalTime.MIDNIGHT : time);
  }

  /**
   * The pattern's text for seconds; what the pattern does not tell is cut off.
   *
   * @throws DateTimeException if the year is out of Java's range
   */
  @Override
  public String format(double seconds) {
    // A double of today's seconds is good to a fraction of a microsecond, and no better.
    double whole = Math.floor(seconds);
    long micros = Math.round((seconds - whole) * MICROS);
    LocalDateTime time =
        LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC).plusNanos(micros * 1000);
    return formatter.format(time);
  }
}
