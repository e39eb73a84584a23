package org.cdrl.table.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules are read as they are told. */
class RuleTextTest {
  private static final Table TABLE =
      new Table(
          new Schema(
              List.of(
                  Column.integer("a"),
                  Column.real("b c"),
                  Column.integer("b"),
                  Column.categorical("x-y", List.of("p", "q", "r")),
                  Column.integer("one"),
                  FormulaTable.date("day"))),
          new double[][] {{1, 2.5, 3, 0, 1, 0}, {4, 5, 6, 1, 0, 86_400}});

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a <= b c | a <= b c",
        "b c>=a | a <= b c",
        "\"b c\" >= a | a <= b c",
        "a>=3 | a >= 3",
        "7 >= b | b <= 7",
        "day >= 1970-01-02 | day >= 1970-01-02",
        "a = b + .19 b c - 3 | a = b + 0.19 * b c - 3",
        "a = - b | a = -b",
        "a + 2 * b = 10 | a + 2 * b = 10",
        "a = b * one | a = b * one",
        "a = -.5 \"b c\" * one | a = -0.5 * b c * one",
        "x-y -> a, b | x-y -> a, b",
        "x-y, one -> a, b | x-y, one -> a, b",
        "x-y & a & one | x-y & a & one",
      })
  void isReadAndWritten(String text, String written) {
    RuleText reader = new RuleText(text, TABLE, ColumnValues.of(TABLE));
    assertEquals(written, reader.rule().text(TABLE.schema()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a <= | expected a column",
        "a < b | expected <=",
        "a <= c | expected a column at \"c\"",
        "a <= x-y | column \"x-y\" has no numbers",
        "a <= a | always at most itself",
        "a = b + b | stands in it once",
        "a -> a | several different columns",
        "a, b <= one | expected ->",
        "a = b * one + 1 | a product stands alone",
        "a = b * b | every column of a product stands in it once",
        "a <= b * one | expected one column",
        "one of a, one | column \"a\" has more than zeros and ones",
        "a <= b b | nothing was expected at \"b\"",
        "day >= 1970-02-31 | is no date",
      })
  void errorsTellTheRuleAndWhatIsWrong(String text, String wrong) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> new RuleText(text, TABLE, ColumnValues.of(TABLE)).rule());
    assertTrue(e.getMessage().startsWith("Rule \"" + text + "\": "), e.getMessage());
    assertTrue(e.getMessage().contains(wrong), e.getMessage());
  }
}
