package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class MarginDetectionTest {
  private final Table real = Flowers.draw(600, 1);

  @Test
  void dependenceIsNotInTheMargins() {
    Table independent = IndependentColumns.of(real).draw(600, 2);
    assertTrue(Detection.of(real, independent, 3).areaUnderCurve() > .95);
    MarginDetection found = MarginDetection.of(real, independent, 3);
    assertTrue(found.together() < .56, found.toString());
    assertTrue(Arrays.stream(found.columns()).allMatch(area -> area < .56));
  }

  @Test
  void theColumnThatIsWrongIsTheOneThatIsDetected() {
    Table other = Flowers.draw(600, 2);
    double[][] rows = Arrays.stream(other.rows()).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : rows) {
      row[Flowers.LEAF] = Math.rint(row[Flowers.LEAF]);
    }
    MarginDetection found = MarginDetection.of(real, new Table(real.schema(), rows), 3);
    assertTrue(found.columns()[Flowers.LEAF] > .8, found.toString());
    assertTrue(found.together() > .8, found.toString());
    assertEquals(.5, found.columns()[Flowers.SPECIES], .06);
  }
}
