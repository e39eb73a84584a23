package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cdrl.table.data.Schema;

/**
 * Chooses among rules so that every column is decided by one at most, and none by what follows from
 * it: then a row can be put right in one pass. Exact rules come before orders.
 */
final class RuleChoice {
  private final Schema schema;
  private final ColumnValues values;
  private final int columns;
  private final List<Rule> chosen = new ArrayList<>();
  private final Set<Integer> decided = new HashSet<>();

  RuleChoice(Schema schema, ColumnValues values) {
    this.schema = schema;
    this.values = values;
    columns = schema.size();
  }

  /**
   * Chooses among rules.
   *
   * @param rules all that are wanted
   * @param rows that tell what cells go together
   * @return what becomes of each
   */
  Map<Rule, Finding.Fate> of(List<Rule> rules, double[][] rows) {
    Map<Rule, Finding.Fate> fates = new LinkedHashMap<>();
    Implications implied = new Implications(columns);
    for (Rule rule : rules) {
      boolean later = rule instanceof Order || rule instanceof OneHot || isFunction(rule);
      if (!later && take(rule) && rule instanceof Sum sum) {
        implied.add(sum, values);
      }
    }
    takeFunctions(rules, rows);
    for (Rule rule : rules) {
      if (rule instanceof OneHot) {
        take(rule);
      } else if (rule instanceof Order order) {
        implied.add(order.lowers()[0], order.upper());
      }
    }
    for (Rule rule : rules) {
      if (rule instanceof Order order) {
        int lower = order.lowers()[0];
        boolean follows = implied.follows(lower, order.upper());
        boolean kept = !follows && takeOrder(lower, order.upper());
        fates.put(
            rule, follows ? Finding.Fate.IMPLIED : kept ? Finding.Fate.KEPT : Finding.Fate.UNKEPT);
      } else {
        boolean kept = chosen.contains(rule) || isFunction(rule) && isPartOf(rule, true);
        boolean follows = isPartOf(rule, false);
        fates.put(
            rule, kept ? Finding.Fate.KEPT : follows ? Finding.Fate.IMPLIED : Finding.Fate.UNKEPT);
      }
    }
    return fates;
  }

  private static boolean isFunction(Rule rule) {
    return rule instanceof Combinations together && together.isFunction();
  }

  /**
   * Functions of the same columns become one. Those of one column come first; what decides most
   * comes first, labels before numbers.
   */
  private void takeFunctions(List<Rule> rules, double[][] rows) {
    Map<List<Integer>, Set<Integer>> functions = new LinkedHashMap<>();
    for (Rule rule : rules) {
      if (rule instanceof Combinations function && function.isFunction()) {
        List<Integer> keys = Arrays.stream(function.keys()).boxed().toList();
        Set<Integer> of = functions.computeIfAbsent(keys, c -> new LinkedHashSet<>());
        Arrays.stream(rule.decides()).forEach(of::add);
      }
    }
    Comparator<List<Integer>> bySize = Comparator.comparing(List::size);
    List<List<Integer>> order =
        functions.keySet().stream()
            .sorted(
                bySize
                    .thenComparing(keys -> -functions.get(keys).size())
                    .thenComparing(keys -> schema.column(keys.get(0)).isNumeric()))
            .toList();
    for (List<Integer> from : order) {
      Stream<Integer> to =
          functions.get(from).stream()
              .filter(c -> !decided.contains(c) && from.stream().noneMatch(key -> follows(key, c)));
      int[] together = Stream.concat(from.stream(), to).mapToInt(Integer::intValue).toArray();
      if (together.length > from.size()) {
        take(Combinations.of(rows, together, from.size()));
      }
    }
  }

  /** Whether a function that was taken has all columns of a rule, or even as the rule has them. */
  private boolean isPartOf(Rule rule, boolean asFunction) {
    for (Rule taken : chosen) {
      if (taken instanceof Combinations function
          && function.isFunction()
          && (!asFunction || Arrays.equals(function.keys(), ((Combinations) rule).keys()))
          && Arrays.stream(rule.columns())
              .allMatch(c -> Arrays.stream(taken.columns()).anyMatch(other -> other == c))) {
        return true;
      }
    }
    return false;
  }

  /** Takes a rule, unless its columns are decided already or would follow from themselves. */
  private boolean take(Rule rule) {
    boolean free =
        Arrays.stream(rule.decides()).noneMatch(decided::contains)
            && Arrays.stream(rule.decides())
                .noneMatch(c -> Arrays.stream(inputs(rule)).anyMatch(from -> follows(from, c)));
    if (free) {
      chosen.add(rule);
      Arrays.stream(rule.decides()).forEach(decided::add);
    }
    return free;
  }

  /** Takes an order, together with others of the same upper column. */
  private boolean takeOrder(int lower, int upper) {
    for (int k = 0; k < chosen.size(); k++) {
      if (chosen.get(k) instanceof Order order && order.upper() == upper) {
        if (follows(lower, upper)) {
          return false;
        }
        int[] lowers =
            IntStream.concat(Arrays.stream(order.lowers()), IntStream.of(lower)).toArray();
        chosen.set(k, new Order(lowers, upper, -1, false));
        return true;
      }
    }
    return take(Order.of(lower, upper));
  }

  private static int[] inputs(Rule rule) {
    Set<Integer> out = new HashSet<>();
    Arrays.stream(rule.decides()).forEach(out::add);
    return Arrays.stream(rule.columns()).filter(c -> !out.contains(c)).toArray();
  }

  /** Whether a column follows from another, or is it. */
  private boolean follows(int column, int from) {
    boolean[] reached = new boolean[columns];
    reached[from] = true;
    for (boolean more = true; more; ) {
      more = false;
      for (Rule rule : chosen) {
        if (Arrays.stream(inputs(rule)).anyMatch(c -> reached[c])) {
          for (int c : rule.decides()) {
            more |= !reached[c];
            reached[c] = true;
          }
        }
      }
    }
    return reached[column];
  }

  /**
   * The rules so that none decides what one before it needs, with places for differences.
   *
   * @param rows that they are of
   */
  List<Rule> inOrder(double[][] rows) {
    Map<Integer, Rule> by = new HashMap<>();
    chosen.forEach(rule -> Arrays.stream(rule.decides()).forEach(c -> by.put(c, rule)));
    Map<Rule, Boolean> done = new LinkedHashMap<>();
    chosen.forEach(rule -> visit(rule, by, done));
    List<Rule> ordered = new ArrayList<>();
    int next = columns;
    for (Rule rule : done.keySet()) {
      ordered.add(rule instanceof Order order ? order.with(next++, rows) : rule);
    }
    return ordered;
  }

  private static void visit(Rule rule, Map<Integer, Rule> by, Map<Rule, Boolean> done) {
    if (done.containsKey(rule)) {
      return;
    }
    for (int c : inputs(rule)) {
      if (by.containsKey(c)) {
        visit(by.get(c), by, done);
      }
    }
    done.put(rule, true);
  }
}
