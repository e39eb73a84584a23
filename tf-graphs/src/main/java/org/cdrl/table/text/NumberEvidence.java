package org.cdrl.table.text;

/** What was seen in a column's cells when they were read as numbers in one way. */
abstract class NumberEvidence {
  /** The first cell of its sort, or null: the reader of a field knows what null tells. */
  Witness notNumber;

  Witness infinite;
  Witness notWhole;
  Witness beyondWhole;

  private final Apart apart = new Apart();
  private final Misfits misfits = new Misfits();
  private long numbers;

  /**
   * Looks at a cell.
   *
   * @param plain what {@link NumberText#parse} says of it
   */
  final void add(long row, String text, double plain) {
    if (misfits.tooMany()) {
      return;
    }
    double value = read(row, text, plain);
    misfits.add(Double.isNaN(value));
    if (Double.isNaN(value)) {
      notNumber = Witness.first(notNumber, row, text);
      return;
    }
    numbers++;
    if (Double.isInfinite(value)) {
      infinite = Witness.first(infinite, row, text);
      return;
    }
    if (value != Math.rint(value)) {
      notWhole = Witness.first(notWhole, row, text);
    } else if (Math.abs(value) > 0x1p53) {
      beyondWhole = Witness.first(beyondWhole, row, text);
    }
    apart.add(value, text);
  }

  /** The number that a cell is in this way; NaN if it is none. */
  abstract double read(long row, String text, double plain);

  /** How the cells are written; see {@link TextForm}. */
  abstract String pattern();

  /** What the cells are, for people. */
  abstract String what();

  /** Whether nobody would take the cells for something else. */
  abstract boolean isCertain();

  /** The cell that shows that whole numbers are codes; null if they are not. */
  abstract Witness code();

  /** A cell that has a zero behind where others have fewer digits; null if there is none. */
  Witness zeroBehind() {
    return null;
  }

  /** Whether all cells are numbers. */
  final boolean fits() {
    return notNumber == null;
  }

  /** Cells that are numbers, infinities included. */
  final long numbers() {
    return numbers;
  }

  /** Whether all cells are finite whole numbers. */
  final boolean isWhole() {
    return fits() && notWhole == null && infinite == null;
  }

  final Apart apart() {
    return apart;
  }
}
