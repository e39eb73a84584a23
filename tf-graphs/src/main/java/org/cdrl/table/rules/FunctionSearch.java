package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds columns whose cells follow from those of another, which has each of its cells often. */
final class FunctionSearch {
  private static final int SAMPLE = 1000;

  /** Rows per different cell of a column that others follow from. */
  private static final int REPEATED = 5;

  private static final int MOST_CELLS = 10_000;

  /** Pairs that are looked at in all rows, so that wide tables take no longer. */
  private static final int MOST_PAIRS = 5000;

  private final RuleSearch search;

  /** Cells of every column as numbers from 0, -1 where missing, [columns][rows]. */
  private final int[][] codes;

  private final int[] counts;
  private final int[] sample;

  FunctionSearch(RuleSearch search) {
    this.search = search;
    codes = new int[search.schema().size()][search.table().size()];
    counts = new int[codes.length];
    sample = search.sample(SAMPLE);
    for (int c = 0; c < codes.length; c++) {
      Map<Double, Integer> seen = new HashMap<>();
      for (int r = 0; r < codes[c].length; r++) {
        double cell = search.table().rows()[r][c];
        codes[c][r] = Double.isNaN(cell) ? -1 : seen.computeIfAbsent(cell + 0., x -> seen.size());
      }
      counts[c] = seen.size();
    }
  }

  List<Rule> found() {
    int[] all = new int[search.table().size()];
    Arrays.setAll(all, r -> r);
    List<Rule> found = new ArrayList<>();
    int pairs = 0;
    for (int x = 0; x < codes.length; x++) {
      boolean repeated =
          counts[x] >= 2 && counts[x] <= Math.min(MOST_CELLS, search.table().size() / REPEATED);
      for (int y = 0; repeated && y < codes.length; y++) {
        boolean worth = y != x && counts[y] >= 2 && counts[y] <= counts[x] && pairs < MOST_PAIRS;
        if (worth && isNearly(x, y, sample, 2 * (1 - RuleSearch.MOST))) {
          pairs++;
          if (isNearly(x, y, all, 1 - RuleSearch.MOST)) {
            Combinations rule = Combinations.of(search.table().rows(), new int[] {x, y}, true);
            if (search.hasEvidence(rule, y)) {
              found.add(rule);
            }
          }
        }
      }
    }
    return found;
  }

  /** Whether y is what it was where x was the same before, but for a share of the rows. */
  private boolean isNearly(int x, int y, int[] rows, double share) {
    int[] first = new int[counts[x]];
    Arrays.fill(first, -1);
    int breaking = 0;
    for (int k = 0; k < rows.length && breaking <= share * rows.length; k++) {
      int at = codes[x][rows[k]];
      int cell = codes[y][rows[k]];
      if (at >= 0 && cell >= 0) {
        breaking += first[at] >= 0 && first[at] != cell ? 1 : 0;
        // An odd row may come first: what comes last is as likely as any.
        first[at] = cell;
      }
    }
    return breaking <= share * rows.length;
  }
}
