package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.encoding.Grain;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Tells from where to where the numbers and dates of each column are, and in which steps. Codes of
 * columns keep them; this is for people.
 */
final class RangeSearch {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private RangeSearch() {}

  static List<Finding> found(Table table) {
    List<Finding> found = new ArrayList<>();
    for (int c = 0; c < table.schema().size(); c++) {
      Column column = table.schema().column(c);
      double[] cells =
          Arrays.stream(table.column(c)).filter(cell -> !Double.isNaN(cell)).sorted().toArray();
      if (column.isNumeric() && cells.length > 0 && cells[0] < cells[cells.length - 1]) {
        String text =
            column.name()
                + " from "
                + column.text(cells[0])
                + " to "
                + column.text(cells[cells.length - 1])
                + steps(column, cells);
        found.add(new Finding(text, cells.length, cells.length, Finding.Fate.RANGE));
      }
    }
    return found;
  }

  private static String steps(Column column, double[] cells) {
    boolean dates = column.kind() == Column.Kind.DATE_TIME;
    Grain grain = dates ? Grain.ofDates(cells) : Grain.of(cells);
    String step = dates ? time(grain) : grain.step() == 0 ? "" : Sum.plain(grain.step());
    // Of whole numbers, every one is nothing to tell.
    boolean told = !step.isEmpty() && !(column.kind() == Column.Kind.INTEGER && step.equals("1"));
    return told ? ", in steps of " + step : "";
  }

  private static String time(Grain grain) {
    if (grain.months().months() > 0) {
      return counted(grain.months().months(), "month");
    }
    double step = grain.step();
    if (step == 0) {
      return "";
    }
    if (step % DAY == 0) {
      return counted(step / DAY, "day");
    }
    return step % HOUR == 0
        ? counted(step / HOUR, "hour")
        : step % MINUTE == 0 ? counted(step / MINUTE, "minute") : counted(step, "second");
  }

  private static String counted(double n, String unit) {
    return Sum.plain(n) + " " + unit + (n == 1 ? "" : "s");
  }
}
