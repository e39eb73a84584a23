package org.cdrl.table.rules;

import java.util.Arrays;
import java.util.List;
import org.cdrl.table.data.Table;

/**
 * How many rows of a table obey rules. Rows of which a rule's cells are missing do not break it.
 *
 * @param rows of the table
 * @param all rows that obey all of them
 * @param each rows that obey each of them
 */
public record Obedience(long rows, long all, List<Long> each) {
  /** Copies the list. */
  public Obedience {
    each = List.copyOf(each);
  }

  /**
   * Counts.
   *
   * @param rules that are kept
   * @param table of the rules' columns
   */
  public static Obedience of(List<Rule> rules, Table table) {
    long[] each = new long[rules.size()];
    long all = 0;
    for (double[] row : table.rows()) {
      boolean obeys = true;
      for (int k = 0; k < each.length; k++) {
        boolean one = rules.get(k).obeys(row);
        each[k] += one ? 1 : 0;
        obeys &= one;
      }
      all += obeys ? 1 : 0;
    }
    return new Obedience(table.size(), all, Arrays.stream(each).boxed().toList());
  }

  /** The share of rows that obey all, from 0 to 1. */
  public double share() {
    return (double) all / rows;
  }

  /** The share of rows that obey one of the rules, from 0 to 1. */
  public double share(int rule) {
    return (double) each.get(rule) / rows;
  }
}
