package org.cdrl.table.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

/** Against values counted by hand. */
class ObedienceTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Column.real("start"), Column.real("end"), Column.real("price")));

  @Test
  void rowsThatKeepEachRuleAndAll() {
    Table kept = new Table(SCHEMA, new double[][] {{1, 2, 3}, {2, 4, 5}});
    Rules rules = Rules.of(kept, RuleWishes.of("none; start <= end; price <= 10"));
    Table rows =
        new Table(SCHEMA, new double[][] {{1, 2, 3}, {3, 2, 3}, {1, Double.NaN, 30}, {3, 2, 11}});
    Obedience found = Obedience.of(rules.kept(), rows);
    assertEquals(4, found.rows());
    assertEquals(1, found.all());
    assertEquals(.25, found.share());
    List<String> texts = rules.kept().stream().map(rule -> rule.text(SCHEMA)).toList();
    assertEquals(.5, found.share(texts.indexOf("start <= end")), texts.toString());
    assertEquals(.5, found.share(texts.indexOf("price <= 10")), texts.toString());
  }

  @Test
  void withoutRulesAllRowsObey() {
    Table rows = new Table(SCHEMA, new double[][] {{3, 2, 1}});
    assertEquals(1, Obedience.of(List.of(), rows).share());
  }
}
