package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Against values worked out by hand. */
class AdaBoostTest {
  private static final double[][] INPUTS = {{5, 1}, {5, 2}, {5, 3}, {6, 4}};

  @Test
  void theBestStumpLeavesThePurestSides() {
    Stump.Search search = new Stump.Search(INPUTS, new int[] {0, 0, 1, 1}, 2);
    Stump even = search.best(new double[] {.25, .25, .25, .25});
    assertEquals(new Stump(1, 2.5, 0, 1), even);
    assertArrayEquals(new int[] {0, 0, 1, 1}, even.of(INPUTS));
  }

  @Test
  void weightsDecideWhichRowIsGivenUp() {
    // No stump is right about 0, 1, 0: the light one is given up.
    double[][] line = {{1}, {2}, {3}};
    Stump.Search search = new Stump.Search(line, new int[] {0, 1, 0}, 2);
    assertEquals(new Stump(0, 1.5, 0, 1), search.best(new double[] {.4, .5, .1}));
    assertEquals(new Stump(0, 2.5, 1, 0), search.best(new double[] {.1, .5, .4}));
  }

  @Test
  void inputsThatDoNotVaryAskNothing() {
    Stump.Search search = new Stump.Search(new double[][] {{1}, {1}}, new int[] {0, 1}, 2);
    assertEquals(1, search.best(new double[] {.4, .6}).of(new double[] {7}));
  }

  @Test
  void togetherStumpsTellMoreThanEach() {
    // No stump is right about all rows, but together they are.
    double[][] scores =
        AdaBoost.scores(
            new double[][] {{1}, {2}, {3}, {4}, {5}},
            new int[] {0, 1, 0, 1, 1},
            2,
            new double[][] {{1}, {2}, {3}, {4}});
    assertArrayEquals(new int[] {0, 1, 0, 1}, Scores.best(scores));
    for (double[] row : scores) {
      assertEquals(1, row[0] + row[1], 1e-9);
    }
  }

  @Test
  void aStumpThatIsRightNeedsNoOther() {
    double[][] scores =
        AdaBoost.scores(INPUTS, new int[] {0, 0, 1, 1}, 2, new double[][] {{5, 0}, {5, 9}});
    assertArrayEquals(new double[] {1, 0}, scores[0], 1e-12);
    assertArrayEquals(new double[] {0, 1}, scores[1], 1e-12);
  }
}
