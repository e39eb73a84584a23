package org.cdrl.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.protos.FindingProto;
import org.cdrl.internal.protos.RuleProto;
import org.cdrl.internal.protos.TableProto;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.rules.Bound;
import org.cdrl.table.rules.Combinations;
import org.cdrl.table.rules.Finding;
import org.cdrl.table.rules.OneHot;
import org.cdrl.table.rules.Order;
import org.cdrl.table.rules.Product;
import org.cdrl.table.rules.Rule;
import org.cdrl.table.rules.Rules;
import org.cdrl.table.rules.Sum;

/** A table's rules in the bytes of its parts. */
final class RuleBytes {
  private static final String BOUND = "bound";
  private static final String ORDER = "order";
  private static final String SUM = "sum";
  private static final String PRODUCT = "product";
  private static final String COMBINATIONS = "combinations";
  private static final String FUNCTION = "function";
  private static final String ONE_HOT = "one-hot";

  private RuleBytes() {}

  static void write(Rules rules, TableProto.Builder proto) {
    for (Rule rule : rules.kept()) {
      proto.addRules(proto(rule));
    }
    List<Finding> all = new ArrayList<>(rules.findings());
    all.addAll(rules.ranges());
    for (Finding finding : all) {
      proto.addFindings(
          FindingProto.newBuilder()
              .setText(finding.text())
              .setObeying(finding.obeying())
              .setRows(finding.rows())
              .setFate(finding.fate().name()));
    }
  }

  private static RuleProto proto(Rule rule) {
    if (rule instanceof Bound bound) {
      return proto(BOUND, rule.columns(), false, bound.low(), bound.high());
    }
    if (rule instanceof Order order) {
      return proto(ORDER, rule.columns(), order.repeats());
    }
    if (rule instanceof Sum sum) {
      double[] numbers = Arrays.copyOf(sum.weights(), sum.weights().length + 2);
      numbers[numbers.length - 2] = sum.constant();
      numbers[numbers.length - 1] = sum.tolerance();
      boolean total = !sum.isConstant();
      int[] columns = Arrays.copyOf(sum.parts(), sum.parts().length + (total ? 1 : 0));
      if (total) {
        columns[columns.length - 1] = sum.total();
      }
      return proto(SUM, columns, total, numbers);
    }
    if (rule instanceof Product product) {
      return proto(PRODUCT, rule.columns(), false, product.weight(), product.tolerance());
    }
    if (rule instanceof Combinations together) {
      // How many columns decide comes first where these are several.
      int several = together.deciding() > 1 ? 1 : 0;
      double[][] seen = together.seen();
      int width = together.columns().length + 1;
      double[] numbers = new double[several + seen.length * width];
      if (several == 1) {
        numbers[0] = together.deciding();
      }
      for (int n = 0; n < seen.length; n++) {
        System.arraycopy(seen[n], 0, numbers, several + n * width, width - 1);
        numbers[several + (n + 1) * width - 1] = together.counts()[n];
      }
      return several == 1
          ? proto(FUNCTION, together.columns(), true, numbers)
          : proto(COMBINATIONS, together.columns(), together.isFunction(), numbers);
    }
    OneHot group = (OneHot) rule;
    return proto(ONE_HOT, group.group(), group.exactly(), group.counts());
  }

  private static RuleProto proto(String kind, int[] columns, boolean flag, double... numbers) {
    RuleProto.Builder proto = RuleProto.newBuilder().setKind(kind).setFlag(flag);
    Arrays.stream(columns).forEach(proto::addColumns);
    Arrays.stream(numbers).forEach(proto::addNumbers);
    return proto.build();
  }

  /**
   * Reads rules.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  static Rules read(TableProto proto, Schema schema) {
    List<Rule> rules = new ArrayList<>();
    int difference = schema.size();
    for (RuleProto rule : proto.getRulesList()) {
      for (int column : rule.getColumnsList()) {
        require(column >= 0 && column < schema.size(), rule);
      }
      Rule read = rule(rule, schema, difference);
      difference += read instanceof Order ? 1 : 0;
      rules.add(read);
    }
    List<Finding> findings = new ArrayList<>();
    for (FindingProto finding : proto.getFindingsList()) {
      findings.add(
          new Finding(
              finding.getText(),
              finding.getObeying(),
              finding.getRows(),
              Finding.Fate.valueOf(finding.getFate())));
    }
    return new Rules(schema, rules, findings);
  }

  private static Rule rule(RuleProto rule, Schema schema, int difference) {
    int[] columns = rule.getColumnsList().stream().mapToInt(Integer::intValue).toArray();
    double[] numbers = TableBytes.doubles(rule.getNumbersList());
    int n = columns.length;
    switch (rule.getKind()) {
      case BOUND -> {
        require(n == 1 && numbers.length == 2, rule);
        return new Bound(columns[0], numbers[0], numbers[1]);
      }
      case ORDER -> {
        require(n >= 2 && numbers.length == 0, rule);
        return new Order(Arrays.copyOf(columns, n - 1), columns[n - 1], difference, rule.getFlag());
      }
      case SUM -> {
        int parts = rule.getFlag() ? n - 1 : n;
        require(parts >= 1 && numbers.length == parts + 2, rule);
        return new Sum(
            rule.getFlag() ? columns[parts] : Sum.NOTHING,
            Arrays.copyOf(columns, parts),
            Arrays.copyOf(numbers, parts),
            numbers[parts],
            numbers[parts + 1]);
      }
      case PRODUCT -> {
        require(n == 3 && numbers.length == 2 && numbers[0] != 0, rule);
        return new Product(columns[0], columns[1], columns[2], numbers[0], numbers[1]);
      }
      case COMBINATIONS -> {
        return combinations(rule, rule.getFlag() ? 1 : 0, columns, numbers, schema);
      }
      case FUNCTION -> {
        require(numbers.length > 0 && numbers[0] >= 1 && numbers[0] < n, rule);
        double[] cells = Arrays.copyOfRange(numbers, 1, numbers.length);
        return combinations(rule, (int) numbers[0], columns, cells, schema);
      }
      case ONE_HOT -> {
        require(n >= 2 && numbers.length == n, rule);
        return new OneHot(columns, rule.getFlag(), numbers);
      }
      default -> throw new IllegalArgumentException("it has an unknown rule: " + rule.getKind());
    }
  }

  private static Combinations combinations(
      RuleProto rule, int deciding, int[] columns, double[] numbers, Schema schema) {
    int width = columns.length + 1;
    require(columns.length >= 2 && numbers.length > 0 && numbers.length % width == 0, rule);
    double[][] seen = new double[numbers.length / width][];
    double[] counts = new double[seen.length];
    for (int n = 0; n < seen.length; n++) {
      seen[n] = Arrays.copyOfRange(numbers, n * width, (n + 1) * width - 1);
      counts[n] = numbers[(n + 1) * width - 1];
      require(n == 0 || seen[n - 1][0] <= seen[n][0], rule);
      for (int k = 0; k < columns.length; k++) {
        Column column = schema.column(columns[k]);
        double cell = seen[n][k];
        boolean label = cell == Math.rint(cell) && cell >= 0 && cell < column.labels().size();
        require(column.isNumeric() ? Double.isFinite(cell) : label, rule);
      }
    }
    return new Combinations(columns, deciding, seen, counts);
  }

  private static void require(boolean good, RuleProto rule) {
    TableBytes.require(good, "rules", rule.getKind());
  }
}
