package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Finding;
import org.cdrl.table.rules.FormulaTable;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that has hardly learned anything keeps the rules of its table all the same. */
class KeptRulesTest {
  private static final Table TABLE = FormulaTable.mixed(300, 1);

  private static final int ORDERED = 0;
  private static final int SHIPPED = 1;
  private static final int GROSS = 4;
  private static final int CITY = 5;
  private static final int STATE = 6;
  private static final int WALK = 7;

  private static TableModel model;

  private static TableTrainer trainer() {
    return TableTrainer.create()
        .conditions("state")
        .settings(
            b ->
                b.levels(2)
                    .energyWidth(16)
                    .energyMultipliers(List.of(1))
                    .initializerWidth(16)
                    .batchSize(32)
                    .pretrainingIterations(5)
                    .iterations(10)
                    .langevinSteps(2)
                    .seed(4));
  }

  @BeforeAll
  static void train() {
    model = trainer().fit(TABLE);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  /** By the formulas of the table, not by what was found. */
  private static void assertObeys(double[] row) {
    assertTrue(!(row[SHIPPED] < row[ORDERED]), () -> Arrays.toString(row));
    assertEquals(row[GROSS], row[2] + row[3], 1e-6, () -> Arrays.toString(row));
    assertEquals(row[STATE], Math.floor(row[CITY] / 3), () -> Arrays.toString(row));
    assertEquals(1, row[WALK] + row[WALK + 1] + row[WALK + 2], () -> Arrays.toString(row));
  }

  @Test
  void rulesAreTold() {
    Set<String> kept =
        model.rules().findings().stream()
            .filter(finding -> finding.fate() == Finding.Fate.KEPT)
            .map(Finding::text)
            .collect(Collectors.toSet());
    assertTrue(kept.containsAll(Set.of("ordered <= shipped", "city -> state")), kept::toString);
    assertEquals(TABLE.schema().names(), model.schema().names());
  }

  @Test
  void drawnRowsObey() {
    Table drawn = model.sampler().seed(3).draw(64);
    assertEquals(TABLE.schema(), drawn.schema());
    Arrays.stream(drawn.rows()).forEach(KeptRulesTest::assertObeys);
    assertTrue(Arrays.stream(drawn.rows()).anyMatch(row -> Double.isNaN(row[SHIPPED])));
  }

  @Test
  void rowsWithGivenCellsAndRangesObey() {
    double day = TABLE.rows()[7][ORDERED];
    TableSampler some =
        model
            .sampler()
            .missing(false)
            .given("state", "state1")
            .given("shipped", day)
            .between("gross", 100, 300);
    for (double[] row : some.draw(64).rows()) {
      assertObeys(row);
      assertEquals(1, row[STATE]);
      assertEquals(day, row[SHIPPED]);
      assertTrue(row[GROSS] >= 100 && row[GROSS] <= 300);
    }
    Arrays.stream(model.sampler().balanced("state").draw(32).rows())
        .forEach(KeptRulesTest::assertObeys);
  }

  @Test
  void guidedAndComposedRowsObey() {
    TableSampler one = model.sampler().given("state", "state1");
    List<TableSampler> samplers =
        List.of(
            one.guidance(1),
            model.sampler().compose(Concept.not(Condition.of("state", "state1"))),
            TableSampler.product(one, model.sampler().weight(.5)),
            TableSampler.mixture(one, model.sampler()));
    for (TableSampler sampler : samplers) {
      // Composed rows lack the condition.
      for (double[] row : sampler.draw(64).rows()) {
        assertEquals(List.of(), model.rules().broken(row), () -> Arrays.toString(row));
      }
    }
  }

  @Test
  void whatBreaksARuleCannotBeGiven() {
    double day = TABLE.rows()[7][ORDERED];
    TableSampler late = model.sampler().given("ordered", day);
    IllegalArgumentException wrong =
        assertThrows(IllegalArgumentException.class, () -> late.given("shipped", day - 86_400));
    assertTrue(wrong.getMessage().contains("ordered <= shipped"), wrong.getMessage());
  }

  @Test
  void filledRowsObey() {
    SplittableRandom random = new SplittableRandom(5);
    Table open =
        new Table(
            TABLE.schema(),
            Arrays.stream(FormulaTable.mixed(60, 2).rows())
                .map(
                    row ->
                        Arrays.stream(row)
                            .map(cell -> random.nextInt(3) == 0 ? Double.NaN : cell)
                            .toArray())
                .toArray(double[][]::new));
    Imputer.Imputation filled = model.imputer().draws(2).fill(open);
    Table without = model.imputer().draws(1).conditions(false).fill(open).draws().get(0);
    for (int r = 0; r < open.size(); r++) {
      assertEquals(open.rows()[r][STATE], without.rows()[r][STATE], "the condition stays missing");
      assertObeys(filled.draws().get(1).rows()[r]);
      assertObeys(filled.centre().rows()[r]);
      for (int c = 0; c < open.schema().size(); c++) {
        if (!Double.isNaN(open.rows()[r][c])) {
          assertEquals(open.rows()[r][c], filled.draws().get(0).rows()[r][c]);
        }
      }
    }
  }

  @Test
  void rowsThatBreakARuleAreAnomalous() {
    double[] good = Arrays.stream(TABLE.rows()).filter(r -> r[SHIPPED] > 0).findFirst().get();
    double[] wrongSum = good.clone();
    wrongSum[GROSS] += 1;
    double[] wrongOrder = good.clone();
    wrongOrder[SHIPPED] -= 40 * 86_400;
    Table rows = new Table(TABLE.schema(), new double[][] {good, wrongSum, wrongOrder});
    AnomalyScorer.Explanations told = model.anomalies().explain(rows);
    assertTrue(told.scores()[1] > model.anomalies().threshold(.99));
    assertEquals(TABLE.schema().size(), told.contributions()[0].length);
    assertTrue(told.contributions()[1][GROSS] > told.contributions()[0][GROSS]);
    assertTrue(told.contributions()[2][SHIPPED] > told.contributions()[0][SHIPPED]);
  }

  @Test
  void rulesComeBackFromAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("table.cdrl");
    model.save(file);
    try (TableModel same = TableModel.load(file)) {
      assertEquals(model.rules().findings(), same.rules().findings());
      assertEquals(model.rules().ranges(), same.rules().ranges());
      assertArrayEquals(model.sampler().draw(32).rows(), same.sampler().draw(32).rows());
    }
  }

  @Tag("slow")
  @Test
  void rulesCanBeSwitchedOffAndRareValuesHidden() {
    try (TableModel free = trainer().rules("none").protect(true).fit(TABLE)) {
      assertEquals(List.of(), free.rules().findings());
      double[] net = Arrays.stream(TABLE.column(2)).sorted().toArray();
      for (double[] row : free.sampler().draw(64).rows()) {
        assertTrue(row[2] >= net[4] && row[2] <= net[net.length - 5], Arrays.toString(row));
      }
      assertTrue(
          Arrays.stream(free.sampler().draw(64).rows())
              .anyMatch(row -> Math.abs(row[GROSS] - row[2] - row[3]) > 1));
    }
  }
}
