package org.cdrl.table.text;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.table.Column;
import org.cdrl.table.Column.Kind;

/** Decides from the evidence what a column is. */
final class ColumnChoice {
  /** From the most to the least special; the first that fits is taken. */
  private static final List<Kind> ORDER =
      List.of(
          Kind.CONSTANT, Kind.BOOLEAN, Kind.INTEGER, Kind.REAL, Kind.DATE_TIME, Kind.CATEGORICAL);

  /** Pairs that read as no and yes, in lower case. */
  private static final List<List<String>> BOOLEANS =
      List.of(
          List.of("false", "true"),
          List.of("f", "t"),
          List.of("no", "yes"),
          List.of("n", "y"),
          List.of("0", "1"),
          List.of("0.0", "1.0"));

  /** Fewer labels than this are never called free text. */
  private static final int FEW_LABELS = 1000;

  /** The share of labels that appear once which free text and identifiers exceed. */
  private static final double NEARLY_ALL = 0.9;

  /** Whole numbers with at most this many values may well be codes. */
  private static final int FEW_NUMBERS = 50;

  private final String name;
  private final Set<Kind> allowed;
  private final ColumnEvidence cells;

  ColumnChoice(String name, Set<Kind> allowed, ColumnEvidence cells) {
    this.name = name;
    this.allowed = allowed;
    this.cells = cells;
  }

  /**
   * The column.
   *
   * @throws IllegalArgumentException naming column, row and value if no allowed kind fits
   */
  Column column() {
    String misfit = null;
    for (Kind kind : ORDER) {
      if (allowed.contains(kind)) {
        misfit = misfit(kind);
        if (misfit == null) {
          return column(kind);
        }
        // Going on would make labels of numbers.
        if (kind == Kind.REAL && cells.notNumber == null && cells.infinite != null) {
          throw wrong(misfit);
        }
      }
    }
    throw wrong(misfit);
  }

  private boolean isGiven() {
    return allowed.size() == 1;
  }

  /** Why the cells are not of a kind, or null if they are. */
  private String misfit(Kind kind) {
    if (cells.present() == 0) {
      return kind == Kind.CONSTANT ? null : "every cell is missing; ignore the column";
    }
    return switch (kind) {
      case CONSTANT -> notConstant();
      case BOOLEAN -> notBoolean();
      case INTEGER -> notInteger();
      case REAL -> notReal();
      case DATE_TIME -> notDate();
      case CATEGORICAL -> notCategorical();
    };
  }

  private String notConstant() {
    if (cells.newLabel(2) != null) {
      return "not constant: " + cells.newLabel(1) + ", but " + cells.newLabel(2);
    }
    return cells.missing() == 0 ? null : "not constant: " + cells.missing() + " cells are missing";
  }

  private String notBoolean() {
    if (cells.newLabel(3) != null) {
      return "not boolean: "
          + cells.newLabel(3)
          + ", a third value besides \""
          + cells.newLabel(1).text()
          + "\" and \""
          + cells.newLabel(2).text()
          + "\"";
    }
    if (cells.newLabel(2) == null) {
      return "not boolean: all values are the same, " + cells.newLabel(1);
    }
    return isGiven() || booleans() != null ? null : "two labels that do not read as no and yes";
  }

  private String notInteger() {
    if (cells.notNumber != null) {
      return cells.notNumber + ", which is not a number";
    }
    ColumnEvidence.Witness odd = cells.notWhole != null ? cells.notWhole : cells.infinite;
    if (odd != null) {
      return odd + ", which is not a whole number";
    }
    if (cells.beyondWhole != null) {
      return cells.beyondWhole + ", which is beyond 2^53, where doubles cannot count";
    }
    return code() == null ? null : code() + ", which is a code";
  }

  private String notReal() {
    if (cells.notNumber != null) {
      return cells.notNumber + ", which is not a number";
    }
    if (cells.infinite != null) {
      return cells.infinite + ", which is not finite; replace it or leave the cell empty";
    }
    return code() == null ? null : code() + ", which is a code";
  }

  private String notDate() {
    return cells.notDate == null
        ? null
        : cells.notDate
            + ", which no date pattern fits that fits the rows before it; write dates as"
            + " 2024-12-31 or 2024-12-31T23:59:00";
  }

  private String notCategorical() {
    if (cells.tooMany != null) {
      return "more than "
          + ColumnEvidence.MOST_LABELS
          + " labels, "
          + (code() != null ? code() : cells.tooMany)
          + identifier();
    }
    int labels = cells.labels().size();
    return !isGiven() && labels > FEW_LABELS && labels > NEARLY_ALL * cells.present()
        ? labels + " labels in " + cells.present() + " cells, " + cells.newLabel(1) + identifier()
        : null;
  }

