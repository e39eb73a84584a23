package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.cdrl.TrainingListener;
import org.cdrl.config.Execution;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.rules.Rules;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.cdrl.value.RowWeights;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Rows are drawn as tokens. Three labels whose joint frequencies are known, and a number of four
 * values that goes with one of them.
 */
class TokenDrawingTest {
  /** How often three binary labels occur together. */
  private static final int[] COUNTS = {960, 120, 240, 600, 120, 1440, 720, 600};

  private static final int DRAWN = 8192;

  /** Rows of densities that are drawn by several sweeps. */
  private static final int FEW = 2048;

  private static TableModel model;

  /** With a number x in some tables, every value of which is another one. */
  private static Table table(boolean withX) {
    List<Column> columns = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      columns.add(Column.categorical(name, List.of("0", "1")));
    }
    columns.add(Column.integer("n"));
    if (withX) {
      columns.add(Column.real("x"));
    }
    SplittableRandom random = new SplittableRandom(1);
    List<double[]> rows = new ArrayList<>();
    for (int k = 0; k < COUNTS.length; k++) {
      for (int n = 0; n < COUNTS[k]; n++) {
        int a = k >> 2;
        int even = n % 2;
        double[] row = {a, k >> 1 & 1, k & 1, 2 * a + even, a + .2 * random.nextGaussian()};
        rows.add(Arrays.copyOf(row, columns.size()));
      }
    }
    return new Table(new Schema(columns), rows.toArray(double[][]::new));
  }

  private static final List<String> CONDITIONS = List.of("c");

  private static TableTask task(Table table) {
    TableTrainerSettings told =
        TableTrainerSettings.defaults()
            .withConditions(CONDITIONS)
            .withChange(chosen -> chosen.iterations(1));
    return TableTask.of(told, Rules.none(table.schema()), table, RowWeights.equal(table.size()));
  }

  /** The tokens alone, without the engine. */
  private static TokenModel tokens(Table table) {
    return new TokenTraining(
            task(table), Execution.DEFAULT, Instant.MAX, TrainingListener.SILENT, null)
        .fit();
  }

  @BeforeAll
  static void train() {
    model =
        TableTrainer.create()
            .conditions(CONDITIONS.get(0))
            .settings(chosen -> chosen.iterations(1))
            .fit(table(false));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static double mean(Table rows, ToDoubleFunction<double[]> of) {
    return Arrays.stream(rows.rows()).mapToDouble(of).average().orElseThrow();
  }

  @Test
  void aModelTellsHowItDraws() {
    assertEquals(
        "column by column in any order, each as a token given those before it", model.drawnAs());
    assertEquals("a condition; no coordinates; drawn as one of 2 labels", model.encodedAs("c"));
    assertTrue(model.encodedAs("n").endsWith("; drawn as one of 4 numbers, each often enough"));
  }

  @Test
  void tablesWithTooFewRowsOrANumberWithTooFewCellsHaveNoTokens() {
    assertTrue(tokens(table(false).select(IntStream.range(0, 900).toArray())).isEmpty());
    Table some = table(true).select(IntStream.range(0, 1600).map(r -> 3 * r).toArray());
    TableTask withX = task(some);
    assertEquals(
        "all columns at once: column \"x\" has too few cells for tokens",
        TokenModel.NONE.drawing(withX.columns(), withX.encoding(), some.schema().size()));
    assertTrue(tokens(some).isEmpty());
  }

  @Test
  void tablesOfNumbersInWideBinsHaveNoTokens() {
    SplittableRandom random = new SplittableRandom(3);
    for (int numbers = 1; numbers <= 2; numbers++) {
      List<Column> columns = new ArrayList<>(List.of(Column.categorical("c", List.of("0", "1"))));
      columns.add(Column.real("x"));
      if (numbers == 2) {
        columns.add(Column.real("y"));
      }
      double[][] rows = new double[3000][];
      Arrays.setAll(
          rows,
          r ->
              Arrays.copyOf(
                  new double[] {r % 2, random.nextDouble(), random.nextDouble()}, columns.size()));
      Table table = new Table(new Schema(columns), rows);
      TableTask task = task(table);
      assertEquals(numbers == 1 ? 2 : 0, task.tokens().columns().length);
    }
  }

  @Test
  void labelsOfDrawnRowsGoTogetherAsThoseOfTrainingRows() {
    Table drawn = model.sampler().seed(7).draw(DRAWN);
    assertArrayEquals(power(1), shares(drawn), .03);
    assertEquals(0, mean(drawn, row -> Math.floor(row[3] / 2) == row[0] ? 0 : 1), .02);
  }

  @Test
  void otherColumnsFollowFromAGivenCell() {
    Table drawn = model.sampler().given("b", "1").draw(DRAWN);
    // P(a = 1 | b = 1) and P(c = 1 | b = 1).
    assertEquals(110. / 180, mean(drawn, row -> row[0]), .04);
    assertEquals(100. / 180, mean(drawn, row -> row[2]), .04);
  }

  @Test
  void aRangeLeavesOutNumbersAndWhatGoesWithThem() {
    Table drawn = model.sampler().between("n", 2, 3).draw(DRAWN);
    assertTrue(Arrays.stream(drawn.rows()).allMatch(row -> row[3] == 2 || row[3] == 3));
    assertEquals(1, mean(drawn, row -> row[0]), .02);
    // P(c = 1 | a = 1)
    assertEquals(170. / 240, mean(drawn, row -> row[2]), .06);
  }

  @Test
  void guidanceMakesRowsMoreTypicalOfTheCondition() {
    TableSampler given = model.sampler().given("c", "1");
    Table learned = given.draw(DRAWN);
    Table guided = given.guidance(3).draw(FEW);
    // P(c = 1 | a, b) is 120 / 130 for a = 1, b = 0 and at most 50 / 70 for others.
    double typical = mean(guided, row -> row[0] * (1 - row[1]));
    assertEquals(120. / 230, mean(learned, row -> row[0] * (1 - row[1])), .06);
    assertTrue(typical > .65, () -> "only " + typical);
  }

  /** Shares of the three labels' combinations to a power, normalised. */
  private static double[] power(double w) {
    double[] p = Arrays.stream(COUNTS).mapToDouble(k -> Math.pow(k, w)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(v -> v / sum).toArray();
  }

  @Test
  void aProductOfAModelWithItselfIsTheModelIfWeightsSumToOne() {
    TableSampler half = model.sampler().weight(.5);
    Table drawn = TableSampler.product(half, half).draw(FEW);
    assertArrayEquals(power(1), shares(drawn), .04);
  }

  @Test
  void aConceptCountsAsItsWeightSays() {
    // p(a, b) (p(a, b | c = 1) / p(a, b))^2, and c is named.
    double[] expected = new double[4];
    for (int k = 0; k < 4; k++) {
      expected[k] = Math.pow(COUNTS[2 * k + 1], 2) / (COUNTS[2 * k] + COUNTS[2 * k + 1]);
    }
    double sum = Arrays.stream(expected).sum();
    Table drawn = model.sampler().compose(new Concept(Condition.of("c", "1"), 2)).draw(FEW);
    double[] shares = shares(drawn);
    for (int k = 0; k < 4; k++) {
      assertEquals(0, shares[2 * k]);
      assertEquals(expected[k] / sum, shares[2 * k + 1], .05);
    }
  }

  @Test
  void aMixtureDrawsFromModelsAsOftenAsTheirWeightsSay() {
    TableSampler typical = model.sampler().compose(new Concept(Condition.of("c", "1"), 4));
    TableSampler other = model.sampler().compose(new Concept(Condition.of("c", "0"), 4));
    double first = mean(typical.draw(FEW), row -> row[0]);
    double second = mean(other.draw(FEW), row -> row[0]);
    Table mixed = TableSampler.mixture(typical.weight(3), other.weight(1)).draw(FEW);
    assertTrue(Math.abs(first - second) > .2);
    assertEquals(.75 * first + .25 * second, mean(mixed, row -> row[0]), .05);
  }

  private static double[] shares(Table drawn) {
    double[] shares = new double[COUNTS.length];
    for (double[] row : drawn.rows()) {
      shares[(int) (4 * row[0] + 2 * row[1] + row[2])] += 1. / drawn.size();
    }
    return shares;
  }

  private static Table rows(double... cells) {
    double[][] rows = new double[1000][];
    Arrays.setAll(rows, r -> cells.clone());
    return new Table(model.schema(), rows);
  }

  @Test
  void missingCellsAreDrawnGivenTheOthers() {
    Imputer imputer = model.imputer().draws(10);
    Imputer.Imputation filled = imputer.fill(rows(Double.NaN, 1, 0, Double.NaN));
    Table drawn = filled.draws().get(1);
    // P(a = 1 | b = 1, c = 0), and the mean of n given these: 2 a + 1 / 2.
    assertEquals(180. / 240, mean(drawn, row -> row[0]), .05);
    assertEquals(0, mean(drawn, row -> Math.floor(row[3] / 2) == row[0] ? 0 : 1), .02);
    // So often more than half of ten draws have it.
    assertEquals(1, mean(filled.centre(), row -> row[0]), .08);
    assertEquals(2, mean(filled.centre(), row -> row[3]), .2);
    // P(c = 1 | a = 1, b = 0) is 360 / 390.
    assertEquals(1, mean(imputer.fill(rows(1, 0, Double.NaN, 2)).centre(), row -> row[2]));
  }

  @Test
  void ordersWhoseDifferenceHasTooFewCellsForTokensAreKept() {
    SplittableRandom random = new SplittableRandom(4);
    double[][] rows = new double[1500][];
    for (int r = 0; r < rows.length; r++) {
      int low = random.nextInt(8);
      rows[r] = new double[] {1 << low, 1 << low + random.nextInt(8 - low)};
    }
    Schema schema = new Schema(List.of(Column.integer("low"), Column.integer("high")));
    TableTrainer trainer = TableTrainer.create().settings(chosen -> chosen.iterations(1));
    try (TableModel ordered = trainer.fit(new Table(schema, rows))) {
      assertEquals(3, ordered.parts().schema().size());
      assertArrayEquals(new int[] {0, 1}, ordered.parts().tokens().encoding().columns());
      Table drawn = ordered.sampler().draw(1000);
      assertTrue(Arrays.stream(drawn.rows()).allMatch(row -> row[0] <= row[1]));
    }
  }

  @Test
  void classesAreAsProbableAsTheyAreGivenTheOthers() {
    double[][] p = model.classifier("c").probabilities(rows(1, 0, Double.NaN, 2).slice(0, 1));
    assertEquals(1440. / 1560, p[0][1], .04);
    assertEquals(1, p[0][0] + p[0][1], 1e-9);
  }

  @Test
  void aRowWithACellThatDoesNotGoWithTheOthersIsAnomalous() {
    double[][] rows = {{1, 0, 1, 3}, {1, 0, 1, 0}};
    Table table = new Table(model.schema(), rows);
    AnomalyScorer.Scores scores = model.anomalies().score(table);
    assertTrue(scores.shares()[0] < .95, () -> Arrays.toString(scores.shares()));
    assertTrue(scores.shares()[1] > .99, () -> Arrays.toString(scores.shares()));
    double[] contributions = model.anomalies().explain(table).contributions()[1];
    assertTrue(contributions[3] > contributions[1], () -> Arrays.toString(contributions));
    assertTrue(model.calibratedOnUnseen());
  }

  @Test
  void aRowIsTheSameHoweverManyAreDrawn() {
    double[][] all = model.sampler().draw(1100).rows();
    double[][] some = model.sampler().draw(1000, 60).rows();
    for (int r = 0; r < some.length; r++) {
      assertArrayEquals(all[1000 + r], some[r]);
    }
  }

  @Test
  void aModelOfAFileDrawsTheSameRows() throws Exception {
    try (TableModel read = TableModel.fromBytes("a copy", model.toBytes())) {
      assertArrayEquals(model.sampler().draw(50).rows(), read.sampler().draw(50).rows());
    }
  }

  @Test
  void theSameSeedTrainsTheSameModel() {
    assertArrayEquals(model.parts().tokens().weights(), tokens(table(false)).weights());
  }
}
