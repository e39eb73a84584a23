package org.cdrl.table.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a column looks like data of people: e-mail addresses, card numbers by their check digit,
 * telephone numbers by their form, names by the column's header and their form. No more than a
 * hint: it is wrong both ways.
 */
final class PersonalData {
  /** The share of cells that must look so. */
  private static final double MOST = .9;

  /** In fewer cells, check digits may be right by chance. */
  private static final int FEWEST = 10;

  private static final Pattern CARD = Pattern.compile("[0-9]{4}([ -]?[0-9]){8,15}");
  private static final Pattern PHONE = Pattern.compile("[+(]?[0-9][0-9 ()/.-]{5,22}");
  private static final Pattern PHONES =
      Pattern.compile(".*(phone|mobile|telefon|handy|fax|cell|^tel$|^tel[ _.-]|[ _.-]tel$).*");
  private static final Pattern NAME = Pattern.compile("\\p{Lu}[\\p{L}'. -]*");
  private static final Pattern NAMES =
      Pattern.compile(
          "(.*[ _.-])?((sur|fore|first|last|given|family|middle|full|maiden|vor|nach)[ _.-]?)?name");

  private long cells;
  private long mails;
  private long cards;
  private long phones;
  private long international;
  private long names;

  /** Takes in a cell that is not missing. */
  void add(String text) {
    cells++;
    mails += Uniqueness.isMail(text) ? 1 : 0;
    cards += CARD.matcher(text).matches() && hasCheckDigit(text) ? 1 : 0;
    if (PHONE.matcher(text).matches()) {
      long digits = text.chars().filter(Character::isDigit).count();
      boolean phone = digits >= 7 && digits <= 15;
      phones += phone ? 1 : 0;
      international += phone && text.charAt(0) == '+' ? 1 : 0;
    }
    names += NAME.matcher(text).matches() ? 1 : 0;
  }

  /** Luhn's formula (US patent 2950048, 1960). */
  static boolean hasCheckDigit(String text) {
    int sum = 0;
    boolean twice = false;
    for (int at = text.length() - 1; at >= 0; at--) {
      char c = text.charAt(at);
      if (c >= '0' && c <= '9') {
        int digit = (c - '0') * (twice ? 2 : 1);
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
      }
    }
    return sum % 10 == 0;
  }

  /**
   * What cells may be, for people; null if they do not look like data of people.
   *
   * @param column its header
   */
  String what(String column) {
    String header = column.replaceAll("(\\p{Ll})(\\p{Lu})", "$1_$2").toLowerCase(Locale.ROOT);
    if (most(mails)) {
      return "e-mail addresses";
    }
    if (isNumber(header)) {
      return most(cards) && cells >= FEWEST ? "card numbers" : "telephone numbers";
    }
    return most(names) && NAMES.matcher(header).matches() ? "names of people" : null;
  }

  /** Whether cells may be numbers of cards or telephones, of which others belong to others. */
  boolean isNumber(String column) {
    return most(cards) && cells >= FEWEST
        || most(international)
        || most(phones) && PHONES.matcher(column.toLowerCase(Locale.ROOT)).matches();
  }

  private boolean most(long count) {
    return cells > 0 && count >= MOST * cells;
  }
}
