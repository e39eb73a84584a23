package org.cdrl.table.keys;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the cells of a column are keys: none twice, and all of one pattern. It remembers all
 * cells, until one of them shows that they are none.
 *
 * <p>A pattern has parts: rows of digits, rows of letters and other single characters; or, where
 * that does not fit all cells as in UUIDs, rows of digits and letters and other single characters.
 * All cells have the same parts, of the same length but for digits alone, and the same other
 * characters.
 */
public final class KeySearch {
  /** Longer cells are texts. */
  private static final int LONGEST = 64;

  /** With fewer rows, what numbers have in common may be chance. */
  private static final int FEW = 10;

  /** Running numbers are at least every second one of those that there could be. */
  private static final int MOST_GAPS = 2;

  /** What is less likely than this is no chance. */
  private static final double CHANCE = .01;

  private static final List<String> CLASSES = classes();

  private final Set<String> cells = new LinkedHashSet<>();
  private String divided;
  private String joined;
  private String obstacle;

  /**
   * Takes in a cell that is not missing.
   *
   * @param row its number, for people
   * @param text without blanks around it
   */
  public void add(long row, String text) {
    if (obstacle != null) {
      return;
    }
    obstacle = obstacle(row, text);
    if (obstacle != null) {
      cells.clear();
    }
  }

  private String obstacle(long row, String text) {
    String where = "row " + row + " has \"" + text + "\"";
    if (text.length() > LONGEST || text.indexOf('@') >= 0) {
      return where + ", which is no code";
    }
    if (!cells.add(text)) {
      return where + ", as a row before has";
    }
    String shape = shape(parts(text, true), true);
    if (shape.equals("d.d") || shape.equals("d,d")) {
      return where + ", a number with decimals";
    }
    String other = shape(parts(text, false), false);
    divided = cells.size() == 1 || shape.equals(divided) ? shape : null;
    joined = cells.size() == 1 || other.equals(joined) ? other : null;
    return divided == null && joined == null ? where + ", of another pattern" : null;
  }

  /** Why cells are no keys, for people; null if they are. */
  public String obstacle() {
    return obstacle != null ? obstacle : cells.isEmpty() ? "every cell is missing" : null;
  }

  /** Makes more such keys; nothing if cells are no keys. */
  public Optional<KeyMaker> maker() {
    if (obstacle() != null) {
      return Optional.empty();
    }
    List<List<String>> keys =
        cells.stream().map(cell -> parts(cell, divided != null)).collect(Collectors.toList());
    Optional<RunningKeys> running = running(keys);
    if (running.isPresent()) {
      return Optional.of(running.get());
    }
    List<KeyField> fields = new ArrayList<>();
    for (int part = 0; part < keys.get(0).size(); part++) {
      int at = part;
      fields.add(field(keys.stream().map(key -> key.get(at)).toList()));
    }
    return Optional.of(PatternKeys.beside(new KeyPattern(fields), keys));
  }

  private static Optional<RunningKeys> running(List<List<String>> keys) {
    List<String> first = keys.get(0);
    int varying = -1;
    for (int part = 0; part < first.size(); part++) {
      int at = part;
      if (keys.stream().anyMatch(key -> !key.get(at).equals(first.get(at)))) {
        if (varying >= 0) {
          return Optional.empty();
        }
        varying = part;
      }
    }
    if (varying < 0) {
      return Optional.empty();
    }
    int part = varying;
    List<String> texts = keys.stream().map(key -> key.get(part)).toList();
    boolean numbers =
        texts.stream().allMatch(text -> isDigits(text) && text.length() <= RunningKeys.MOST_DIGITS);
    boolean sameLength = texts.stream().allMatch(text -> text.length() == texts.get(0).length());
    boolean zeros = texts.stream().anyMatch(KeySearch::hasLeadingZero);
    if (!numbers || zeros && !sameLength) {
      return Optional.empty();
    }
    long least = texts.stream().mapToLong(Long::parseLong).min().orElseThrow();
    long most = texts.stream().mapToLong(Long::parseLong).max().orElseThrow();
    long step =
        texts.stream()
            .map(text -> BigInteger.valueOf(Long.parseLong(text) - least))
            .reduce(BigInteger.ZERO, BigInteger::gcd)
            .longValue();
    boolean bare = first.size() == 1;
    return (most - least) / step + 1 <= (long) MOST_GAPS * keys.size()
            && (step == 1 || keys.size() >= FEW)
        ? Optional.of(
            new RunningKeys(
                String.join("", first.subList(0, part)),
                String.join("", first.subList(part + 1, first.size())),
                sameLength && (zeros || !bare) ? texts.get(0).length() : 0,
                step,
                most + step))
        : Optional.empty();
  }