  /** What to do about too many labels. */
  private String identifier() {
    boolean numbers = cells.notNumber == null;
    boolean odd = !numbers && 2 * cells.numbers() > cells.present();
    return odd
        ? "; most cells are numbers, but "
            + cells.notNumber
            + ": correct such cells, or ignore the column"
        : "; it looks like an identifier or free text: ignore the column"
            + (numbers ? ", or override with " + name + "=real" : "");
  }

  /** The cell that shows that whole numbers are identifiers; null if they are not. */
  private ColumnEvidence.Witness code() {
    boolean whole = cells.notNumber == null && cells.notWhole == null && cells.infinite == null;
    if (!whole || !allowed.contains(Kind.CATEGORICAL)) {
      return null;
    }
    return cells.leadingZero != null ? cells.leadingZero : cells.longCode;
  }

  private Column column(Kind kind) {
    return switch (kind) {
      case CONSTANT ->
          new Column(name, kind, sortedLabels(), "", reason(constant()) + takenAsMissing());
      case BOOLEAN -> {
        List<String> pair = booleans() == null ? sortedLabels() : booleans();
        yield new Column(
            name,
            kind,
            pair,
            "",
            reason("the two labels " + pair + " read as no, yes") + takenAsMissing());
      }
      case INTEGER -> new Column(name, kind, List.of(), "", reason(integer()));
      case REAL -> new Column(name, kind, List.of(), "", reason(all("numbers")));
      case DATE_TIME -> {
        String pattern = datePattern();
        yield new Column(
            name, kind, List.of(), pattern, reason(all("dates of the pattern " + pattern)));
      }
      case CATEGORICAL ->
          new Column(name, kind, sortedLabels(), "", reason(categorical()) + takenAsMissing());
    };
  }

  private String reason(String seen) {
    return isGiven() ? "given" : seen;
  }

  /** Texts that mean a missing cell mostly, but could be labels in a column of labels. */
  private String takenAsMissing() {
    if (cells.missingTexts().isEmpty()) {
      return "";
    }
    String counts =
        cells.missingTexts().entrySet().stream()
            .map(text -> text.getValue() + " cells \"" + text.getKey() + "\"")
            .collect(Collectors.joining(", "));
    String first = cells.missingTexts().keySet().iterator().next();
    return "; " + counts + " are taken as missing (--not-missing " + first + " if it is a label)";
  }

  private String constant() {
    return cells.present() == 0 ? "every cell is missing" : all("\"" + firstText() + "\"");
  }

  private String integer() {
    if (cells.tooMany != null) {
      return all("whole numbers") + " with more than " + ColumnEvidence.MOST_LABELS + " values";
    }
    int values = cells.labels().size();
    return all("whole numbers")
        + (values == 1 ? " with one value" : " with " + values + " different values")
        + (values <= FEW_NUMBERS
            ? "; override with " + name + "=categorical if they are codes"
            : "");
  }

  private String categorical() {
    String count = cells.labels().size() == 1 ? "1 label" : cells.labels().size() + " labels";
    if (code() != null) {
      return count + ": whole numbers that look like codes, " + code();
    }
    if (2 * cells.numbers() > cells.present() && cells.notNumber != null) {
      return count
          + ", although "
          + cells.numbers()
          + " of "
          + cells.present()
          + " cells are numbers: "
          + cells.notNumber;
    }
    if (cells.labels().size() == 1) {
      return count + ", and missing cells";
    }
    return allowed.contains(Kind.REAL) ? count + " that are neither numbers nor dates" : count;
  }

  private String all(String what) {
    String some = cells.missing() == 0 ? " cells are " : " cells that are not missing are ";
    return "all " + cells.present() + some + what;
  }

  private String firstText() {
    return cells.newLabel(1).text();
  }

  private String datePattern() {
    DateText date = cells.dates().get(0);
    if (cells.dates().size() > 1 && date.hasTwin()) {
      throw wrong(
          "every date could have the day or the month first, "
              + cells.newLabel(1)
              + "; say which (--day-first or --month-first, DateOrder in Java), or write dates as"
              + " 2024-12-31");
    }
    return date.pattern();
  }

  /** The labels as they are written, no before yes; null if they do not read so. */
  private List<String> booleans() {
    if (cells.labels().size() != 2) {
      return null;
    }
    for (List<String> pair : BOOLEANS) {
      List<String> ordered =
          cells.labels().stream()
              .sorted(Comparator.comparing(label -> pair.indexOf(label.toLowerCase(Locale.ROOT))))
              .toList();
      if (ordered.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList().equals(pair)) {
        return ordered;
      }
    }
    return null;
  }

  /** Numbers first, by value; then texts, by character codes. */
  private List<String> sortedLabels() {
    Comparator<String> byValue =
        Comparator.comparing(ColumnChoice::value, Comparator.nullsLast(Comparator.naturalOrder()));
    return cells.labels().stream()
        .sorted(byValue.thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static BigDecimal value(String label) {
    return Double.isFinite(NumberText.parse(label)) ? new BigDecimal(label) : null;
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
