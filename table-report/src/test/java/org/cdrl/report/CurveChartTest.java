package org.cdrl.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What charts of training show of it. */
class CurveChartTest {
  @Test
  void theFirstDipDoesNotRuleTheAxis() {
    double[] gap = new double[120];
    for (int p = 0; p < gap.length; p++) {
      gap[p] = p < 12 ? -300 + 20 * p : Math.sin(p);
    }
    double[] span = CurveChart.span(gap);
    assertTrue(span[0] > -8 && span[0] <= -1, "from " + span[0]);
    assertEquals(1, span[1], .01);
    assertArrayEquals(new double[] {-4, 3}, CurveChart.span(new double[] {3, -4, 0}));
    assertArrayEquals(new double[] {2, 2}, CurveChart.span(new double[] {2}));
  }
}
