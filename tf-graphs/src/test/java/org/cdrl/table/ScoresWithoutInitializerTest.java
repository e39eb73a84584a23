package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.config.Execution;
import org.cdrl.config.Method;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Models of DRL have energies only, and the distance. */
@Tag("slow")
class ScoresWithoutInitializerTest {
  private static final Schema SCHEMA =
      new Schema(List.of(Column.real("x"), Column.real("y"), Column.real("z")));

  @Test
  void whatIsFarIsAnomalousAndNamed() throws IOException {
    Random random = new Random(1);
    double[][] rows = new double[80][];
    Arrays.setAll(
        rows,
        r -> new double[] {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()});
    Table table = new Table(SCHEMA, rows);
    try (TableModel model =
            TableTrainer.create()
                .settings(b -> b.method(Method.DRL).levels(4).langevinSteps(5).iterations(20))
                .execution(Execution.DEFAULT.threads(1))
                .fit(table);
        TableModel read = TableModel.fromBytes("a copy", model.toBytes())) {
      Table far = new Table(SCHEMA, new double[][] {{0, 5, 0}});
      AnomalyScorer.Explanations why = model.anomalies().explain(far);
      double[] usual = model.anomalies().score(table).scores();
      assertTrue(why.scores()[0] > Arrays.stream(usual).sorted().toArray()[76]);
      double[] contributions = why.contributions()[0];
      assertEquals(Arrays.stream(contributions).max().orElseThrow(), contributions[1]);
      assertEquals(0, why.usual()[0][1], 2);
      assertArrayEquals(usual, read.anomalies().score(table).scores());
      assertArrayEquals(contributions, read.anomalies().explain(far).contributions()[0]);
    }
  }
}
