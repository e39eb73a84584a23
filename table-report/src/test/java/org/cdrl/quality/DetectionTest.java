package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.baseline.TrainingCopy;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Test;

class DetectionTest {
  private final Table real = Flowers.draw(600, 1);

  @Test
  void freshRowsAndCopiesAreNotToldApart() {
    assertTrue(Detection.of(real, Flowers.draw(600, 2), 3).score() > .85);
    assertEquals(1, Detection.of(real, TrainingCopy.of(real).draw(600, 2), 3).score(), .05);
  }

  @Test
  void independentColumnsAreToldApart() {
    Detection found = Detection.of(real, IndependentColumns.of(real).draw(600, 2), 3);
    assertTrue(found.score() < .1, found.toString());
    assertTrue(found.areaUnderCurve() > .95, found.toString());
    assertEquals(found, Detection.of(real, IndependentColumns.of(real).draw(600, 2), 3));
  }
}
