package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.config.CdrlConfig;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What gives way when time is short: folds before the energy. */
class BudgetTest {
  private static final int ITERATIONS = 6;

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private volatile TrainingProgress last;

  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public boolean goOn(TrainingProgress progress) {
          last = progress;
          return true;
        }

        @Override
        public int interval() {
          return 1;
        }

        @Override
        public void busy(String what) {
          said.add(what);
        }
      };

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
        .fit(table(), listener);
  }

  private boolean saidThatFoldsAreLeftOut() {
    return said.stream().anyMatch(what -> what.contains("no time for calibration"));
  }

  @Tag("slow")
  @Test
  void timeThatIsOverBeforeTheFirstIterationLeavesOutTheFoldsAndNotTheEnergy() throws IOException {
    try (TableModel model = within(Duration.ofMillis(1))) {
      assertEquals(1, model.engine().summary().iterations());
      assertEquals(
          1,
          model.engine().config().optimisation().iterations(),
          "the same can be had without a budget");
      assertTrue(saidThatFoldsAreLeftOut(), said.toString());
      assertEquals(last.iteration(), last.iterations(), "folds are no longer waited for");
      assertEquals(2, model.classifier("c").probabilities(table())[0].length);
      try (TableModel read = TableModel.fromBytes("it", model.toBytes())) {
        assertFalse(read.calibratedOnUnseen());
      }
    }
  }

  @Tag("slow")
  @Test
  void foldsAreTrainedWhereThereIsTimeForThem() throws IOException {
    try (TableModel model = within(Duration.ofMinutes(2))) {
      assertEquals(4 * ITERATIONS, model.engine().summary().iterations());
      assertFalse(saidThatFoldsAreLeftOut(), said.toString());
      assertTrue(model.calibratedOnUnseen());
    }
  }
}
