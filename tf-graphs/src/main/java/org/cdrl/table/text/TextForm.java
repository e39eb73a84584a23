package org.cdrl.table.text;

import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;

/** One way to write the numbers or dates of a column as text. */
interface TextForm {
  /** The form of a {@link Column#pattern}. */
  String pattern();

  /** The cell that a text without blanks around it says; NaN if it is not of this form. */
  double parse(String text);

  /**
   * The text of a cell that is not missing.
   *
   * @throws java.time.DateTimeException for a date beyond the calendar
   */
  String format(double cell);

  /**
   * The form of a column's cells.
   *
   * @param column of numbers or dates
   * @param format whose decimal comma, if it is told, stands for a point of the column's pattern
   * @throws IllegalArgumentException if the pattern is none
   */
  static TextForm of(Column column, CellFormat format) {
    String pattern = column.pattern();
    if (column.kind() == Kind.DATE_TIME) {
      return DateText.of(pattern);
    }
    if (pattern.isEmpty()) {
      return NumberText.plain(format);
    }
    if (ElapsedText.isOne(pattern)) {
      return new ElapsedText(pattern);
    }
    NumberForm form = NumberForm.of(pattern);
    return form.decimal() == format.decimal() || form.decimal() == ','
        ? form
        : NumberForm.of(format.number(pattern));
  }
}
