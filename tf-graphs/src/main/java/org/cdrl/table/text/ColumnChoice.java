package org.cdrl.table.text;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.keys.KeyMaker;

/** Decides from the evidence what a column is. */
final class ColumnChoice {
  /** From the most to the least special; the first that fits is taken. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.CONSTANT, Kind.BOOLEAN, Kind.DATE_TIME, Kind.INTEGER, Kind.REAL, Kind.CATEGORICAL);

  /** Whole numbers with at most this many values may well be codes. */
  private static final int FEW_NUMBERS = 50;

  private final String name;
  private final Set<Kind> allowed;
  private final ColumnEvidence cells;
  private final NumberEvidence numbers;
  private final List<DateEvidence.Tally> dates;
  private final KindFit fit;

  /**
   * A choice to be made.
   *
   * @param allowed the kinds to choose from
   * @param order of days and months that is told
   */
  ColumnChoice(String name, Set<Kind> allowed, DateOrder order, ColumnEvidence cells) {
    this.name = name;
    this.allowed = allowed;
    this.cells = cells;
    numbers = cells.numbers(!isGiven());
    dates =
        cells.dates().fitting(!isGiven()).stream()
            .filter(tally -> order.allows(tally.date))
            .toList();
    fit = new KindFit(allowed, cells, numbers, dates);
  }

  /** The kinds that a column can be found to be without being asked for. */
  static Set<Kind> kinds() {
    return EnumSet.copyOf(ORDER);
  }

  /**
   * Makes more keys like those of the column, if that is what it is: it was said to be, or is an
   * identifier of a pattern. Others of a telephone's or a card's number may be somebody's.
   *
   * @throws IllegalArgumentException naming column, row and value if no allowed kind fits
   */
  Optional<KeyMaker> keys() {
    boolean key =
        isGiven()
            ? kind() == Kind.KEY
            : unfit() != null
                && !cells.personal().isNumber(name)
                && (kind() != Kind.CATEGORICAL || nearly() == null);
    return key ? cells.keys().maker() : Optional.empty();
  }

  /** The column of such keys. */
  Column column(KeyMaker keys) {
    return pointedOut(keyColumn(keys));
  }

  private Column keyColumn(KeyMaker keys) {
    String missing =
        cells.missing() == 0
            ? ""
            : "; " + Count.of(cells.missing(), "cell") + " missing, in drawn rows none";
    return new Column(
        name, Kind.KEY, List.of(), keys.pattern(), keys.description() + missing + notKey());
  }

  private String notKey() {
    return isGiven() ? "" : overrideWith(kind()) + ", with " + name + "=ignore to leave it out";
  }

  /**
   * The column.
   *
   * @throws IllegalArgumentException naming column, row and value if no allowed kind fits
   */
  Column column() {
    return pointedOut(column(kind()));
  }

  /** The column, and that it looks like data of people. */
  private Column pointedOut(Column column) {
    String what = cells.personal().what(name);
    return what == null
        ? column
        : new Column(
            name,
            column.kind(),
            column.labels(),
            column.pattern(),
            column.reason() + "; may be " + what + ": " + name + "=ignore leaves it out");
  }

  /**
   * Why a model should not learn the column unless it is asked to, for people; null if it may.
   *
   * @throws IllegalArgumentException naming column, row and value if no allowed kind fits
   */
  String unfit() {
    String why = isGiven() ? null : unfitToLearn();
    String what = why == null ? null : cells.personal().what(name);
    return what == null || why.contains(what) ? why : why + "; may be " + what;
  }

  private String unfitToLearn() {
    Kind kind = kind();
    if (kind == Kind.CATEGORICAL) {
      return unfitLabels();
    }
    if (kind == Kind.INTEGER && !cells.isRepeated() && numbers.pattern().isEmpty()) {
      String what =
          cells.uniqueness().ofNumbers(name, numbers.apart().least(), numbers.apart().most());
      return what == null
          ? null
          : "whole numbers from "
              + NumberText.format(numbers.apart().least())
              + " to "
              + NumberText.format(numbers.apart().most())
              + ", none twice: "
              + what
              + overrideWith(Kind.INTEGER);
    }
    return null;
  }

