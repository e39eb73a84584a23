package org.cdrl.table.text;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times of several offsets, or of a time zone with a name. A column of dates has one offset, so
 * such cells are no dates; they are counted to say so.
 */
final class ZonedTimes {
  private static final Pattern ZONED =
      Pattern.compile(
          ".*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[AaPp][Mm])? ?"
              + "(?<zone>Z|(?![AP]M$)[A-Z]{2,5}|[A-Z][A-Za-z]+(?:/[A-Za-z_+-]+)+"
              + "|[-+][0-9]{2}(?::?[0-9]{2})?(?: ?\\[?[A-Z][A-Za-z]+(?:/[A-Za-z_+-]+)+\\]?)?)");

  private final Set<String> zones = new HashSet<>();
  private long count;
  private Witness other;

  void add(long row, String text) {
    if (text.indexOf(':') < 0) {
      return;
    }
    Matcher zoned = ZONED.matcher(text);
    if (zoned.matches()) {
      count++;
      if (zones.size() < 2 && zones.add(zoned.group("zone"))) {
        other = new Witness(row, text);
      }
    }
  }

  /**
   * Why cells are no dates, for people; null if that is not for their time zones.
   *
   * @param cells how many there are
   * @param dates whether some pattern of dates fits some
   */
  String told(long cells, boolean dates) {
    return 2 * count <= cells || dates && zones.size() < 2
        ? null
        : count
            + " of "
            + cells
            + " cells are times of several offsets or a named time zone, "
            + other
            + "; write all with the same offset, or without one";
  }
}
