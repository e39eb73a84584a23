package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Column.Kind;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.ColumnShapes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a model draws and fills in has the grain of what it learned, and nothing else is asked of
 * it.
 */
class LearnedValuesTest {
  private static final double DAY = 86_400;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("price"),
              new Column("start", Kind.DATE_TIME, List.of(), "yyyy-MM-dd", ""),
              Column.categorical("kind", List.of("a", "b", "never")),
              Column.real("fixed")));

  private static Table training;
  private static TableModel model;

  @BeforeAll
  static void train() {
    Random random = new Random(1);
    double[][] rows = new double[60][];
    for (int r = 0; r < rows.length; r++) {
      double price = r == 0 ? 5.99 : r == 1 ? 149.99 : (599 + random.nextInt(14_000)) / 100.;
      LocalDate start = LocalDate.of(2018, 2, 1).plusMonths(r == 0 ? 0 : random.nextInt(40));
      rows[r] = new double[] {price, start.toEpochDay() * DAY, r % 2, 59.9};
    }
    training = new Table(SCHEMA, rows);
    model =
        TableTrainer.create()
            .validation(0)
            .folds(0)
            .settings(
                b ->
                    b.levels(4)
                        .energyWidth(8)
                        .energyMultipliers(List.of(1))
                        .initializerWidth(8)
                        .batchSize(16)
                        .pretrainingIterations(2)
                        .iterations(4)
                        .langevinSteps(2))
            .fit(training);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void drawnAndFilledCellsHaveTheGrainOfTrainingCells() {
    double[] open = {Double.NaN, Double.NaN, 0, Double.NaN};
    Table gaps = new Table(SCHEMA, new double[][] {open, open, open});
    for (Table table : List.of(model.sampler().draw(50), model.imputer().fill(gaps).centre())) {
      for (double[] row : table.rows()) {
        assertEquals(Math.rint(row[0] * 100) / 100, row[0]);
        assertEquals(1, LocalDate.ofEpochDay((long) (row[1] / DAY)).getDayOfMonth());
        assertEquals(59.9, row[3]);
      }
    }
  }

  @Test
  void drawnNumbersAreAsFrequentAsInTrainingHoweverShortTheRun() {
    Table drawn = model.sampler().draw(2000);
    assertTrue(ColumnShapes.of(training, drawn).of(0) > .95);
    assertTrue(ColumnShapes.of(training, drawn).of(1) > .95);
  }

  @Test
  void rangesThatReachIntoWhatWasLearnedAreKept() {
    Table drawn =
        model.sampler().between("price", 149.5, 1000).between("start", 0, 1.55e9).draw(20);
    assertTrue(Arrays.stream(drawn.column(0)).allMatch(price -> price >= 149.5 && price <= 149.99));
    assertTrue(Arrays.stream(drawn.column(1)).allMatch(start -> start <= 1.55e9));
    assertEquals(5, model.sampler().between("price", 149.99, 149.99).draw(5).size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "price | 1000 | Infinity | \"price\" was learned from 5.99 to 149.99; nothing is known of 1000..",
        "price | -Infinity | 5.98 | \"price\" was learned from 5.99 to 149.99; nothing is known of ..5.98",
        "price | 150 | 150 | nothing is known of 150",
        "start | 1893456000 | 1893542400 | nothing is known of 2030-01-01..2030-01-02",
        "start | 0 | 86400 | \"start\" was learned from 2018-02-01 to ",
        "fixed | 60 | 70 | \"fixed\" was learned from 59.9 to 59.9; nothing is known of 60..70"
      })
  void conditionsBeyondWhatWasLearnedAreRefused(
      String column, double low, double high, String message) {
    assertMessage(message, () -> model.sampler().between(column, low, high));
    if (low == high) {
      assertMessage(message, () -> model.sampler().given(column, low));
    }
  }

  @Test
  void labelsThatNoTrainingRowHadAreRefused() {
    assertMessage("never had the label \"never\"", () -> model.sampler().given("kind", "never"));
    assertMessage("it has a, b, never", () -> model.sampler().given("kind", "c"));
  }

  private static void assertMessage(String part, Runnable asked) {
    String message = assertThrows(IllegalArgumentException.class, asked::run).getMessage();
    assertTrue(message.contains(part), message);
  }
}