  private String unfitLabels() {
    String nearly = nearly();
    if (cells.tooMany != null) {
      return tooManyLabels() + ": " + (nearly != null ? nearly : "an identifier or free text");
    }
    String what = cells.uniqueness().ofLabels(cells.labels().size());
    if (what == null) {
      return null;
    }
    String seen = cells.labels().size() + " labels in " + cells.present() + " cells";
    return nearly != null
        ? seen + ", although " + nearly
        : seen + ", " + cells.newLabel(1) + ": " + what + overrideWith(Kind.CATEGORICAL);
  }

  private String overrideWith(Kind kind) {
    return "; override with " + name + "=" + kind.name().toLowerCase(Locale.ROOT) + " to learn it";
  }

  private Kind kind() {
    String misfit = null;
    for (Kind kind : isGiven() ? allowed : ORDER) {
      if (allowed.contains(kind)) {
        misfit = fit.misfit(kind);
        if (misfit == null) {
          return kind;
        }
        // Going on would make labels of numbers.
        if (kind == Kind.REAL && numbers.fits() && numbers.infinite != null) {
          throw wrong(misfit);
        }
      }
    }
    throw wrong(misfit);
  }

  private boolean isGiven() {
    return allowed.size() == 1;
  }

  private String tooManyLabels() {
    return "more than " + ColumnEvidence.MOST_LABELS + " labels, " + cells.tooMany;
  }

  private Column column(Kind kind) {
    return switch (kind) {
      case CONSTANT ->
          new Column(
              name,
              kind,
              LabelOrder.sorted(cells.labels()),
              "",
              reason(constant()) + takenAsMissing());
      case BOOLEAN -> {
        List<String> pair =
            LabelOrder.booleans(cells.labels()) == null
                ? LabelOrder.sorted(cells.labels())
                : LabelOrder.booleans(cells.labels());
        yield new Column(
            name,
            kind,
            pair,
            "",
            reason("the two labels " + pair + " read as no, yes") + takenAsMissing());
      }
      case KEY -> keyColumn(cells.keys().maker().orElseThrow());
      case TEXT -> new Column(name, kind, List.of(), "", reason("free text"));
      case INTEGER ->
          new Column(name, kind, List.of(), numbers.pattern(), reason(integer()) + apart());
      case REAL ->
          new Column(
              name,
              kind,
              List.of(),
              numbers.pattern(),
              reason(all(numbers.what()) + zeroBehind()) + apart());
      case DATE_TIME -> {
        DateEvidence.Tally date = date();
        yield new Column(
            name,
            kind,
            List.of(),
            date.date.pattern(),
            reason(all(what(date))) + date.apart().hint());
      }
      case CATEGORICAL -> {
        if (cells.tooMany != null) {
          throw wrong(tooManyLabels());
        }
        yield new Column(
            name,
            kind,
            LabelOrder.sorted(cells.labels()),
            "",
            reason(categorical()) + alikeButForCase() + takenAsMissing());
      }
    };
  }

  /** Versions and codes mean something by it; numbers come out without. */
  private String zeroBehind() {
    Witness zero = numbers.zeroBehind();
    return zero == null || !allowed.contains(Kind.CATEGORICAL)
        ? ""
        : ", although "
            + zero
            + ", whose last zero is lost; override with "
            + name
            + "=categorical if they are versions or codes";
  }

  private String apart() {
    return numbers.apart().hint();
  }

  private String reason(String seen) {
    return isGiven() ? "given" : seen;
  }

  /** Labels that may have been meant as one. */
  private String alikeButForCase() {
    Map<String, String> seen = new HashMap<>();
    for (String label : LabelOrder.sorted(cells.labels())) {
      String other = seen.putIfAbsent(label.toLowerCase(Locale.ROOT), label);
      if (other != null) {
        return "; \""
            + other
            + "\" and \""
            + label
            + "\" are two labels, though alike but for case";
      }
    }
    return "";
  }

