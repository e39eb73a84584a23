package org.cdrl.table.text;

import java.util.regex.Pattern;

/**
 * Whether a column says of every row which one it is: an identifier, an address, a row number or
 * free text. A model would copy its labels, or make up numbers that mean nothing.
 */
public final class Uniqueness {
  /** In fewer cells, labels may all differ by chance. */
  private static final int FEWEST = 10;

  /** The share of labels in cells that identifiers exceed. */
  private static final double NEARLY_ALL = .8;

  /** The same for texts of several words. */
  private static final double MOST = .5;

  /** Numbers that are none of a measurement repeat as often as this, where they may. */
  private static final double REPEATS = 10;

  private static final int FIRST_YEAR = 1500;
  private static final int LAST_YEAR = 2200;

  private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
  private static final Pattern NAME = Pattern.compile("(?i:id)|.*[^A-Za-z](?i:id)|.*[a-z]I[dD]");

  private long cells;
  private long mails;
  private long wordy;

  /** Whether a text is an e-mail address. */
  static boolean isMail(String text) {
    return text.indexOf('@') > 0 && MAIL.matcher(text).matches();
  }

  /** Takes in a cell that is not missing. */
  public void add(String text) {
    cells++;
    mails += isMail(text) ? 1 : 0;
    boolean words = text.chars().filter(c -> c == ' ').count() >= 3;
    wordy += words && text.chars().anyMatch(Character::isLetter) ? 1 : 0;
  }

  /**
   * What labels are that a model should not learn, for people; null if they are fit to be learned.
   *
   * @param labels how many there are
   */
  public String ofLabels(long labels) {
    if (mails == cells && labels > 1) {
      return "e-mail addresses";
    }
    if (cells < FEWEST) {
      return null;
    }
    boolean text = 2 * wordy > cells;
    if (text && labels > MOST * cells) {
      return "free text";
    }
    return labels > NEARLY_ALL * cells ? "an identifier or free text" : null;
  }

  /**
   * The same of whole numbers of which none repeats: so many of a measurement with this range would
   * repeat some.
   *
   * @param name of the column
   */
  public String ofNumbers(String name, double least, double most) {
    double range = most - least + 1;
    double repeats = (double) cells * cells / (2 * range);
    boolean years = least >= FIRST_YEAR && most <= LAST_YEAR;
    if (cells < FEWEST || years) {
      return null;
    }
    if (repeats >= REPEATS) {
      return range == cells ? "a row number or identifier" : "an identifier";
    }
    return NAME.matcher(name).matches() ? "an identifier, as its name says" : null;
  }
}
