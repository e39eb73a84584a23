package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.internal.privacy.PrivacyLoss;
import org.cdrl.internal.training.PrivateTraining;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateSynthesizerTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.categorical("animal", List.of("cat", "dog", "unicorn")),
              Column.integer("legs"),
              Column.real("weight")));

  /** Cats weigh about 4, dogs about 20 and have three legs now and then. */
  private static Table table(int rows) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] cells = new double[rows][];
    for (int r = 0; r < rows; r++) {
      int dog = random.nextInt(2);
      double legs = dog == 1 && random.nextInt(4) == 0 ? 3 : 4;
      cells[r] = new double[] {dog, legs, (dog == 1 ? 20 : 4) * (1 + .1 * random.nextGaussian())};
    }
    return new Table(SCHEMA, cells);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 101, Double.NaN})
  void epsilonHasARange(double epsilon) {
    assertThrows(IllegalArgumentException.class, () -> PrivateSynthesizer.of(epsilon));
  }

  @Test
  void whatCannotBePrivateIsRefused() {
    PrivateSynthesizer synthesizer = PrivateSynthesizer.of(1);
    String few =
        assertThrows(IllegalArgumentException.class, () -> synthesizer.draw(table(1999)))
            .getMessage();
    assertTrue(few.contains("1999") && few.contains("2000"), few);
    String delta =
        assertThrows(
                IllegalArgumentException.class, () -> synthesizer.delta(1e-3).draw(table(2000)))
            .getMessage();
    assertTrue(delta.contains("0.001") && delta.contains("5.0E-5"), delta);
    assertThrows(IllegalArgumentException.class, () -> synthesizer.delta(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {.5, 3, 10})
  void plansSpendWhatIsGranted(double epsilon) {
    PrivacyLoss before = PrivacyLoss.ofSums(30, 1);
    PrivateTraining.Plan plan = PrivateSynthesizer.of(epsilon).plan(before, 30_000);
    double spent =
        before
            .plus(PrivacyLoss.ofSampledSums(plan.rate(), plan.noise(), plan.iterations()))
            .epsilon(.9e-5);
    assertTrue(spent <= epsilon, "spent " + spent);
    assertEquals(epsilon, spent, 1e-3 * epsilon);
    assertEquals(plan.rows(), plan.rate() * 30_000);
  }

  @Test
  @Tag("slow")
  void drawnTableHasWhatManyRowsHaveInCommon() {
    Table table = table(10_000);
    table.rows()[3][0] = 2;
    PrivateSynthesizer synthesizer = PrivateSynthesizer.of(10);
    Table drawn = synthesizer.secret(new SplittableRandom(5)).draw(table);
    assertEquals(table.size(), drawn.size(), 100);
    assertEquals(List.of("cat", "dog"), drawn.schema().column(0).labels());
    double[][] dogs = rows(drawn, 1);
    double[][] cats = rows(drawn, 0);
    assertEquals(.5, (double) dogs.length / drawn.size(), .03);
    assertTrue(share(dogs, 1, 3, 3) > .15, "dogs with three legs");
    assertTrue(share(cats, 1, 3, 3) < .05, "cats with three legs");
    assertTrue(share(dogs, 2, 10, 30) > .9, "weight of dogs");
    assertTrue(share(cats, 2, 2, 6) > .9, "weight of cats");
    Table same = synthesizer.secret(new SplittableRandom(5)).draw(table);
    assertTrue(Arrays.deepEquals(drawn.rows(), same.rows()));
    assertFalse(Arrays.deepEquals(drawn.rows(), synthesizer.draw(table).rows()));
  }

  private static double[][] rows(Table table, int label) {
    return Arrays.stream(table.rows()).filter(row -> row[0] == label).toArray(double[][]::new);
  }

  private static double share(double[][] rows, int column, double low, double high) {
    return Arrays.stream(rows).filter(row -> row[column] >= low && row[column] <= high).count()
        / (double) rows.length;
  }
}
