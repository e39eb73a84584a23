package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScoresTest {
  @Test
  void macroF1ByHand() {
    // Class 0: 1 right of 2 there and 1 said, F1 2/3. Class 1: 1 of 1 there and 2 said, 2/3. Class
    // 2
    // is said once and never there, 0; class 3 is neither.
    int[] truth = {0, 0, 1, 1};
    int[] said = {0, 1, 1, 2};
    assertEquals((2 / 3.0 + 2 / 4.0 + 0) / 3, Scores.macroF1(truth, said, 4), 1e-12);
  }

  @Test
  void areaUnderCurveByHand() {
    boolean[] of = {true, true, false, false};
    // Pairs: 3 > 2, 3 > 1, 2 = 2, 2 > 1.
    assertEquals(3.5 / 4, Scores.areaUnderCurve(of, new double[] {3, 2, 2, 1}), 1e-12);
    assertEquals(0, Scores.areaUnderCurve(of, new double[] {1, 2, 3, 4}));
    assertEquals(.5, Scores.areaUnderCurve(new boolean[] {true, true}, new double[] {1, 2}));
  }

  @Test
  void r2ByHand() {
    double[] truth = {1, 2, 3};
    assertEquals(1, Scores.r2(truth, truth));
    assertEquals(0, Scores.r2(truth, new double[] {2, 2, 2}));
    assertEquals(1 - 6 / 2.0, Scores.r2(truth, new double[] {2, 4, 4}), 1e-12);
  }
}
