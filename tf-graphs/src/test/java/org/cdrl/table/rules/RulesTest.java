package org.cdrl.table.rules;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is drawn, rows obey; and what is given stays. */
class RulesTest {
  private static final int ROWS = 400;

  static Stream<Table> tables() {
    return Stream.concat(
        Stream.of(
            FormulaTable.orders(ROWS, 1),
            FormulaTable.bills(ROWS, 2),
            FormulaTable.places(ROWS, 3),
            FormulaTable.orderLines(ROWS, 4)),
        Stream.iterate(40L, seed -> seed + 1).limit(24).map(RulesTest::random));
  }

  /**
   * Columns that are noise, sums and products of others, others and more, or functions of one or
   * two others.
   */
  private static Table random(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 4 + random.nextInt(8);
    List<Column> columns = new ArrayList<>();
    int[] kind = new int[n];
    int[] first = new int[n];
    int[] second = new int[n];
    for (int c = 0; c < n; c++) {
      kind[c] = c < 2 ? 0 : random.nextInt(7);
      first[c] = random.nextInt(Math.max(1, c));
      second[c] = random.nextInt(Math.max(1, c));
      columns.add(random.nextInt(2) == 0 ? Column.integer("c" + c) : Column.real("c" + c));
    }
    return FormulaTable.table(
        ROWS,
        columns,
        () -> {
          double[] row = new double[n];
          for (int c = 0; c < n; c++) {
            double a = row[first[c]];
            double b = row[second[c]];
            row[c] =
                switch (kind[c]) {
                  case 0 -> random.nextInt(40);
                  case 1 -> a + random.nextInt(9);
                  case 2 -> Math.max(a, b) + random.nextInt(5);
                  case 3 -> row[0] + row[1] + (first[c] > 1 ? a : 0);
                  case 4 -> Math.rint(a * a % 17);
                  case 5 -> a * b;
                  default -> (a % 5 * 7 + b % 4 * 3) % 11;
                };
          }
          return row;
        });
  }

