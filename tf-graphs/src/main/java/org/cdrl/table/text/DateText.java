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
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.List;
import java.util.Locale;

/** Dates and times under one pattern, as seconds since 1970-01-01T00:00 of their own time zone. */
final class DateText {
  private static final String DAY_FIRST = "dd/MM/yyyy";
  private static final String MONTH_FIRST = "MM/dd/yyyy";

  /** No cell fits two of them, but for the two with slashes. */
  private static final List<DateText> KNOWN =
      List.of(
          new DateText("yyyy-MM-dd"),
          new DateText("yyyy-MM-dd'T'HH:mm"),
          new DateText("yyyy-MM-dd'T'HH:mm:ss"),
          new DateText("yyyy-MM-dd'T'HH:mm:ss.SSS"),
          new DateText("yyyy-MM-dd'T'HH:mm'Z'"),
          new DateText("yyyy-MM-dd'T'HH:mm:ss'Z'"),
          new DateText("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"),
          new DateText("yyyy-MM-dd HH:mm"),
          new DateText("yyyy-MM-dd HH:mm:ss"),
          new DateText("yyyy-MM-dd HH:mm:ss.SSS"),
          new DateText("yyyy/MM/dd"),
          new DateText("dd.MM.yyyy"),
          new DateText(DAY_FIRST),
          new DateText(MONTH_FIRST));

  private static final double MICROS = 1e6;

  private final String pattern;
  private final DateTimeFormatter formatter;

  private DateText(String pattern) {
    this.pattern = pattern;
    formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            // The era lets "yyyy" be strict; the others let a pattern end with the year or month.
            .parseDefaulting(ChronoField.ERA, 1)
            .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
            .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
  }

  /** The patterns that cells are tried with. */
  static List<DateText> known() {
    return KNOWN;
  }

  /**
   * A pattern as {@link DateTimeFormatter} takes it.
   *
   * @throws IllegalArgumentException if it is none, or tells no date without a time zone
   */
  static DateText of(String pattern) {
    try {
      DateText text = new DateText(pattern);
      if (text.parse(text.format(0)) == 0) {
        return text;
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // The same message as for a pattern that works but does not tell the date.
    }
    throw new IllegalArgumentException(
        "\""
            + pattern
            + "\" is no pattern of dates with a year and without a time zone, such as"
            + " yyyy-MM-dd'T'HH:mm:ss");
  }

  String pattern() {
    return pattern;
  }

  /** Whether days and months may have been taken for each other. */
  boolean hasTwin() {
    return pattern.equals(DAY_FIRST) || pattern.equals(MONTH_FIRST);
  }

  /** Whether the day stands before the month. */
  boolean hasDayFirst() {
    return pattern.indexOf('d') < pattern.indexOf('M');
  }

  /** Seconds, or NaN if the text does not fit the pattern or is no day of the calendar. */
  double parse(String text) {
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
  String format(double seconds) {
    // A double of today's seconds is good to a fraction of a microsecond, and no better.
    double whole = Math.floor(seconds);
    long micros = Math.round((seconds - whole) * MICROS);
    LocalDateTime time =
        LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC).plusNanos(micros * 1000);
    return formatter.format(time);
  }
}
