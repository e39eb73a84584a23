package org.cdrl.table.rules;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * A rule as text:
 *
 * <pre>
 * start &lt;= end                    an order; a number or a date may stand in place of a column
 * total = net + .19 * net - rebate  a sum; or net + tax = 100, a constant one
 * total = price * quantity         a product of two columns
 * city -&gt; state, country           a function
 * country, currency -&gt; code        a function of several columns together
 * city &amp; state                     only cells that occur together
 * one of a, b, c                  one-hot; or at most one of a, b, c
 * </pre>
 *
 * Names of columns may be quoted ("), and have to be where they contain a semicolon.
 */
final class RuleText {
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?(?![\\w.])");
  private static final Pattern DATE = Pattern.compile("[-+]?\\d{4,}-\\d\\d-\\d\\d(T[\\d:.]+)?");

  private final String text;
  private final Table table;
  private final ColumnValues values;
  private int at;

  RuleText(String text, Table table, ColumnValues values) {
    this.text = text;
    this.table = table;
    this.values = values;
  }

  /**
   * The rule.
   *
   * @throws IllegalArgumentException telling the rule and what is wrong with it
   */
  Rule rule() {
    boolean most = word("at most one of ");
    if (most || word("one of ")) {
      return end(oneHot(list(), !most));
    }
    Side left = side();
    if (word("<=")) {
      return end(atMost(left, side()));
    }
    if (word(">=")) {
      return end(atMost(side(), left));
    }
    if (word("=")) {
      return end(equation(left, side()));
    }
    List<Integer> columns = new ArrayList<>(List.of(column(left)));
    while (word(",")) {
      columns.add(name());
    }
    int deciding = columns.size();
    if (word("->")) {
      columns.addAll(list());
      return end(together(columns, deciding));
    }
    if (deciding > 1) {
      throw wrong("expected -> behind \"" + text.substring(0, at).strip() + "\"");
    }
    while (word("&")) {
      columns.add(name());
    }
    if (columns.size() == 1) {
      throw wrong("expected <=, >=, =, -> or & behind \"" + text.substring(0, at).strip() + "\"");
    }
    return end(together(columns, 0));
  }

  /**
   * Terms of a sum: columns with weights, the columns that they are multiplied by (-1 for none),
   * and numbers.
   */
  private record Side(
      List<Integer> columns, List<Double> weights, List<Integer> factors, double constant) {
    boolean isProduct() {
      return factors.stream().anyMatch(factor -> factor >= 0);
    }
  }

  private Side side() {
    List<Integer> columns = new ArrayList<>();
    List<Double> weights = new ArrayList<>();
    List<Integer> factors = new ArrayList<>();
    double constant = 0;
    double sign = word("-") ? -1 : 1;
    do {
      int column = nameOrNone();
      double factor = column >= 0 ? 1 : number();
      boolean times = column < 0 && (word("*") || isName());
      if (times) {
        column = name();
      }
      if (column >= 0) {
        columns.add(column);
        weights.add(sign * factor);
        factors.add(word("*") ? name() : -1);
      } else {
        constant += sign * factor;
      }
      sign = word("+") ? 1 : !isArrow() && word("-") ? -1 : 0;
    } while (sign != 0);
    return new Side(columns, weights, factors, constant);
  }

  private boolean isArrow() {
    skip();
    return text.startsWith("->", at);
  }

  private int column(Side side) {
    boolean single =
        side.columns.size() == 1
            && side.weights.get(0) == 1
            && side.constant == 0
            && !side.isProduct();
    if (!single) {
      throw wrong("expected one column");
    }
    return side.columns.get(0);
  }

  private Rule atMost(Side low, Side high) {
    if (low.columns.isEmpty() && !high.columns.isEmpty()) {
      return new Bound(numeric(column(high)), low.constant, Double.POSITIVE_INFINITY);
    }
    if (high.columns.isEmpty() && !low.columns.isEmpty()) {
      return new Bound(numeric(column(low)), Double.NEGATIVE_INFINITY, high.constant);
    }
    int lower = numeric(column(low));
    int upper = numeric(column(high));
    if (lower == upper) {
      throw wrong("a column is always at most itself");
    }
    return Order.of(lower, upper);
  }

  private Rule equation(Side left, Side right) {
    return left.isProduct() || right.isProduct() ? product(left, right) : sum(left, right);
  }

  private Rule product(Side left, Side right) {
    Side side = right.isProduct() ? right : left;
    int total = numeric(column(right.isProduct() ? left : right));
    if (side.columns.size() > 1 || side.constant != 0 || side.weights.get(0) == 0) {
      throw wrong("a product stands alone, as in total = price * quantity");
    }
    int first = numeric(side.columns.get(0));
    int second = numeric(side.factors.get(0));
    if (first == second || first == total || second == total) {
      throw wrong("every column of a product stands in it once");
    }
    double tolerance = ProductSearch.tolerance(table.rows(), values, total);
    return new Product(total, first, second, side.weights.get(0), tolerance);
  }

  private Rule sum(Side left, Side right) {
    boolean constant = right.columns.isEmpty();
    Side terms = constant ? left : right;
    int total = constant ? Sum.NOTHING : numeric(column(left));
    double[] weights = terms.weights.stream().mapToDouble(Double::doubleValue).toArray();
    int[] parts = terms.columns.stream().mapToInt(this::numeric).toArray();
    boolean unique =
        Arrays.stream(parts).distinct().count() == parts.length
            && Arrays.stream(parts).noneMatch(c -> c == total);
    if (!unique || parts.length == 0 || Arrays.stream(weights).anyMatch(w -> w == 0)) {
      throw wrong("every column of a sum stands in it once, and none counts 0");
    }
    double added = constant ? left.constant - right.constant : right.constant;
    return SumFit.tolerant(new Sum(total, parts, weights, added, 0), table.rows(), values);
  }

  private Rule together(List<Integer> columns, int deciding) {
    int[] which = unique(columns);
    Combinations rule = Combinations.of(table.rows(), which, deciding);
    if (rule.seen().length == 0) {
      throw wrong("no row has cells in all these columns");
    }
    return rule;
  }

  private Rule oneHot(List<Integer> columns, boolean exactly) {
    int[] which = unique(columns);
    double[] counts = new double[which.length];
    for (int k = 0; k < which.length; k++) {
      Column column = table.schema().column(which[k]);
      for (double[] row : table.rows()) {
        double cell = row[which[k]];
        if (!(cell == 0 || cell == 1 || Double.isNaN(cell)) || column.labels().size() > 2) {
          throw wrong("column \"" + column.name() + "\" has more than zeros and ones");
        }
        counts[k] += cell == 1 ? 1 : 0;
      }
    }
    return new OneHot(which, exactly, counts);
  }

  private int[] unique(List<Integer> columns) {
    int[] which = columns.stream().mapToInt(Integer::intValue).toArray();
    if (which.length < 2 || Arrays.stream(which).distinct().count() < which.length) {
      throw wrong("expected several different columns");
    }
    return which;
  }

  private int numeric(int column) {
    if (!table.schema().column(column).isNumeric()) {
      throw wrong("column \"" + table.schema().column(column).name() + "\" has no numbers");
    }
    return column;
  }

  private List<Integer> list() {
    List<Integer> columns = new ArrayList<>();
    do {
      columns.add(name());
    } while (word(","));
    return columns;
  }

  private int name() {
    int column = nameOrNone();
    if (column < 0) {
      throw wrong(
          "expected a column at \""
              + text.substring(at)
              + "\"; the columns are "
              + String.join(", ", table.schema().names()));
    }
    return column;
  }

  private boolean isName() {
    int before = at;
    boolean is = nameOrNone() >= 0;
    at = before;
    return is;
  }

  /** The column whose name stands here, the longest if there are several; -1 if there is none. */
  private int nameOrNone() {
    skip();
    int longest = -1;
    int end = at;
    for (int c = 0; c < table.schema().size(); c++) {
      String name = table.schema().column(c).name();
      for (String written : new String[] {'"' + name + '"', name}) {
        int after = at + written.length();
        boolean whole =
            text.startsWith(written, at)
                && !written.isEmpty()
                && (after == text.length()
                    || !Character.isLetterOrDigit(text.charAt(after))
                    || !Character.isLetterOrDigit(text.charAt(after - 1)));
        if (whole && after > end) {
          longest = c;
          end = after;
        }
      }
    }
    at = end;
    return longest;
  }

  private double number() {
    skip();
    Matcher date = DATE.matcher(text).region(at, text.length());
    if (date.lookingAt()) {
      at = date.end();
      return seconds(date.group());
    }
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      name();
    }
    at = number.end();
    return Double.parseDouble(number.group());
  }

  private double seconds(String date) {
    try {
      LocalDateTime time =
          date.contains("T") ? LocalDateTime.parse(date) : LocalDate.parse(date).atStartOfDay();
      return time.toEpochSecond(ZoneOffset.UTC) + time.getNano() * 1e-9;
    } catch (DateTimeParseException e) {
      throw wrong(date + " is no date");
    }
  }

  private boolean word(String word) {
    skip();
    boolean here = text.startsWith(word, at);
    at += here ? word.length() : 0;
    return here;
  }

  private void skip() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Rule end(Rule rule) {
    skip();
    if (at < text.length()) {
      throw wrong("nothing was expected at \"" + text.substring(at) + "\"");
    }
    return rule;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("Rule \"" + text + "\": " + what);
  }
}