  /** Cells of the table, each from a row of its own. */
  private static double[] shuffled(Table learned, SplittableRandom random) {
    double[] row = new double[learned.schema().size()];
    Arrays.setAll(row, c -> learned.rows()[random.nextInt(learned.size())][c]);
    return row;
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsOfAnyCellsObey(Table table) {
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    ColumnValues values = ColumnValues.of(table);
    Table learned = rules.extend(table);
    SplittableRandom random = new SplittableRandom(5);
    assertTrue(rules.kept().size() > 0 || table.schema().column(0).name().equals("c0"));
    for (int n = 0; n < 300; n++) {
      double[] row = shuffled(learned, random);
      rules.resolve(new RowDraft(row, table.schema().size(), values, random));
      assertEquals(List.of(), texts(rules, row), () -> Arrays.toString(row));
      double[] again = row.clone();
      rules.resolve(new RowDraft(again, table.schema().size(), values, random));
      assertArrayEquals(row, again, "a row that obeys is changed");
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void rowsOfTheTableStayAsTheyAre(Table table) {
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    ColumnValues values = ColumnValues.of(table);
    for (double[] row : rules.extend(table).rows()) {
      double[] before = row.clone();
      rules.resolve(new RowDraft(row, table.schema().size(), values, new SplittableRandom(1)));
      assertArrayEquals(before, row);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void whatIsGivenStaysAndTheRestFollows(Table table) {
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    ColumnValues values = ColumnValues.of(table);
    Table learned = rules.extend(table);
    SplittableRandom random = new SplittableRandom(6);
    int n = table.schema().size();
    int broken = 0;
    for (int r = 0; r < learned.size(); r++) {
      double[] given = learned.rows()[r];
      double[] open = new double[given.length];
      Arrays.fill(open, Double.NaN);
      boolean[] known = new boolean[n];
      for (int c = 0; c < n; c++) {
        known[c] = random.nextBoolean();
        open[c] = known[c] ? given[c] : Double.NaN;
      }
      rules.derive(open, values);
      double[] drawn = shuffled(learned, random);
      for (int c = 0; c < drawn.length; c++) {
        drawn[c] = Double.isNaN(open[c]) ? drawn[c] : open[c];
      }
      RowDraft draft = new RowDraft(drawn, n, values, random);
      for (int c = 0; c < n; c++) {
        if (!Double.isNaN(open[c])) {
          draft.given(c);
        }
      }
      rules.resolve(draft);
      for (int c = 0; c < n; c++) {
        if (known[c]) {
          assertEquals(given[c], drawn[c]);
        }
      }
      broken += texts(rules, drawn).isEmpty() ? 0 : 1;
    }
    assertEquals(0, broken, () -> "rows break " + told(rules));
  }

  private static List<String> told(Rules rules) {
    return rules.kept().stream().map(rule -> rule.text(rules.schema())).toList();
  }

  private static List<String> texts(Rules rules, double[] row) {
    return rules.broken(row).stream().map(rule -> rule.text(rules.schema())).toList();
  }

  /** Net, tax, fee and gross contradict each other; what else there is does not suffer. */
  @Test
  void whereGivenCellsAreAtOddsAllOtherRulesAreKept() {
    Table table = FormulaTable.bills(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    ColumnValues values = ColumnValues.of(table);
    Table learned = rules.extend(table);
    SplittableRandom random = new SplittableRandom(9);
    for (int n = 0; n < 100; n++) {
      double[] row = shuffled(learned, random);
      RowDraft draft = new RowDraft(row, 7, values, random);
      row[0] = 100;
      row[2] = 5;
      row[3] = 500;
      rules.resolve(draft.given(0).given(2).given(3));
      assertEquals(1, texts(rules, row).size(), () -> Arrays.toString(row));
      assertEquals(100, row[4] + row[5] + row[6]);
      assertArrayEquals(new double[] {100, 5, 500}, new double[] {row[0], row[2], row[3]});
    }
  }

  @Test
  void missingCellsStayMissingAndOrdersReachAcrossThem() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    Table learned = rules.extend(table);
    SplittableRandom random = new SplittableRandom(7);
    for (int n = 0; n < 200; n++) {
      double[] row = shuffled(learned, random);
      row[1] = Double.NaN;
      rules.resolve(new RowDraft(row, 6, ColumnValues.of(table), random));
      assertTrue(Double.isNaN(row[1]));
      assertTrue(row[0] <= row[2]);
    }
  }

  private static double upper(int grid, int far, double... drawn) {
    SplittableRandom random = new SplittableRandom(5);
    double[][] rows = new double[ROWS][];
    Arrays.setAll(
        rows,
        r -> {
          double a = grid * random.nextInt(0, 1000 / grid) + (grid > 1 ? random.nextDouble() : 0);
          double b = grid * Math.ceil(a / grid);
          return new double[] {a, b + grid * random.nextInt(far)};
        });
    Table table = new Table(new Schema(List.of(Column.real("a"), Column.real("b"))), rows);
    Rules rules = Rules.of(table, RuleWishes.of("none; a <= b"));
    assertEquals(1, rules.kept().size());
    double[] row = drawn.clone();
    rules.resolve(new RowDraft(row, 2, ColumnValues.of(table), random));
    assertEquals(row[1] - row[0], row[2]);
    return row[1];
  }

  @Test
  void ofAnUpperNumberAndItsDistanceTheOneStaysWhoseValuesRepeatMoreOften() {
    // Hundreds, and distances that are all different.
    assertEquals(500, upper(100, 3, 220.5, 500, 110));
    assertEquals(500, upper(100, 3, 420.5, 400, 110), "it has to be raised");
    // Any number up to a thousand, and distances of 0, 1 and 2.
    assertEquals(102, upper(1, 3, 100, 500, 2));
  }

  @Test
  void rangesAreKeptToo() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    ColumnValues values = ColumnValues.of(table);
    Table learned = rules.extend(table);
    SplittableRandom random = new SplittableRandom(8);
    double low = values.least()[0] + 50 * 86_400;
    double high = low + 20 * 86_400;
    for (int n = 0; n < 200; n++) {
      double[] row = shuffled(learned, random);
      row[0] = low + random.nextInt(21) * 86_400;
      row[2] = low + random.nextInt(21) * 86_400;
      rules.resolve(new RowDraft(row, 6, values, random).ranged(0, low, high).ranged(2, low, high));
      assertEquals(List.of(), texts(rules, row));
      assertTrue(row[0] >= low && row[2] <= high);
    }
  }

  @Test
  void impossibleWishesNameTheRule() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    double[] low = new double[6];
    double[] high = new double[6];
    Arrays.fill(low, Double.NEGATIVE_INFINITY);
    Arrays.fill(high, Double.POSITIVE_INFINITY);
    low[0] = 1e9 + 1;
    high[2] = 1e9;
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> rules.requirePossible(low, high));
    assertTrue(wrong.getMessage().contains("shipped <= delivered"), wrong.getMessage());
  }

  /** Neither total nor price says so alone. */
  @Test
  void wishesThatAreImpossibleTogetherNameARule() {
    Table table = FormulaTable.orderLines(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    double[] low = table.rows()[0].clone();
    double[] high = low.clone();
    rules.requirePossible(low, high);
    // The price follows from product and size.
    low[2] = Double.NEGATIVE_INFINITY;
    high[2] = Double.POSITIVE_INFINITY;
    low[4] += 1;
    high[4] += 1;
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> rules.requirePossible(low, high));
    assertTrue(wrong.getMessage().contains("breaks the rule"), wrong.getMessage());
  }

  @Test
  void aBoundIsKept() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.of("none; number <= 20"));
    double[] row = table.rows()[0].clone();
    row[5] = 33;
    rules.resolve(new RowDraft(row, 6, ColumnValues.of(table), new SplittableRandom(1)));
    assertEquals(20, row[5]);
  }

  @Test
  void unknownCellsHaveNoDifference() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = Rules.of(table, RuleWishes.FOUND);
    double[] row = table.rows()[0].clone();
    row[0] = Double.NaN;
    boolean[] unknown = new boolean[6];
    unknown[0] = true;
    Table one =
        rules.extend(new Table(table.schema(), new double[][] {row}, new boolean[][] {unknown}));
    assertTrue(one.isUnknown(0, 0));
    Schema learned = rules.learned();
    assertTrue(Double.isNaN(one.rows()[0][learned.indexOf("shipped - ordered")]));
    assertArrayEquals(new int[] {0, 1}, rules.columnsOf(learned.indexOf("shipped - ordered")));
  }
}
