package org.cdrl.table.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Finding.Fate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that are there are found, and no others. */
class RuleSearchTest {
  private static final int ROWS = 1000;

  private static Set<String> texts(Rules rules, Fate fate) {
    return rules.findings().stream()
        .filter(finding -> finding.fate() == fate)
        .map(Finding::text)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Rules found(Table table) {
    return Rules.of(table, RuleWishes.FOUND);
  }

  @Test
  void ordersAreFoundWithoutThoseThatFollow() {
    Table table = FormulaTable.orders(ROWS, 1);
    Rules rules = found(table);
    assertEquals(
        Set.of("ordered <= shipped", "shipped <= delivered", "price <= list price"),
        texts(rules, Fate.KEPT));
    assertEquals(Set.of("ordered <= delivered"), texts(rules, Fate.IMPLIED));
    assertEquals(4, rules.findings().size());
    assertEquals("all 1,000 rows", rules.findings().get(0).description());
    assertEquals(6, rules.ranges().size());
    assertEquals(
        "ordered from " + day(table, 0) + " to " + day(table, ROWS - 1) + ", in steps of 1 day",
        rules.ranges().get(0).text());
    assertEquals("number from 0 to 49", rules.ranges().get(5).text());
    assertEquals("all 1,000 rows", rules.ranges().get(5).description());
  }

  /** The n-th of the first column's dates. */
  private static LocalDate day(Table table, int n) {
    return LocalDate.ofEpochDay(
        (long) Arrays.stream(table.column(0)).sorted().toArray()[n] / 86_400);
  }

  @Test
  void sumsAreFoundWithTheirGrain() {
    Rules rules = found(FormulaTable.bills(ROWS, 1));
    assertEquals(
        Set.of("tax = 0.19 * net", "gross = tax + fee + net", "red + green + blue = 100"),
        canonical(texts(rules, Fate.KEPT)));
  }

  /** The names of a constant sum in the order of the table. */
  private static Set<String> canonical(Set<String> texts) {
    Set<String> same = new TreeSet<>();
    for (String text : texts) {
      if (text.endsWith("= 100")) {
        assertEquals(
            Set.of("red", "green", "blue"), Set.of(text.replace(" = 100", "").split(" \\+ ")));
        same.add("red + green + blue = 100");
      } else if (text.startsWith("gross")) {
        assertEquals(
            Set.of("net", "tax", "fee"), Set.of(text.replace("gross = ", "").split(" \\+ ")));
        same.add("gross = tax + fee + net");
      } else {
        same.add(text);
      }
    }
    return same;
  }

  @Test
  void functionsAreFoundAndMarksOfWhichOneIsSet() {
    Rules rules = found(FormulaTable.places(ROWS, 1));
    assertEquals(
        Set.of("city -> state", "city -> country", "city -> code", "one of walk, bus, car"),
        texts(rules, Fate.KEPT).stream()
            .map(text -> text.startsWith("one of") ? "one of walk, bus, car" : text)
            .collect(Collectors.toSet()));
    assertTrue(texts(rules, Fate.IMPLIED).contains("state -> country"));
    assertEquals(2, rules.kept().size());
  }

  @Test
  void productsAndFunctionsOfTwoColumnsAreFound() {
    Rules rules = found(FormulaTable.orderLines(ROWS, 1));
    assertEquals(
        Set.of(
            "product, size -> price",
            "total = price * quantity",
            "points = 2.5 * quantity * weight"),
        texts(rules, Fate.KEPT));
    assertEquals(Set.of("size, price -> product"), texts(rules, Fate.IMPLIED));
  }

  /** Of pairs that hardly come again, any column would be a function. */
  @ParameterizedTest
  @CsvSource({"5, 4, 1", "12, 10, 1", "40, 30, 0"})
  void aFunctionOfTwoColumnsNeedsPairsThatComeAgain(int xs, int ys, int found) {
    SplittableRandom random = new SplittableRandom(1);
    Table table =
        FormulaTable.table(
            ROWS,
            List.of(Column.integer("x"), Column.integer("y"), Column.integer("f")),
            () -> {
              int x = random.nextInt(xs);
              int y = random.nextInt(ys);
              return new double[] {x, y, (7 * x + 3 * y * y + x * y) % 11};
            });
    assertEquals(found == 1 ? Set.of("x, y -> f") : Set.of(), texts(found(table), Fate.KEPT));
  }

  @Test
  void marksOfWhichAtMostOneIsSetAreFound() {
    SplittableRandom random = new SplittableRandom(1);
    Table table =
        FormulaTable.table(
            2 * ROWS,
            List.of(Column.integer("a"), Column.integer("b"), Column.integer("c")),
            () -> {
              int mark = random.nextInt(4);
              return new double[] {mark == 0 ? 1 : 0, mark == 1 ? 1 : 0, mark == 2 ? 1 : 0};
            });
    Rules rules = found(table);
    assertEquals(1, rules.findings().size());
    assertTrue(rules.findings().get(0).text().startsWith("at most one of "));
  }

  @ParameterizedTest
  @CsvSource({"60, 5", "300, 12", "1000, 20", "3000, 12"})
  void tablesOfChanceHaveNoRules(int rows, int columns) {
    for (long seed = 0; seed < 5; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Column> of = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        of.add(
            c % 3 == 0
                ? Column.categorical("c" + c, List.of("a", "b", "c", "d"))
                : c % 3 == 1 ? Column.integer("c" + c) : Column.real("c" + c));
      }
      Table table =
          FormulaTable.table(
              rows,
              of,
              () -> {
                // All columns hang together, loosely.
                double common = random.nextDouble();
                double[] row = new double[columns];
                for (int c = 0; c < columns; c++) {
                  double u = (common + random.nextDouble()) / 2;
                  row[c] =
                      c % 3 == 0
                          ? Math.min(3, (int) (4 * u))
                          : c % 3 == 1 ? Math.rint(c * 10 * u) : c + 5 * u * u;
                }
                return row;
              });
      assertEquals(List.of(), found(table).findings());
    }
  }

