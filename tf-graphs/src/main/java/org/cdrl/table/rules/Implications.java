package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.List;

/** Which orders follow from others, and from sums of numbers that are not negative. */
final class Implications {
  /** Columns that are at least a column's, per column. */
  private final List<List<Integer>> above = new ArrayList<>();

  /** Whether a sum says so, in the same places. */
  private final List<List<Boolean>> bySum = new ArrayList<>();

  Implications(int columns) {
    for (int c = 0; c < columns; c++) {
      above.add(new ArrayList<>());
      bySum.add(new ArrayList<>());
    }
  }

  /** Adds an order. */
  void add(int lower, int upper) {
    add(lower, upper, false);
  }

  private void add(int lower, int upper, boolean sum) {
    above.get(lower).add(upper);
    bySum.get(lower).add(sum);
  }

  /** Adds the orders of a sum: a part is at most the total if all else is never negative. */
  void add(Sum sum, ColumnValues values) {
    for (int k = 0; sum.total() != Sum.NOTHING && k < sum.parts().length; k++) {
      double least = sum.constant();
      for (int j = 0; j < sum.parts().length; j++) {
        double weight = sum.weights()[j] - (j == k ? 1 : 0);
        double[] ends = weight < 0 ? values.most() : values.least();
        least += weight == 0 ? 0 : weight * ends[sum.parts()[j]];
      }
      if (least >= 0) {
        add(sum.parts()[k], sum.total(), true);
      }
    }
  }

  /** Whether an order follows from others that were added. */
  boolean follows(int lower, int upper) {
    boolean[] reached = new boolean[above.size()];
    List<Integer> open = new ArrayList<>();
    for (int k = 0; k < above.get(lower).size(); k++) {
      int next = above.get(lower).get(k);
      if (next == upper && bySum.get(lower).get(k)) {
        return true;
      }
      if (next != upper && next != lower && !reached[next]) {
        reached[next] = true;
        open.add(next);
      }
    }
    while (!open.isEmpty()) {
      for (int next : above.get(open.remove(open.size() - 1))) {
        if (next == upper) {
          return true;
        }
        if (next != lower && !reached[next]) {
          reached[next] = true;
          open.add(next);
        }
      }
    }
    return false;
  }
}
