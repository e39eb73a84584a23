package org.cdrl.table.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which patterns of dates and times the cells of one column have. */
final class DateEvidence {
  /** Days, months and quarters; of two that fit and are written back alike the first counts. */
  private static final Map<String, List<String>> DATES =
      Stream.of(
              "yyyy-MM-dd yyyy-M-d yyyy/MM/dd yyyy/M/d yyyy.MM.dd yyyyMMdd yyyyMM",
              "yyyyMMddHHmm yyyyMMddHHmmss",
              "dd.MM.yyyy d.M.yyyy dd/MM/yyyy d/M/yyyy dd-MM-yyyy d-M-yyyy",
              "MM/dd/yyyy M/d/yyyy MM-dd-yyyy M-d-yyyy",
              "dd.MM.yy d.M.yy dd/MM/yy d/M/yy dd-MM-yy MM/dd/yy M/d/yy MM-dd-yy",
              "dd-MMM-yyyy d-MMM-yyyy dd_MMM_yyyy d_MMM_yyyy ddMMMyyyy dd-MMM-yy d-MMM-yy",
              "d_MMMM_yyyy MMM_d,_yyyy MMM_dd,_yyyy MMMM_d,_yyyy MMMM_dd,_yyyy",
              "yyyy-MM yyyy/MM MM/yyyy MM-yyyy MMM_yyyy MMM-yyyy MMMM_yyyy MMM-yy",
              "yyyy'Q'Q yyyy-'Q'Q yyyy_'Q'Q 'Q'Q_yyyy 'Q'Q-yyyy")
          .flatMap(line -> Stream.of(line.split(" ")))
          .map(pattern -> pattern.replace('_', ' '))
          .collect(Collectors.groupingBy(DateEvidence::marks));

  /** A time at the end of a text, or all of it, with an offset that may be the same everywhere. */
  private static final Pattern TIME =
      Pattern.compile(
          "(?:(?<date>.*[0-9])(?<joint>[T ]))?(?<hour>[0-9]{1,2}):[0-9]{2}"
              + "(?<second>:[0-9]{2}(?:(?<mark>[.,])(?<fraction>[0-9]{1,9}))?)?"
              + "(?<noon> ?[AaPp][Mm])?"
              + "(?<offset> ?(?:Z|UTC|GMT|[-+][0-9]{2}(?::?[0-9]{2})?))?");

  private static final int LONGEST = 60;

  /** Digits are a date only if so many would hardly be dates by chance. */
  private static final double CHANCE = 1e-6;

  private static final double FIRST_YEAR = -2208988800.;
  private static final double LAST_YEAR = 4133980800.;

  /** One pattern on the cells. */
  static final class Tally {
    final DateText date;
    private final Apart apart = new Apart();
    private final Set<Double> some = new LinkedHashSet<>();

    /** The first cell that the pattern does not fit; null if it fits all. */
    Witness misfit;

    private boolean exact = true;
    private long fits;

    private Tally(DateText date, Witness misfit) {
      this.date = date;
      this.misfit = misfit;
    }

    private boolean add(long row, String text) {
      double seconds = date.parse(text);
      if (Double.isNaN(seconds)) {
        misfit = Witness.first(misfit, row, text);
        return false;
      }
      fits++;
      exact = exact && date.format(seconds).equals(text);
      apart.add(seconds, text);
      if (some.size() < 3) {
        some.add(seconds);
      }
      return true;
    }

    /** Cells that fit. */
    long fits() {
      return fits;
    }

    /** Whether all cells would be written as they are. */
    boolean isExact() {
      return exact;
    }

    Apart apart() {
      return apart;
    }

    /** Whether nobody would take the cells for numbers: they are not, or dates of this age. */
    private boolean isCertain() {
      if (!date.isDigits()) {
        return true;
      }
      // Of numbers with six digits one in 370 is a month from 1900 to 2099, of longer ones fewer.
      double share = date.pattern().length() == 6 ? 2400 / 9e5 : 73_000 / 9e7;
      return apart.least() >= FIRST_YEAR
          && apart.most() < LAST_YEAR
          && Math.pow(share, some.size()) < CHANCE;
    }
  }

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Misfits misfits = new Misfits();
  private Witness first;

  void add(long row, String text) {
    if (misfits.tooMany()) {
      return;
    }
    boolean fits = false;
    for (Tally tally : tallies.values()) {
      fits |= tally.add(row, text);
    }
    // Whatever fits all cells fits the first one, too.
    for (String pattern : fits ? List.<String>of() : patterns(text)) {
      Tally tally = new Tally(new DateText(pattern), first);
      if (!tallies.containsKey(pattern) && tally.add(row, text)) {
        tallies.put(pattern, tally);
        fits = true;
      }
    }
    misfits.add(!fits);
    first = Witness.first(first, row, text);
  }

  /** The patterns that a text may have, judged by its marks. */
  private static List<String> patterns(String text) {
    if (text.length() > LONGEST || text.chars().noneMatch(c -> c >= '0' && c <= '9')) {
      return List.of();
    }
    Matcher time = TIME.matcher(text);
    if (text.indexOf(':') < 0 || !time.matches()) {
      return dates(text);
    }
    List<String> patterns = new ArrayList<>();
    String joint = time.group("joint");
    List<String> dates = joint == null ? List.of("") : dates(time.group("date"));
    for (String date : dates) {
      for (String clock : clocks(time)) {
        patterns.add(date + ("T".equals(joint) ? "'T'" : joint == null ? "" : joint) + clock);
      }
    }
    return patterns;
  }

  private static List<String> dates(String text) {
    return DATES.getOrDefault(marks(text), List.of());
  }

  /** What a text or pattern has besides letters and digits. */
  private static String marks(String text) {
    return text.replaceAll("[A-Za-z0-9']", "");
  }

  private static List<String> clocks(Matcher time) {
    StringBuilder rest = new StringBuilder(":mm");
    if (time.group("second") != null) {
      rest.append(":ss");
    }
    if (time.group("fraction") != null) {
      rest.append(time.group("mark")).append("S".repeat(time.group("fraction").length()));
    }
    String noon = time.group("noon");
    if (noon != null) {
      rest.append(noon.startsWith(" ") ? " a" : "a");
    }
    if (time.group("offset") != null) {
      rest.append("'").append(time.group("offset")).append("'");
    }
    String hour = noon == null ? "H" : "h";
    return time.group("hour").length() == 1
        ? List.of(hour + rest)
        : List.of(hour + hour + rest, hour + rest);
  }

  /**
   * The patterns that fit all cells; those that write them back as they are come first.
   *
   * @param certain whether they must be such that nobody would take the cells for numbers
   */
  List<Tally> fitting(boolean certain) {
    return tallies.values().stream()
        .filter(tally -> tally.misfit == null && (tally.isCertain() || !certain))
        .sorted(Comparator.comparing(tally -> !tally.isExact()))
        .toList();
  }

  /** The pattern that fits most cells; null if none fits any. */
  Tally best() {
    return tallies.values().stream()
        .filter(Tally::isCertain)
        .max(Comparator.comparingLong(Tally::fits))
        .orElse(null);
  }
}