  @Test
  void aDistanceThatIsNeverSmallIsNoRule() {
    SplittableRandom random = new SplittableRandom(1);
    Table table =
        FormulaTable.table(
            ROWS,
            List.of(Column.real("a"), Column.real("b")),
            () -> {
              double a = 10 * random.nextDouble();
              return new double[] {a, a + 3 + random.nextDouble()};
            });
    assertEquals(List.of(), found(table).findings());
  }

  @Test
  void aRuleThatFewRowsBreakIsToldAndNotKeptUnlessAskedFor() {
    Table table = FormulaTable.orders(ROWS, 1);
    for (int r = 0; r < 3; r++) {
      table.rows()[r * 100][1] = table.rows()[r * 100][0] - 86_400;
    }
    Rules rules = found(table);
    assertEquals(Set.of("ordered <= shipped"), texts(rules, Fate.BROKEN));
    Finding told =
        rules.findings().stream().filter(f -> f.fate() == Fate.BROKEN).findFirst().orElseThrow();
    assertEquals("997 of 1,000 rows; not kept, for rows break it", told.description());
    Rules asked = Rules.of(table, RuleWishes.of("ordered <= shipped"));
    assertTrue(texts(asked, Fate.KEPT).contains("ordered <= shipped"));
  }

  @Test
  void sumsAreFoundAlthoughSomeRowsBreakThem() {
    Table table = FormulaTable.bills(ROWS, 1);
    for (int r = 0; r < 4; r++) {
      table.rows()[r * 200][3] += 50;
    }
    Rules rules = found(table);
    assertTrue(
        texts(rules, Fate.BROKEN).stream().anyMatch(text -> text.startsWith("gross = ")),
        rules.findings()::toString);
  }

  @Test
  void wideTablesTakeNoLonger() {
    SplittableRandom random = new SplittableRandom(1);
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < 300; c++) {
      columns.add(c % 2 == 0 ? Column.integer("c" + c) : Column.real("c" + c));
    }
    Table table =
        FormulaTable.table(
            2000,
            columns,
            () -> {
              double[] row = new double[columns.size()];
              for (int c = 0; c < row.length; c++) {
                row[c] = c % 2 == 0 ? random.nextInt(2) : random.nextDouble();
              }
              row[299] = row[1] + row[3];
              return row;
            });
    assertEquals(Set.of("c299 = c3 + c1"), texts(found(table), Fate.KEPT));
  }

  @Test
  void rulesAreAddedAndLeftOut() {
    Table table = FormulaTable.places(ROWS, 1);
    Rules none = Rules.of(table, RuleWishes.of("none; city & state"));
    assertEquals(Set.of("city & state"), texts(none, Fate.KEPT));
    Rules without = Rules.of(table, RuleWishes.of("not city -> code"));
    assertTrue(texts(without, Fate.KEPT).contains("code -> state"));
    assertTrue(
        without.findings().stream().noneMatch(finding -> finding.text().equals("city -> code")));
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> Rules.of(table, RuleWishes.of("not code <= income")));
    assertTrue(wrong.getMessage().contains("code <= income"), wrong.getMessage());
  }
}
