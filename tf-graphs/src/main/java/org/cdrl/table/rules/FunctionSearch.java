package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds columns whose cells follow from those of another, or of two others together, which have
 * each of their cells often.
 *
 * <p>Where two are needed, cells that never come again say nothing. Only rows count whose pair of
 * cells was there before, and at least {@link RuleSearch#EVIDENCE} of them would break the rule if
 * the cells that follow were shuffled among rows that are alike in one of the two columns: so each
 * of the two is needed beside the other.
 */
final class FunctionSearch {
  private static final int SAMPLE = 1000;

  /** Rows per different cell of what others follow from. */
  private static final int REPEATED = 5;

  private static final int MOST_CELLS = 10_000;

  /** What is looked at in all rows, so that wide tables take no longer. */
  private static final int MOST_LOOKS = 5000;

  /** Pairs of columns that others may follow from together. */
  private static final int MOST_PAIRS = 1000;

  private final RuleSearch search;

  /** Cells of every column as numbers from 0, -1 where missing, [columns][rows]. */
  private final int[][] codes;

  private final int[] counts;
  private final int[] sample;
  private final int[] all;
  private int looks;

  FunctionSearch(RuleSearch search) {
    this.search = search;
    int rows = search.table().size();
    codes = new int[search.schema().size()][];
    counts = new int[codes.length];
    sample = search.sample(SAMPLE);
    all = IntStream.range(0, rows).toArray();
    for (int c = 0; c < codes.length; c++) {
      codes[c] = new int[rows];
      Map<Double, Integer> seen = new HashMap<>();
      for (int r = 0; r < rows; r++) {
        double cell = search.table().rows()[r][c];
        codes[c][r] = Double.isNaN(cell) ? -1 : seen.computeIfAbsent(cell + 0., x -> seen.size());
      }
      counts[c] = seen.size();
    }
  }

  List<Rule> found() {
    List<Rule> found = new ArrayList<>();
    boolean[][] follows = new boolean[codes.length][codes.length];
    for (int x = 0; x < codes.length; x++) {
      for (int y = 0; isRepeated(counts[x]) && y < codes.length; y++) {
        boolean worth = y != x && counts[y] >= 2 && counts[y] <= counts[x];
        if (worth && isNearly(codes[x], counts[x], y)) {
          follows[x][y] = true;
          Combinations rule = Combinations.of(search.table().rows(), new int[] {x, y}, 1);
          if (search.hasEvidence(rule, y)) {
            found.add(rule);
          }
        }
      }
    }
    int pairs = 0;
    for (int x = 0; x < codes.length; x++) {
      for (int z = x + 1; isRepeated(counts[x]) && z < codes.length; z++) {
        boolean apart = isRepeated(counts[z]) && !follows[x][z] && !follows[z][x];
        if (apart && pairs++ < MOST_PAIRS) {
          addOfBoth(x, z, follows, found);
        }
      }
    }
    return found;
  }

  private boolean isRepeated(int cells) {
    return cells >= 2 && cells <= Math.min(MOST_CELLS, search.table().size() / REPEATED);
  }

  private void addOfBoth(int x, int z, boolean[][] follows, List<Rule> found) {
    int[] pairs = new int[all.length];
    Map<Long, Integer> seen = new HashMap<>();
    for (int r : all) {
      long pair = (long) codes[x][r] * counts[z] + codes[z][r];
      boolean known = codes[x][r] >= 0 && codes[z][r] >= 0;
      pairs[r] = known ? seen.computeIfAbsent(pair, cells -> seen.size()) : -1;
    }
    int count = seen.size();
    for (int y = 0; isRepeated(count) && y < codes.length; y++) {
      boolean worth =
          y != x
              && y != z
              && counts[y] >= 2
              && counts[y] <= count
              && !follows[x][y]
              && !follows[z][y];
      if (worth
          && isNearly(pairs, count, y)
          && needs(pairs, count, y, codes[x], counts[x])
          && needs(pairs, count, y, codes[z], counts[z])) {
        found.add(Combinations.of(search.table().rows(), new int[] {x, z, y}, 2));
      }
    }
  }

  /** Whether y is what it was where x was the same before, but for a few rows. */
  private boolean isNearly(int[] x, int different, int y) {
    return isNearly(x, different, y, sample, 2 * (1 - RuleSearch.MOST))
        && looks++ < MOST_LOOKS
        && isNearly(x, different, y, all, 1 - RuleSearch.MOST);
  }

  private boolean isNearly(int[] x, int different, int y, int[] rows, double share) {
    int[] first = new int[different];
    Arrays.fill(first, -1);
    int breaking = 0;
    for (int k = 0; k < rows.length && breaking <= share * rows.length; k++) {
      int at = x[rows[k]];
      int cell = codes[y][rows[k]];
      if (at >= 0 && cell >= 0) {
        breaking += first[at] >= 0 && first[at] != cell ? 1 : 0;
        // An odd row may come first: what comes last is as likely as any.
        first[at] = cell;
      }
    }
    return breaking <= share * rows.length;
  }

  /**
   * Whether enough rows would break that y follows from pairs if y were shuffled among rows that
   * are alike in one column: then the other one is needed.
   */
  private boolean needs(int[] pairs, int different, int y, int[] alike, int groups) {
    int[] shuffled = new int[all.length];
    int[] last = new int[groups];
    int[] start = new int[groups];
    Arrays.fill(last, -1);
    Arrays.fill(start, -1);
    // The next row of the same group, in random order; the last one takes the first one's.
    for (int r : search.sample(all.length)) {
      int group = alike[r];
      if (group >= 0 && codes[y][r] >= 0) {
        if (last[group] < 0) {
          start[group] = r;
        } else {
          shuffled[last[group]] = codes[y][r];
        }
        last[group] = r;
      }
    }
    for (int group = 0; group < groups; group++) {
      if (last[group] >= 0) {
        shuffled[last[group]] = codes[y][start[group]];
      }
    }
    int[] first = new int[different];
    Arrays.fill(first, -1);
    long breaking = 0;
    long broken = 0;
    for (int r : all) {
      if (pairs[r] >= 0 && codes[y][r] >= 0) {
        int before = first[pairs[r]];
        broken += before >= 0 && before != codes[y][r] ? 1 : 0;
        breaking += before >= 0 && before != shuffled[r] ? 1 : 0;
        first[pairs[r]] = codes[y][r];
      }
    }
    return breaking >= RuleSearch.EVIDENCE && breaking >= RuleSearch.EDGE * broken;
  }
}
