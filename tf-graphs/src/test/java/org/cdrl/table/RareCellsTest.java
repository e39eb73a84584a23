package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels and values that few rows have are no reason to fail. */
class RareCellsTest {
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(doubles = {0, .4})
  void trainingCopesWithOneRowOfAKind(double validation) {
    Random random = new Random(1);
    double[][] rows = new double[20][];
    for (int r = 0; r < rows.length; r++) {
      double label = r == 0 ? 2 : r < 3 ? 3 : r % 2;
      rows[r] =
          new double[] {
            random.nextGaussian(), label, rare(r, 3), rare(r, 5), rare(r, 6), rare(r, 8)
          };
    }
    Schema schema =
        new Schema(
            List.of(
                Column.real("x"),
                Column.categorical("c", List.of("a", "b", "once", "twice", "never")),
                Column.real("r1"),
                Column.real("r2"),
                Column.real("r3"),
                Column.real("r4")));
    try (TableModel model =
        TableTrainer.create()
            .settings(
                settings ->
                    settings
                        .levels(1)
                        .langevinSteps(1)
                        .energyWidth(8)
                        .initializerWidth(8)
                        .pretrainingIterations(0)
                        .iterations(1)
                        .batchSize(8))
            .conditions("c")
            .validation(validation)
            .fit(new Table(schema, rows))) {
      assertEquals(200, model.sampler().draw(200).size());
      assertEquals(1, model.sampler().given("c", "once").draw(1).size());
      for (double[] p : model.classifier("c").probabilities(new Table(schema, rows))) {
        assertEquals(0, p[4]);
        assertEquals(1, Arrays.stream(p).sum(), 1e-9);
      }
    }
  }

  /** A number in two rows. */
  private static double rare(int row, int other) {
    return row == 1 || row == other ? row : Double.NaN;
  }
}
