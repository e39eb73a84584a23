package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cdrl.table.data.RandomOrder;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * Finds rules that the rows of a table keep. A rule is one only if at least {@value #EVIDENCE} rows
 * would break it were one of its columns shuffled: what chance or the ranges of columns explain is
 * none.
 */
final class RuleSearch {
  /**
   * Rows that would break a rule by chance: if none does, fewer than 3 in 100 such rows do, at 95 %
   * (the rule of three).
   */
  static final int EVIDENCE = 100;

  /** Rows that would break a rule by chance per row that does. */
  static final int EDGE = 30;

  /** The least share of rows that obey a rule worth telling. */
  static final double MOST = .99;

  private final Table table;
  private final ColumnValues values;
  private final int[] shuffled;

  RuleSearch(Table table) {
    this.table = table;
    values = ColumnValues.of(table);
    shuffled = RandomOrder.of(table.size(), new Random(1));
  }

  Table table() {
    return table;
  }

  Schema schema() {
    return table.schema();
  }

  ColumnValues values() {
    return values;
  }

  /** Rows that are looked at first: at most so many, in random order. */
  int[] sample(int most) {
    return Arrays.copyOf(shuffled, Math.min(most, shuffled.length));
  }

  /** How many rows have all cells of a rule, and how many of them obey. */
  long[] count(Rule rule) {
    long rows = 0;
    long obeying = 0;
    for (double[] row : table.rows()) {
      if (rule.concerns(row)) {
        rows++;
        obeying += rule.obeys(row) ? 1 : 0;
      }
    }
    return new long[] {rows, obeying};
  }

  /**
   * Whether enough rows would break a rule if the cells of a column were shuffled: in any case, and
   * compared with those that do.
   */
  boolean hasEvidence(Rule rule, int column) {
    long breaking = 0;
    long shuffledBreaking = 0;
    for (int r = 0; r < table.size(); r++) {
      double[] row = table.rows()[r];
      breaking += rule.concerns(row) && !rule.obeys(row) ? 1 : 0;
      double[] other = row.clone();
      other[column] = table.rows()[shuffled[r]][column];
      shuffledBreaking += rule.concerns(other) && !rule.obeys(other) ? 1 : 0;
    }
    return shuffledBreaking >= EVIDENCE && shuffledBreaking >= EDGE * breaking;
  }

  /** Everything that is found and asked for, and what of it can be kept. */
  Rules rules(RuleWishes wishes) {
    List<Rule> asked = new ArrayList<>();
    for (String text : wishes.added()) {
      asked.add(new RuleText(text, table, values).rule());
    }
    Set<String> unwanted = new LinkedHashSet<>();
    for (String text : wishes.removed()) {
      unwanted.add(new RuleText(text, table, values).rule().text(schema()));
    }
    Set<String> known = new LinkedHashSet<>();
    asked.forEach(rule -> known.add(rule.text(schema())));
    List<Rule> found = new ArrayList<>();
    if (wishes.found()) {
      for (Rule rule : found()) {
        String text = rule.text(schema());
        if (!unwanted.remove(text) && known.add(text)) {
          found.add(rule);
        }
      }
      if (!unwanted.isEmpty()) {
        throw new IllegalArgumentException(
            "The rule \""
                + unwanted.iterator().next()
                + "\" cannot be left out, for it was not found; the rules are: "
                + String.join("; ", known));
      }
    }
    return choose(asked, found, wishes.found() ? RangeSearch.found(table) : List.of());
  }

  private List<Rule> found() {
    List<Equation> equations = new ArrayList<>(new SumSearch(this).found());
    for (Product product : new ProductSearch(this).found()) {
      if (equations.stream().noneMatch(sum -> SumSearch.sameColumns(sum, product))) {
        equations.add(product);
      }
    }
    List<Rule> groups = new OneHotSearch(this).found();
    List<Rule> found = new ArrayList<>(equations);
    for (Rule function : new FunctionSearch(this).found()) {
      boolean told =
          equations.stream().anyMatch(equation -> SumSearch.sameColumns(equation, function))
              || groups.stream().anyMatch(group -> hasColumnsOf(group, function));
      if (!told) {
        found.add(function);
      }
    }
    found.addAll(groups);
    found.addAll(new OrderSearch(this).found());
    return found;
  }

  private static boolean hasColumnsOf(Rule of, Rule rule) {
    return Arrays.stream(rule.columns())
        .allMatch(c -> Arrays.stream(of.columns()).anyMatch(other -> other == c));
  }

  /** What is kept of the rules that were asked for, and of those that were found. */
  private Rules choose(List<Rule> asked, List<Rule> found, List<Finding> ranges) {
    Map<Rule, long[]> counts = new LinkedHashMap<>();
    Map<Rule, Finding.Fate> fates = new LinkedHashMap<>();
    List<Rule> wanted = new ArrayList<>(asked);
    asked.forEach(rule -> counts.put(rule, count(rule)));
    for (Rule rule : found) {
      long[] count = count(rule);
      counts.put(rule, count);
      if (count[1] < count[0]) {
        fates.put(rule, Finding.Fate.BROKEN);
      } else {
        wanted.add(rule);
      }
    }
    RuleChoice choice = new RuleChoice(schema(), values);
    fates.putAll(choice.of(wanted, table.rows()));
    List<Finding> findings = new ArrayList<>();
    counts.forEach(
        (rule, count) ->
            findings.add(new Finding(rule.text(schema()), count[1], count[0], fates.get(rule))));
    findings.sort(Comparator.comparing(Finding::fate));
    findings.addAll(ranges);
    return new Rules(schema(), choice.inOrder(table.rows()), findings);
  }
}