  /** Texts that mean a missing cell mostly, but could be labels in a column of labels. */
  private String takenAsMissing() {
    if (cells.missingTexts().isEmpty()) {
      return "";
    }
    String counts =
        cells.missingTexts().entrySet().stream()
            .map(text -> Count.of(text.getValue(), "cell") + " \"" + text.getKey() + "\"")
            .collect(Collectors.joining(", "));
    String first = cells.missingTexts().keySet().iterator().next();
    return "; " + counts + " taken as missing (--not-missing " + first + " if it is a label)";
  }

  private String constant() {
    return cells.present() == 0 ? "every cell is missing" : all("\"" + firstText() + "\"");
  }

  private String integer() {
    if (cells.tooMany != null) {
      return all(numbers.what()) + " with more than " + ColumnEvidence.MOST_LABELS + " values";
    }
    int values = cells.labels().size();
    return all(numbers.what())
        + (values == 1 ? " with one value" : " with " + values + " different values")
        + (values <= FEW_NUMBERS
            ? "; override with " + name + "=categorical if they are codes"
            : "");
  }

  private String categorical() {
    String count = Count.of(cells.labels().size(), "label");
    if (fit.code() != null) {
      return count + ": whole numbers that look like codes, " + fit.code();
    }
    String nearly = nearly();
    if (nearly != null) {
      return count + ", although " + nearly;
    }
    if (cells.labels().size() == 1) {
      return count + ", and missing cells";
    }
    return allowed.contains(Kind.REAL) ? count + " that are neither numbers nor dates" : count;
  }

  /** What most cells of a column of labels are, and which are not; null if they are just labels. */
  private String nearly() {
    if (!allowed.contains(Kind.REAL)) {
      return null;
    }
    DateEvidence.Tally date = cells.dates().best();
    String zones = cells.zoned().told(cells.present(), date != null);
    if (zones != null) {
      return zones;
    }
    long fits = date == null ? 0 : date.fits();
    if (2 * Math.max(fits, numbers.numbers()) <= cells.present() || fit.code() != null) {
      return null;
    }
    if (fits > numbers.numbers()) {
      return nearly(fits, "dates of the pattern " + date.date.pattern(), date.misfit);
    }
    if (!numbers.fits()) {
      return nearly(numbers.numbers(), numbers.what(), numbers.notNumber);
    }
    String kind = (numbers.isWhole() ? Kind.INTEGER : Kind.REAL).name().toLowerCase(Locale.ROOT);
    return all(numbers.what()) + "; override with " + name + "=" + kind + " to learn them as such";
  }

  private String nearly(long fits, String what, Witness misfit) {
    return fits
        + " of "
        + cells.present()
        + " cells are "
        + what
        + (misfit == null ? "" : ": " + misfit)
        + "; correct such cells or leave them empty";
  }

  private String all(String what) {
    String some = cells.missing() == 0 ? " cells are " : " cells that are not missing are ";
    return "all " + cells.present() + some + what;
  }

  private String firstText() {
    return cells.newLabel(1).text();
  }

  private DateEvidence.Tally date() {
    long dayFirsts = dates.stream().filter(t -> t.date.hasTwin() && t.date.hasDayFirst()).count();
    long twins = dates.stream().filter(t -> t.date.hasTwin()).count();
    if (dayFirsts > 0 && dayFirsts < twins) {
      throw wrong(
          "every date could have the day or the month first, "
              + cells.newLabel(1)
              + "; say which (--day-first or --month-first, DateOrder in Java), or write dates as"
              + " 2024-12-31");
    }
    return dates.get(0);
  }

  private static String what(DateEvidence.Tally date) {
    return "dates of the pattern "
        + date.date.pattern()
        + (date.isExact() ? "" : ", in which they are written from now on")
        + (date.date.hasShortYears() ? ", with years from 1930 to 2029" : "");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        "column \""
            + name
            + "\""
            + (isGiven()
                ? " cannot be " + allowed.iterator().next().name().toLowerCase(Locale.ROOT)
                : "")
            + ": "
            + what);
  }
}
