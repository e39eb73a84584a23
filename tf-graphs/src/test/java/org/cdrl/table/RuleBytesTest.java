package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.cdrl.internal.protos.TableProto;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.FormulaTable;
import org.cdrl.table.rules.Rule;
import org.cdrl.table.rules.RuleWishes;
import org.cdrl.table.rules.Rules;
import org.junit.jupiter.api.Test;

/** Rules come back from their bytes, and bytes that are none are refused. */
class RuleBytesTest {
  private static final Table TABLE = FormulaTable.orderLines(1000, 1);

  @Test
  void theyComeBack() {
    Rules rules = Rules.of(TABLE, RuleWishes.of("weight <= 25; product & size"));
    TableProto.Builder proto = TableProto.newBuilder();
    RuleBytes.write(rules, proto);
    Rules same = RuleBytes.read(proto.build(), TABLE.schema());
    assertEquals(rules.findings(), same.findings());
    assertEquals(rules.ranges(), same.ranges());
    assertEquals(rules.kept().size(), same.kept().size());
    for (int k = 0; k < rules.kept().size(); k++) {
      Rule rule = rules.kept().get(k);
      Rule read = same.kept().get(k);
      assertEquals(rule.text(TABLE.schema()), read.text(TABLE.schema()));
      assertEquals(rule.getClass(), read.getClass());
      for (int r = 0; r < 100; r++) {
        double[] row = TABLE.rows()[r].clone();
        row[r % row.length] = TABLE.rows()[r + 1][r % row.length];
        assertEquals(rule.obeys(row), read.obeys(row), () -> Arrays.toString(row));
      }
    }
  }

  @Test
  void whatIsNoRuleIsRefused() {
    TableProto.Builder proto = TableProto.newBuilder();
    RuleBytes.write(Rules.of(TABLE, RuleWishes.FOUND), proto);
    for (int k = 0; k < proto.getRulesCount(); k++) {
      TableProto.Builder wrong = proto.clone();
      wrong.getRulesBuilder(k).addNumbers(1);
      assertThrows(
          IllegalArgumentException.class, () -> RuleBytes.read(wrong.build(), TABLE.schema()));
    }
  }
}
