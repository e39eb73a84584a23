package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks for cells that obey all rules where passes through them end at odds: what is possible is
 * narrowed by every rule until nothing changes, then the column of the fewest possible cells takes
 * the one nearest to what was drawn, and so on; what turns out impossible is taken back
 * (backtracking with consistency of bounds; Mackworth, Consistency in networks of relations, 1977).
 * It is bounded, so that no row hangs.
 */
final class RowSearch {
  /** Cells that rules may look at for a row: some hundredths of a second. */
  private static final long MOST_WORK = 3_000_000;

  /** Cells that are tried of a column, the nearest first. */
  private static final int MOST_CELLS = 64;

  /** Rounds of narrowing, for numbers without a grain may get closer for ever. */
  private static final int ROUNDS = 30;

  private final List<Rule> rules;
  private final RowDraft row;
  private final double[] drawn;
  private final int[] columns;
  private long left = MOST_WORK;

  /**
   * A search.
   *
   * @param rules to obey; those that miss a cell of the row do not count
   * @param row to write to
   * @param drawn its cells as they were drawn
   */
  RowSearch(List<Rule> rules, RowDraft row, double[] drawn) {
    this.row = row;
    this.drawn = drawn;
    this.rules = rules.stream().filter(rule -> rule.concerns(row.cells())).toList();
    columns = this.rules.stream().flatMapToInt(r -> IntStream.of(r.columns())).distinct().toArray();
  }

  /** Writes cells that obey into the row; leaves it as it is if none were found. */
  boolean find() {
    double[] found = decided(Domains.of(row));
    for (int k = 0; found != null && k < columns.length; k++) {
      row.cells()[columns[k]] = found[columns[k]];
    }
    return found != null;
  }

  private double[] decided(Domains domains) {
    if (!narrow(domains)) {
      return null;
    }
    List<Double> fewest = null;
    int column = -1;
    for (int c : columns) {
      if (!domains.isDecided(c)) {
        List<Double> cells = cells(domains, c);
        if (fewest == null || cells.size() < fewest.size()) {
          fewest = cells;
          column = c;
        }
      }
    }
    if (fewest == null) {
      double[] cells = row.cells().clone();
      for (int c : columns) {
        cells[c] = row.isGiven(c) ? cells[c] : domains.low(c);
      }
      return rules.stream().allMatch(rule -> rule.obeys(cells)) ? cells : null;
    }
    for (double cell : fewest.subList(0, Math.min(MOST_CELLS, fewest.size()))) {
      Domains next = domains.copy();
      next.decide(column, cell);
      double[] found = decided(next);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** Whether something is left. */
  private boolean narrow(Domains domains) {
    for (int round = 0; round < ROUNDS; round++) {
      for (Rule rule : rules) {
        rule.narrow(domains);
        left -= work(rule);
        if (left <= 0 || domains.isEmpty()) {
          return false;
        }
      }
      if (!domains.takeChanged()) {
        return true;
      }
    }
    return true;
  }

  private static long work(Rule rule) {
    long rows = rule instanceof Combinations together ? together.seen().length : 1;
    return rows * rule.columns().length;
  }

  /** What a column may have, the nearest to what was drawn first. */
  private List<Double> cells(Domains domains, int column) {
    double wish = drawn[column];
    List<Double> cells = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule instanceof Combinations together) {
        cells.addAll(together.cells(column, domains));
      }
    }
    if (cells.isEmpty()) {
      double step = row.values().step(column);
      double near = Math.max(domains.low(column), Math.min(domains.high(column), wish));
      double nearest = row.values().onGrain(column, near);
      for (int n = 0; n <= 2 * MOST_CELLS && (step > 0 || n == 0); n++) {
        double at = nearest + (n % 2 == 0 ? -1 : 1) * ((n + 1) / 2) * step;
        cells.add(step > 0 ? row.values().onGrain(column, at) : near);
      }
      if (!row.values().isNumber(column)) {
        cells.addAll(List.of(0., 1.));
      }
      // What is left of a number without a grain is between these.
      cells.addAll(List.of(domains.low(column), domains.high(column)));
    }
    return cells.stream()
        .filter(cell -> Double.isFinite(cell) && domains.has(column, cell))
        .distinct()
        .sorted(Comparator.comparing(cell -> Math.abs(cell - wish)))
        .toList();
  }
}
