package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How long training takes that is told a time. */
class BudgetTest {
  private static final int ITERATIONS = 6;

  private static CdrlConfig.Builder tiny(CdrlConfig.Builder builder) {
    return builder
        .levels(1)
        .langevinSteps(1)
        .energyWidth(8)
        .initializerWidth(8)
        .iterations(ITERATIONS)
        .batchSize(8);
  }

  private static Table table() {
    Random random = new Random(1);
    double[][] rows = new double[24][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {random.nextGaussian(), r % 2};
    }
    return new Table(
        new Schema(List.of(Column.real("x"), Column.categorical("c", List.of("a", "b")))), rows);
  }

  private TableModel within(Duration time) {
    return TableTrainer.create()
        .settings(BudgetTest::tiny)
        .conditions("c")
        .budget(time)
        .fit(table());
  }

  @Tag("slow")
  @Test
  void timeThatIsOverBeforeTheFirstIterationStillLeavesOneForTheEnergy() throws IOException {
    try (TableModel model = within(Duration.ofMillis(1))) {
      assertEquals(1, model.engine().summary().iterations());
      assertEquals(
          1,
          model.engine().config().optimisation().iterations(),
          "the same can be had without a budget");
      assertEquals(2, model.classifier("c").probabilities(table())[0].length);
      try (TableModel read = TableModel.fromBytes("it", model.toBytes())) {
        assertTrue(read.calibratedOnUnseen(), "half of the rows still wait");
      }
    }
  }

  @Tag("slow")
  @Test
  void moreTimeThanNeededLengthensTrainingFourfoldAtMost() {
    try (TableModel model = within(Duration.ofMinutes(2))) {
      assertEquals(4 * ITERATIONS, model.engine().summary().iterations());
      assertTrue(model.calibratedOnUnseen());
    }
  }
}