  private static KeyField field(List<String> texts) {
    int longest = texts.stream().mapToInt(String::length).max().orElseThrow();
    int least = texts.stream().mapToInt(String::length).min().orElseThrow();
    boolean zeros =
        !texts.stream().allMatch(KeySearch::isDigits)
            || texts.stream().anyMatch(text -> text.charAt(0) == '0');
    List<String> sets = new ArrayList<>();
    for (int position = 0; position < longest; position++) {
      int at = position;
      Set<Integer> seen = new TreeSet<>();
      int there = 0;
      for (String text : texts) {
        if (at < text.length()) {
          seen.add((int) text.charAt(at));
          there++;
        }
      }
      String set = characters(seen, there);
      sets.add(position == 0 && !zeros ? set.replace("0", "") : set);
    }
    return new KeyField(sets, least);
  }

  /**
   * Those that were seen, if so many rows would have shown more; else their class. At most k of
   * size characters in n rows are seen by chance with a probability below binomial(size, k) (k /
   * size)^n.
   */
  private static String characters(Set<Integer> seen, int rows) {
    String found = seen.stream().map(c -> Character.toString(c)).collect(Collectors.joining());
    Optional<String> all =
        CLASSES.stream()
            .filter(set -> seen.stream().allMatch(c -> set.indexOf(c) >= 0))
            .findFirst();
    if (all.isEmpty()) {
      return found;
    }
    int size = all.get().length();
    double log = rows * Math.log((double) seen.size() / size);
    for (int k = 1; k <= seen.size(); k++) {
      log += Math.log((double) (size - seen.size() + k) / k);
    }
    return log < Math.log(CHANCE) ? found : all.get();
  }

  /** Sets of characters, from the smallest to the largest. */
  private static List<String> classes() {
    String digits = range('0', '9');
    String upper = range('A', 'Z');
    String lower = range('a', 'z');
    return List.of(
        digits,
        digits + range('A', 'F'),
        digits + range('a', 'f'),
        upper,
        lower,
        digits + upper,
        digits + lower,
        upper + lower,
        digits + upper + lower);
  }

  private static String range(char from, char to) {
    StringBuilder range = new StringBuilder();
    for (char c = from; c <= to; c++) {
      range.append(c);
    }
    return range.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> isDigit((char) c));
  }

  private static boolean hasLeadingZero(String text) {
    return text.length() > 1 && text.charAt(0) == '0';
  }

  /** 0 for a digit, 1 for a letter, 2 for what stands alone; digits are letters if not divided. */
  private static int kind(char c, boolean divided) {
    return isDigit(c) ? divided ? 0 : 1 : Character.isLetter(c) ? 1 : 2;
  }

  /** The parts of a cell. */
  private static List<String> parts(String text, boolean divided) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int kind = kind(text.charAt(from), divided);
      int to = from + 1;
      while (kind != 2 && to < text.length() && kind(text.charAt(to), divided) == kind) {
        to++;
      }
      parts.add(text.substring(from, to));
      from = to;
    }
    return parts;
  }

  /** What cells of a pattern have in common: d for digits, the length of letters, other text. */
  private static String shape(List<String> parts, boolean divided) {
    return parts.stream()
        .map(
            part ->
                switch (kind(part.charAt(0), divided)) {
                  case 0 -> "d";
                  case 1 -> "l" + part.length();
                  default -> part;
                })
        .collect(Collectors.joining());
  }
}
