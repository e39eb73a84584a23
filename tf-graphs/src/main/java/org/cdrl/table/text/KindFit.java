package org.cdrl.table.text;

import java.util.List;
import java.util.Set;
import org.cdrl.table.data.Column.Kind;

/**
 * Whether the cells of a column are of a kind, and if not, why.
 *
 * @param allowed the kinds to choose from
 * @param cells all of them
 * @param numbers that they are
 * @param dates that they could be
 */
record KindFit(
    Set<Kind> allowed,
    ColumnEvidence cells,
    NumberEvidence numbers,
    List<DateEvidence.Tally> dates) {
  /** Why the cells are not of a kind, or null if they are. */
  String misfit(Kind kind) {
    if (cells.present() == 0) {
      return kind == Kind.CONSTANT || kind == Kind.TEXT
          ? null
          : "every cell is missing; ignore the column";
    }
    return switch (kind) {
      case CONSTANT -> notConstant();
      case BOOLEAN -> notBoolean();
      case INTEGER -> notInteger();
      case REAL -> notReal();
      case DATE_TIME -> notDate();
      // Too many labels are told once it is clear that the column is wanted.
      case CATEGORICAL, TEXT -> null;
      case KEY -> notKey();
    };
  }

  private String notConstant() {
    if (cells.newLabel(2) != null) {
      return "not constant: " + cells.newLabel(1) + ", but " + cells.newLabel(2);
    }
    return cells.missing() == 0
        ? null
        : "not constant: " + Count.of(cells.missing(), "missing cell");
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
    return isGiven() || LabelOrder.booleans(cells.labels()) != null
        ? null
        : "two labels that do not read as no and yes";
  }

  private String notInteger() {
    if (!areNumbers()) {
      return notNumbers();
    }
    Witness odd = numbers.notWhole != null ? numbers.notWhole : numbers.infinite;
    if (odd != null) {
      return odd + ", which is not a whole number";
    }
    if (numbers.beyondWhole != null) {
      return numbers.beyondWhole + ", which is beyond 2^53, where doubles cannot count";
    }
    return code() == null ? null : code() + ", which is a code";
  }

  private String notReal() {
    if (!areNumbers()) {
      return notNumbers();
    }
    if (numbers.infinite != null) {
      return numbers.infinite + ", which is not finite; replace it or leave the cell empty";
    }
    return code() == null ? null : code() + ", which is a code";
  }

  private String notKey() {
    String obstacle = cells.keys().obstacle();
    return obstacle == null
        ? null
        : obstacle
            + "; keys are all different and of one pattern. Leave the column out, or make it text";
  }

  private boolean areNumbers() {
    return numbers.fits() && (numbers.isCertain() || isGiven());
  }

  private String notNumbers() {
    return numbers.fits()
        ? numbers.what() + ", which may be codes"
        : numbers.notNumber + ", which is not a number";
  }

  private String notDate() {
    if (!dates.isEmpty()) {
      return null;
    }
    DateEvidence.Tally best = cells.dates().best();
    return best == null || best.misfit == null
        ? cells.newLabel(1) + ", which is no date; write dates as 2024-12-31 or 2024-12-31T23:59:00"
        : best.misfit
            + ", but "
            + best.fits()
            + " of "
            + cells.present()
            + " cells are dates of the pattern "
            + best.date.pattern()
            + "; correct such cells or leave them empty";
  }

  /** The cell that shows that whole numbers are identifiers; null if they are not. */
  Witness code() {
    return allowed.contains(Kind.CATEGORICAL) ? numbers.code() : null;
  }

  private boolean isGiven() {
    return allowed.size() == 1;
  }
}
