package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

/** What becomes of the weight of draws. */
class CentreTest {
  @Test
  void aLineIsLeftToRegressions() {
    Random random = new Random(5);
    double[][] rows = new double[120][];
    for (int r = 0; r < rows.length; r++) {
      double x = random.nextGaussian();
      rows[r] = new double[] {x, 2 * x + .1 * random.nextGaussian()};
    }
    Schema schema = new Schema(List.of(Column.real("x"), Column.real("y")));
    try (TableModel model =
        TableTrainer.create()
            .settings(b -> b.energyWidth(16).initializerWidth(16).levels(4).iterations(50))
            .fit(new Table(schema, rows))) {
      Table open = new Table(schema, new double[][] {{1, Double.NaN}});
      Imputer.Imputation filled = model.imputer().fill(open);
      assertEquals(2, filled.means()[0][1], .4, "networks know nothing after so few iterations");
      assertEquals(2, filled.centre().rows()[0][1], .4);
    }
  }
}
