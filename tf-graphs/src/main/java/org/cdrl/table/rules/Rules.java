package org.cdrl.table.rules;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;

/**
 * The rules that rows of a table keep, and the differences that are learned for them: columns
 * behind those of the table.
 */
public final class Rules {
  /** Passes over a row whose given cells leave several rules at odds. */
  private static final int ROUNDS = 8;

  private final Schema schema;
  private final Schema learned;
  private final List<Rule> kept;
  private final List<Order> orders;
  private final List<Equation> equations;

  /** Rules that have columns in common. */
  private final List<List<Rule>> connected;

  /** The rules, those of less tolerance first. */
  private final List<Rule> sharpest;

  private final List<Finding> findings;
  private final List<Finding> ranges;

  /** Columns of rules that are more than orders. */
  private final Set<Integer> exact = new HashSet<>();

  private final Set<Integer> totals = new HashSet<>();

  /**
   * Rules in an order in which none decides what one before it needs.
   *
   * @param schema of the table
   * @param kept the rules; differences of orders are counted from the schema's size on
   * @param findings what is told of them, of others, and of ranges
   * @throws IllegalArgumentException if a column or a difference is not there
   */
  public Rules(Schema schema, List<Rule> kept, List<Finding> findings) {
    this.schema = schema;
    this.kept = List.copyOf(kept);
    equations = kept.stream().filter(Equation.class::isInstance).map(Equation.class::cast).toList();
    this.orders = kept.stream().filter(Order.class::isInstance).map(Order.class::cast).toList();
    this.findings = findings.stream().filter(found -> !isRange(found)).toList();
    ranges = findings.stream().filter(Rules::isRange).toList();
    connected = connected(kept);
    sharpest = kept.stream().sorted(Comparator.comparing(Rules::tolerance)).toList();
    List<Column> columns = new ArrayList<>(schema.columns());
    Set<String> names = new HashSet<>(schema.names());
    for (Rule rule : kept) {
      if (Arrays.stream(rule.columns()).anyMatch(c -> c < 0 || c >= schema.size())) {
        throw new IllegalArgumentException("A rule has a column that the table has not");
      }
      if (!(rule instanceof Order) && !(rule instanceof Bound)) {
        Arrays.stream(rule.columns()).forEach(exact::add);
      }
      if (rule instanceof Equation equation) {
        totals.add(equation.total());
      }
      if (rule instanceof Order order) {
        if (order.difference() != columns.size()) {
          throw new IllegalArgumentException("An order has no difference of its own");
        }
        columns.add(difference(order, schema, names));
      }
    }
    learned = new Schema(columns);
  }

  /**
   * The rules of a table.
   *
   * @param table whose rows keep them
   * @throws IllegalArgumentException naming a rule that is wrong
   */
  public static Rules of(Table table, RuleWishes wishes) {
    return new RuleSearch(table).rules(wishes);
  }

  /** No rules. */
  public static Rules none(Schema schema) {
    return new Rules(schema, List.of(), List.of());
  }

  private static double tolerance(Rule rule) {
    return rule instanceof Equation equation ? equation.tolerance() : 0;
  }

  private static Column difference(Order order, Schema schema, Set<String> taken) {
    String lowers =
        Arrays.stream(order.lowers())
            .mapToObj(c -> schema.column(c).name())
            .collect(Collectors.joining(", "));
    String name =
        schema.column(order.upper()).name()
            + " - "
            + (order.lowers().length == 1 ? lowers : "max(" + lowers + ")");
    while (!taken.add(name)) {
      name += "'";
    }
    boolean whole =
        Arrays.stream(order.columns())
            .allMatch(c -> schema.column(c).kind() == Column.Kind.INTEGER);
    return whole ? Column.integer(name) : Column.real(name);
  }

  /** What was found between columns, for people; all that is kept among it. */
  public List<Finding> findings() {
    return findings;
  }

  /** Ranges and steps of columns, for people; none if no rules were looked for. */
  public List<Finding> ranges() {
    return ranges;
  }

  private static boolean isRange(Finding found) {
    return found.fate() == Finding.Fate.RANGE;
  }

  /** The rules that are kept. */
  public List<Rule> kept() {
    return kept;
  }

  /** The columns of the table. */
  public Schema schema() {
    return schema;
  }

  /** The columns of the table, with the differences behind them. */
  public Schema learned() {
    return learned;
  }

  /** The columns of the table that a column of the learned table tells something of. */
  public int[] columnsOf(int learnedColumn) {
    return learnedColumn < schema.size()
        ? new int[] {learnedColumn}
        : orders.stream()
            .filter(order -> order.difference() == learnedColumn)
            .findFirst()
            .orElseThrow()
            .columns();
  }

  /** The rows with their differences. */
  public Table extend(Table table) {
    if (learned.size() == schema.size()) {
      return table;
    }
    double[][] rows = new double[table.size()][];
    boolean[][] unknown = table.unknown() == null ? null : new boolean[table.size()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = Arrays.copyOf(table.rows()[r], learned.size());
      differ(rows[r]);
      if (unknown != null && table.unknown()[r] != null) {
        unknown[r] = Arrays.copyOf(table.unknown()[r], learned.size());
      }
    }
    return new Table(learned, rows, unknown);
  }

