package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A label that tells whether a number is positive, and that half of all rows lack. */
class FilledLabelsTest {
  private static final int ROWS = 300;

  @Tag("slow")
  @Test
  void labelsThatAreOftenMissingAreFilledInByTheRestOfTheirRow() {
    Random random = new Random(1);
    double[][] rows = new double[ROWS][];
    double[] truth = new double[ROWS];
    for (int r = 0; r < ROWS; r++) {
      double x = random.nextGaussian();
      truth[r] = x > 0 ? 1 : 0;
      rows[r] = new double[] {x, random.nextBoolean() ? truth[r] : Double.NaN};
    }
    Schema schema =
        new Schema(List.of(Column.real("x"), Column.categorical("sign", List.of("-", "+"))));
    try (TableModel model =
        TableTrainer.create()
            .folds(0)
            .settings(
                settings ->
                    settings.energyWidth(32).initializerWidth(32).batchSize(64).iterations(300))
            .fit(new Table(schema, rows))) {
      Table drawn = model.imputer().draws(1).fill(new Table(schema, rows)).draws().get(0);
      int wrong = 0;
      int filled = 0;
      for (int r = 0; r < ROWS; r++) {
        if (Double.isNaN(rows[r][1])) {
          filled++;
          wrong += drawn.rows()[r][1] == truth[r] ? 0 : 1;
        }
      }
      // Of those that came out missing, every second would be wrong: .43 in all.
      assertTrue(wrong < .35 * filled, wrong + " of " + filled + " are wrong");
    }
  }
}
