package org.cdrl.table.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.quality.Tables;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  @Test
  void copyHandsOutEveryRowEquallyOften() {
    Table training = Tables.mixed(50, 1);
    Table copy = TrainingCopy.of(training).draw(100, 2);
    Comparator<double[]> order = Arrays::compare;
    double[][] sorted = Arrays.stream(copy.rows()).sorted(order).toArray(double[][]::new);
    double[][] expected =
        Arrays.stream(training.rows())
            .flatMap(row -> List.of(row, row).stream())
            .sorted(order)
            .toArray(double[][]::new);
    assertArrayEquals(expected, sorted);
  }

  @Test
  void copulaKeepsColumnsTrendsAndBlanks() {
    Table training = Tables.mixed(3000, 1);
    Table drawn = GaussianCopula.of(training).draw(3000, 2);
    assertTrue(ColumnShapes.of(training, drawn).mean() > .96);
    PairTrends trends = PairTrends.of(training, drawn);
    // z with tens; z is Gaussian, so that nothing is lost.
    assertEquals(trends.pairs().get(0).real(), trends.pairs().get(0).synthetic(), .01);
    Table independent = IndependentColumns.of(training).draw(3000, 2);
    assertTrue(trends.mean() > PairTrends.of(training, independent).mean() + .1);
    long blanks = Arrays.stream(drawn.column(3)).filter(Double::isNaN).count();
    assertEquals(300, blanks, 60);
    assertArrayEquals(drawn.rows(), GaussianCopula.of(training).draw(3000, 2).rows());
  }

  @Test
  void copulaOfColumnsThatDetermineEachOtherOrNothing() {
    double[][] rows = new double[20][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = new double[] {r, -2 * r, 7, Double.NaN};
    }
    for (double[] row : GaussianCopula.of(Tables.reals(rows)).draw(50, 1).rows()) {
      assertEquals(-2 * row[0], row[1], 1e-2);
      assertEquals(7, row[2]);
      assertTrue(Double.isNaN(row[3]));
    }
  }
}