  /** Writes the differences of a row; they are missing where a cell is. */
  public void differ(double[] row) {
    for (Order order : orders) {
      row[order.difference()] = order.difference(row);
    }
  }

  /** The rows without the differences. */
  public Table cut(Table extended) {
    return new Table(
        schema,
        Arrays.stream(extended.rows())
            .map(row -> Arrays.copyOf(row, schema.size()))
            .toArray(double[][]::new));
  }

  /** Fills missing cells of a row with differences that follow from the others. */
  public void derive(double[] row, ColumnValues values) {
    long before;
    long gaps = gaps(row);
    do {
      before = gaps;
      sharpest.forEach(rule -> rule.derive(row, values));
      gaps = gaps(row);
    } while (gaps < before);
  }

  private static long gaps(double[] row) {
    return Arrays.stream(row).filter(Double::isNaN).count();
  }

  /** Makes a row obey, as far as its given cells and ranges let it. */
  public void resolve(RowDraft row) {
    for (Rule rule : kept) {
      if (rule instanceof Bound bound) {
        row.limit(bound.column(), bound.low(), bound.high());
      }
    }
    orders.forEach(order -> order.limitUpwards(row));
    for (int k = orders.size() - 1; k >= 0; k--) {
      orders.get(k).limitDownwards(row);
    }
    double[] drawn = row.cells().clone();
    for (int round = 0; round == 0 || round < ROUNDS && !broken(row.cells()).isEmpty(); round++) {
      row.open(totals);
      pass(row);
    }
    List<Rule> broken = broken(row.cells());
    if (!broken.isEmpty()) {
      connected.forEach(rules -> search(rules, broken, row, drawn));
    }
    differ(row.cells());
  }

  /**
   * Looks for cells that obey rules that hang together; if what is given lets none be, for cells
   * that obey all but one of those that are broken.
   */
  private void search(List<Rule> rules, List<Rule> broken, RowDraft row, double[] drawn) {
    List<Rule> wrong = rules.stream().filter(broken::contains).toList();
    boolean found = wrong.isEmpty() || new RowSearch(rules, row, drawn).find();
    for (int k = 0; k < wrong.size() && !found; k++) {
      Rule given = wrong.get(k);
      List<Rule> others = rules.stream().filter(rule -> rule != given).toList();
      found = new RowSearch(others, row, drawn).find();
    }
  }

  /** Rules that have columns in common, be it through others. */
  private static List<List<Rule>> connected(List<Rule> rules) {
    List<List<Rule>> all = new ArrayList<>();
    for (Rule rule : rules) {
      List<Rule> together = new ArrayList<>(List.of(rule));
      for (List<Rule> others : List.copyOf(all)) {
        if (others.stream().anyMatch(other -> shareColumns(other, rule))) {
          together.addAll(others);
          all.remove(others);
        }
      }
      all.add(together);
    }
    return all;
  }

  private static boolean shareColumns(Rule a, Rule b) {
    return Arrays.stream(a.columns())
        .anyMatch(c -> Arrays.stream(b.columns()).anyMatch(other -> other == c));
  }

  private void pass(RowDraft row) {
    for (Rule rule : kept) {
      Arrays.stream(rule.columns()).forEach(row::keepToLimits);
    }
    // What can have few values comes first, what can be anywhere last.
    backwards(row, Combinations.class);
    backwards(row, OneHot.class);
    fitEquations(row);
    for (int k = orders.size() - 1; k >= 0; k--) {
      orders.get(k).lower(row, exact);
    }
    kept.forEach(rule -> rule.forth(row));
  }

  /** Those first that leave the least choice. */
  private void fitEquations(RowDraft row) {
    List<Equation> left = new ArrayList<>(equations);
    Optional<Equation> next;
    do {
      next =
          left.stream()
              .filter(equation -> equation.isDecided(row))
              .min(Comparator.comparing(equation -> equation.openParts(row)));
      next.ifPresent(equation -> equation.back(row));
      next.ifPresent(left::remove);
    } while (next.isPresent());
  }

  private void backwards(RowDraft row, Class<? extends Rule> kind) {
    for (int k = kept.size() - 1; k >= 0; k--) {
      if (kind.isInstance(kept.get(k))) {
        kept.get(k).back(row);
      }
    }
  }

  /** Rules that a row breaks. */
  public List<Rule> broken(double[] row) {
    return kept.stream().filter(rule -> !rule.obeys(row)).toList();
  }

  /**
   * Fails if cells and ranges that are given together leave nothing that obeys.
   *
   * @param low least number of every column, negative infinity where open
   * @param high most of every column, infinity where open
   * @throws IllegalArgumentException telling the rule
   */
  public void requirePossible(double[] low, double[] high) {
    Domains domains = Domains.between(low, high);
    int round = 0;
    do {
      for (Rule rule : kept) {
        rule.narrow(domains);
        if (domains.isEmpty()) {
          throw new IllegalArgumentException(
              "What is given breaks the rule \""
                  + rule.text(schema)
                  + "\"; change it, or train without the rule");
        }
      }
    } while (domains.takeChanged() && round++ < ROUNDS);
  }
}
