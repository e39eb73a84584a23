package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds columns of zeros and ones of which never two are one. */
final class OneHotSearch {
  /** With fewer, one is a function of the other. */
  private static final int FEWEST = 3;

  private final RuleSearch search;
  private final double[][] rows;

  OneHotSearch(RuleSearch search) {
    this.search = search;
    rows = search.table().rows();
  }

  List<Rule> found() {
    List<Integer> left =
        new ArrayList<>(
            IntStream.range(0, search.schema().size())
                .filter(this::isBinary)
                .boxed()
                .sorted(Comparator.comparing(c -> -ones(c)))
                .toList());
    List<Rule> found = new ArrayList<>();
    while (left.size() >= FEWEST) {
      List<Integer> group = group(left);
      left.remove(group.get(0));
      if (group.size() >= FEWEST) {
        OneHot rule = rule(group);
        if (search.hasEvidence(rule, group.get(0))) {
          found.add(rule);
          left.removeAll(group);
        }
      }
    }
    return found;
  }

  private boolean isBinary(int c) {
    return search.schema().column(c).labels().size() <= 2
        && Arrays.stream(rows).allMatch(row -> row[c] == 0 || row[c] == 1 || Double.isNaN(row[c]))
        && ones(c) > 0;
  }

  private double ones(int c) {
    return Arrays.stream(rows).filter(row -> row[c] == 1).count();
  }

  /**
   * The first column, and those after it that are one where none before is. Each has to meet the
   * others often enough by chance, or all of them together have to be one in every row.
   */
  private List<Integer> group(List<Integer> among) {
    boolean[] one = new boolean[rows.length];
    List<Integer> surely = new ArrayList<>();
    List<Integer> all = new ArrayList<>();
    double count = 0;
    for (int c : among) {
      double ones = ones(c);
      boolean disjoint = true;
      for (int r = 0; r < rows.length && disjoint; r++) {
        disjoint = !(one[r] && rows[r][c] == 1);
      }
      if (disjoint) {
        boolean expected = count * ones / rows.length >= RuleSearch.EVIDENCE;
        if (all.isEmpty() || expected) {
          surely.add(c);
        }
        all.add(c);
        count += ones;
        for (int r = 0; r < rows.length; r++) {
          one[r] |= rows[r][c] == 1;
        }
      }
    }
    return rule(all).exactly() ? all : surely;
  }

  private OneHot rule(List<Integer> group) {
    int[] columns = group.stream().mapToInt(Integer::intValue).toArray();
    double[] counts = group.stream().mapToDouble(this::ones).toArray();
    OneHot exactly = new OneHot(columns, true, counts);
    boolean always = Arrays.stream(rows).filter(exactly::concerns).allMatch(exactly::obeys);
    return new OneHot(columns, always, counts);
  }
}
