package org.cdrl.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.cdrl.table.baseline.IndependentColumns;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class UtilityTest {
  private final Table training = Flowers.draw(250, 1);
  private final Table test = Flowers.draw(200, 2);

  @Test
  void everyLearnerLearnsLabels() {
    Utility utility = Utility.of(training, test, Flowers.SPECIES, 3);
    // Three classes from two inputs is more than 50 stumps can tell for sure.
    utility
        .scores()
        .forEach((l, f1) -> assertTrue(f1 > (l == Learner.ADABOOST ? .7 : .9), l + " " + f1));
    assertTrue(utility.areasUnderCurve().isEmpty());
    assertEquals(utility, Utility.of(training, test, Flowers.SPECIES, 3));

    Utility ofTwo = Utility.of(training, test, Flowers.WILD, 3);
    ofTwo.areasUnderCurve().forEach((l, area) -> assertTrue(area > .95, l + " " + area));
  }

  @Test
  void everyLearnerLearnsNumbers() {
    Utility utility = Utility.of(training, test, Flowers.LEAF, 3);
    utility.scores().forEach((l, r2) -> assertTrue(r2 > .85, l + " " + r2));
    assertEquals(utility, Utility.of(training, test, Flowers.LEAF, 3));
  }

  @Test
  void nothingIsLearnedFromIndependentColumns() {
    Table independent = IndependentColumns.of(training).draw(250, 4);
    assertTrue(Utility.of(independent, test, Flowers.LEAF, 3).mean() < .1);
    assertTrue(Utility.of(independent, test, Flowers.SPECIES, 3).mean() < .5);
  }

  @Tag("slow")
  @Test
  void missingClassesCostTheirShare() {
    double all = Utility.of(training, test, Flowers.SPECIES, 3).mean();
    double without = Utility.of(only(training, 0, 1), test, Flowers.SPECIES, 3).mean();
    assertTrue(without > .4 && without < 2 / 3.0 && all > .85, without + " " + all);
    // One class, said of all rows: its F1 is 2 p / (1 + p).
    Table one = only(training, 1, 1);
    double p = (double) only(test, 1, 1).size() / test.size();
    assertEquals(2 * p / (1 + p) / 3, Utility.of(one, test, Flowers.SPECIES, 3).mean(), 1e-9);
  }

  @Test
  void errorsNameTheColumn() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Utility.of(training, test, 6, 1))
            .getMessage();
    assertEquals("Column \"garden\" is constant; choose another target", message);
  }

  private static Table only(Table table, int from, int to) {
    return table.select(
        IntStream.range(0, table.size())
            .filter(
                r ->
                    table.rows()[r][Flowers.SPECIES] >= from
                        && table.rows()[r][Flowers.SPECIES] <= to)
            .toArray());
  }
}
