package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

/** The weight of draws, against least squares by hand, and what becomes of it. */
class CentreTest {
  @Test
  void weightsAreThoseOfLeastSquaresNearTheCommonOne() {
    Random random = new Random(3);
    CentreWeights.Fit fit = new CentreWeights.Fit(2);
    for (int n = 0; n < 20_000; n++) {
      double truth = random.nextGaussian();
      // Errors of variance 1 and 3 are best joined by weights 3/4 and 1/4.
      fit.add(
          0,
          new double[] {truth},
          new double[] {truth + random.nextGaussian()},
          new double[] {truth + Math.sqrt(3) * random.nextGaussian()},
          1);
    }
    double[] weights = fit.weights();
    assertEquals(.75, weights[0], .02);
    assertEquals(.75, weights[1], .02, "a column without cells is like all others");
    assertArrayEquals(new double[] {.5}, new CentreWeights.Fit(1).weights());
  }

  @Test
  void aLineIsLeftToTheNormalDistribution() {
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
    }
  }
}
