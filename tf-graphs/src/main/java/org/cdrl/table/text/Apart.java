package org.cdrl.table.text;

/**
 * Looks for a number or date that is farther from all others than these are from each other and
 * looks like a code, such as -999 among ages or 9999-12-31 among birthdays.
 */
final class Apart {
  /** Among fewer cells nothing is far from the others. */
  private static final int FEWEST = 10;

  /** One end of the numbers: the last, how often it is there, and the last but one. */
  private static final class End {
    final int direction;
    double last = Double.NEGATIVE_INFINITY;
    double before = Double.NEGATIVE_INFINITY;
    long count;
    String text = "";

    End(int direction) {
      this.direction = direction;
    }

    void add(double value, String cell) {
      double at = direction * value;
      if (at > last) {
        before = last;
        last = at;
        count = 1;
        text = cell;
      } else if (at == last) {
        count++;
      } else if (at > before) {
        before = at;
      }
    }

    /** Whether the last is farther from the others than these are from each other. */
    boolean isApart(double otherEnd) {
      double rest = before + otherEnd;
      return rest > 0 && last - before > rest && isCode();
    }

    /** Whether it looks like one: 999, a negative number among others, or a date that repeats. */
    private boolean isCode() {
      boolean negative = direction < 0 && last > 0 && before <= 0;
      boolean number = text.matches("-?[0-9.]+");
      return negative && count > 1 || text.matches("-?([789])\\1+(\\.0*)?") || !number && count > 1;
    }
  }

  private final End low = new End(-1);
  private final End high = new End(1);
  private long cells;

  void add(double value, String text) {
    cells++;
    low.add(value, text);
    high.add(value, text);
  }

  /** The smallest number. */
  double least() {
    return -low.last;
  }

  /** The largest number. */
  double most() {
    return high.last;
  }

  /** What to know of such a number, for people; empty if there is none. */
  String hint() {
    End end = high.isApart(low.last) ? high : low.isApart(high.last) ? low : null;
    return end == null || cells < FEWEST
        ? ""
        : "; "
            + end.count
            + (end.count == 1 ? " cell is " : " cells are ")
            + end.text
            + ", far from all others (--missing "
            + end.text
            + " if that is what it means)";
  }
}
