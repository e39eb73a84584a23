package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.config.Execution;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Shares of anomaly scores mean what they say of new rows from where training rows came from. */
@Tag("slow")
class FalseAlarmsTest {
  private static final int SEEDS = 3;
  private static final int NEW_ROWS = 2000;

  /** Two numbers with heavy tails that go with each other, a third, and a label. */
  private static Table rows(int n, Random random) {
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      double scale = Math.exp(random.nextGaussian() / 2);
      double x = scale * random.nextGaussian();
      double label = random.nextInt(10) == 0 ? 1 : 0;
      rows[r] = new double[] {x, x + scale * random.nextGaussian(), label - scale, label};
    }
    return new Table(
        new Schema(
            List.of(
                Column.real("x"),
                Column.real("y"),
                Column.real("z"),
                Column.categorical("c", List.of("no", "yes")))),
        rows);
  }

  /**
   * So many rows calibrate in {@value #SEEDS} models that chance alone, of them and of the training
   * rows, moves the mean by no more than four standard deviations.
   */
  @ParameterizedTest
  @CsvSource({"120, 60", "1100, 110"})
  void oneInTenNewRowsIsAboveNineTenths(int n, int calibrating) {
    double alarms = 0;
    for (int seed = 1; seed <= SEEDS; seed++) {
      Table table = rows(n, new Random(seed));
      long chosen = seed;
      try (TableModel model =
          TableTrainer.create()
              .settings(b -> b.levels(6).langevinSteps(3).iterations(200).seed(chosen))
              .execution(Execution.DEFAULT.threads(1))
              .fit(table)) {
        double[] shares = model.anomalies().score(rows(NEW_ROWS, new Random(100 + seed))).shares();
        alarms += Arrays.stream(shares).filter(s -> s > .9).count() / (double) NEW_ROWS / SEEDS;
      }
    }
    double deviation = Math.sqrt(.1 * .9 / SEEDS * (1. / calibrating + 1. / NEW_ROWS));
    assertEquals(.1, alarms, 4 * deviation);
  }
}
