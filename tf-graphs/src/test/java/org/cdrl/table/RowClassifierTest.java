package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.cdrl.config.Method;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Few rows of three kinds, whose columns tell them apart together only. */
class RowClassifierTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("x"),
              Column.real("y"),
              Column.categorical("kind", List.of("a", "b", "c"))));

  /** x - y is 0, 1 or 2, with a deviation of .2. */
  private static Table rows(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      double y = 3 * random.nextGaussian();
      rows[r] = new double[] {y + r % 3 + .2 * random.nextGaussian(), y, r % 3};
    }
    return new Table(SCHEMA, rows);
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void regressionsKnowWhatNetworksHaveNotLearned(Method method) {
    Table test = rows(300, 2);
    try (TableModel model =
        TableTrainer.create()
            .conditions("kind")
            .settings(settings -> settings.method(method).iterations(4))
            .fit(rows(90, 1))) {
      double[][] probabilities = model.classifier("kind").probabilities(test);
      double right = 0;
      for (int r = 0; r < probabilities.length; r++) {
        assertEquals(1, probabilities[r][0] + probabilities[r][1] + probabilities[r][2], 1e-9);
        right += RowClassifier.most(probabilities[r]) == test.rows()[r][2] ? 1 : 0;
      }
      // Of the best that there is .99.
      assertTrue(right / test.size() > .95, "right: " + right);
    }
  }
}
