package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.cdrl.CdrlModel;
import org.cdrl.CdrlTrainer;
import org.cdrl.TrainingListener;
import org.cdrl.TrainingProgress;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small model of a mixed table with gaps, and all that it is for. */
class TableModelTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("x"),
              Column.real("twice x"),
              Column.integer("count"),
              Column.categorical("colour", List.of("red", "green", "blue", "unused")),
              Column.categorical("kind", List.of("low", "high")),
              new Column("fixed", Column.Kind.CONSTANT, List.of("always"), "", "test")));

  private static Table table;
  private static TableModel model;

  /**
   * x is around 0 (low) or 4 (high); "twice x" is 2 x with little noise, and missing where x is
   * large; count is zero for half the rows; green goes with high.
   */
  private static Table sample(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      int kind = r % 2;
      double x = Math.round(100 * (4 * kind + random.nextGaussian())) / 100.;
      rows[r] =
          new double[] {
            x,
            x > 4.5 ? Double.NaN : Math.round(100 * (2 * x + .1 * random.nextGaussian())) / 100.,
            random.nextBoolean() ? 0 : 1 + random.nextInt(50),
            kind == 1 && random.nextInt(10) > 0 ? 1 : random.nextBoolean() ? 0 : 2,
            kind,
            0
          };
    }
    return new Table(SCHEMA, rows);
  }

  private static TableTrainer trainer() {
    return TableTrainer.create()
        .conditions("kind")
        .settings(
            b ->
                b.levels(6)
                    .energyWidth(32)
                    .energyMultipliers(List.of(1, 1))
                    .initializerWidth(32)
                    .batchSize(128)
                    .pretrainingIterations(150)
                    .iterations(700)
                    .langevinSteps(8)
                    .seed(4));
  }

  @BeforeAll
  static void train() {
    table = sample(400, 1);
    model = trainer().fit(table);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static double mean(Table rows, int column) {
    return Arrays.stream(rows.column(column)).filter(v -> !Double.isNaN(v)).average().orElseThrow();
  }

  private static double share(Table rows, int column, double cell) {
    return Arrays.stream(rows.column(column)).filter(v -> v == cell).count() / (double) rows.size();
  }

  @Test
  void drawnRowsLookLikeTheTable() {
    Table drawn = model.sampler().draw(1000);
    assertEquals(.5, share(drawn, 4, 1), .06, "kinds as frequent as in training");
    assertEquals(share(table, 2, 0), share(drawn, 2, 0), .15, "as many zeros");
    assertEquals(1, share(drawn, 5, 0), "constant");
    assertEquals(0, share(drawn, 3, 3), "labels that never occurred");
    long gaps = Arrays.stream(drawn.column(1)).filter(Double::isNaN).count();
    long real = Arrays.stream(table.column(1)).filter(Double::isNaN).count();
    assertEquals(real / 400., gaps / 1000., .08, "as many gaps");
    long wrong = Arrays.stream(drawn.rows()).filter(r -> Double.isNaN(r[1]) && r[0] < 3).count();
    assertTrue(wrong < gaps / 4, wrong + " of " + gaps + " gaps where x is small");
    for (double cell : drawn.column(0)) {
      assertEquals(Math.rint(cell * 100) / 100, cell, "two digits");
    }
  }

  @Test
  void conditionsCellsAndRangesAreKept() {
    Table high = model.sampler().given("kind", "high").draw(300);
    assertEquals(1, share(high, 4, 1));
    assertEquals(4, mean(high, 0), .6);
    assertTrue(share(high, 3, 1) > .6, "green goes with high");

    Table at = model.sampler().given("x", .5).draw(300);
    assertEquals(1, share(at, 0, .5));
    double[] twice = Arrays.stream(at.column(1)).filter(v -> !Double.isNaN(v)).sorted().toArray();
    assertEquals(1, twice[twice.length / 2], .6, "twice x follows from x");

    Table range = model.sampler().between("x", 3, 3.5).draw(300);
    assertTrue(Arrays.stream(range.column(0)).allMatch(v -> v >= 3 && v <= 3.5));
    assertTrue(share(range, 4, 1) > .7, "high in the range: " + share(range, 4, 1));

    Table complete = model.sampler().missing(false).draw(300);
    assertTrue(Arrays.stream(complete.column(1)).noneMatch(Double::isNaN));
  }

  @Test
  void conceptsCompose() {
    Table not = model.sampler().compose(Concept.not(Condition.of("kind", "high"))).draw(300);
    assertTrue(mean(not, 0) < 1.5, "not high is low, x = " + mean(not, 0));
    assertTrue(Arrays.stream(not.column(4)).allMatch(Double::isNaN), "no kind was named");
    Table and = model.sampler().compose(Concept.of(Condition.of("kind", "high"))).draw(20);
    assertEquals(1, share(and, 4, 1));
  }

  @Test
  void rowsDependOnSeedAndNumberOnly() {
    TableSampler sampler = model.sampler().seed(9);
    double[][] whole = sampler.draw(1500).rows();
    double[][] part = sampler.draw(1000, 100).rows();
    for (int r = 0; r < 100; r++) {
      assertArrayEquals(whole[1000 + r], part[r]);
    }
    assertFalse(Arrays.deepEquals(whole, model.sampler().seed(8).draw(1500).rows()));
  }

  @Test
  void fillsWhatIsMissing() {
    Table whole = sample(200, 2);
    double[][] cells = Arrays.stream(whole.rows()).map(double[]::clone).toArray(double[][]::new);
    double error = 0;
    double byMean = 0;
    int tested = 0;
    for (double[] row : cells) {
      row[0] = Double.isNaN(row[1]) ? row[0] : Double.NaN;
    }
    for (int r = 0; r < 20; r++) {
      cells[r][4] = Double.NaN;
    }
    Table gaps = new Table(SCHEMA, cells);
    Imputer.Imputation filled = model.imputer().draws(5).seed(1).fill(gaps);
    double middle = mean(whole, 0);
    int kinds = 0;
    for (int r = 0; r < cells.length; r++) {
      for (int c = 0; c < cells[r].length; c++) {
        for (Table draw : filled.draws()) {
          assertFalse(Double.isNaN(draw.rows()[r][c]));
          if (!Double.isNaN(cells[r][c])) {
            assertEquals(cells[r][c], draw.rows()[r][c], "given cells are exact");
          }
        }
        if (!Double.isNaN(cells[r][c])) {
          assertEquals(0, filled.spread()[r][c]);
        }
      }
      if (Double.isNaN(cells[r][0])) {
        error += Math.abs(filled.centre().rows()[r][0] - whole.rows()[r][0]);
        byMean += Math.abs(middle - whole.rows()[r][0]);
        tested++;
        assertTrue(filled.spread()[r][0] >= 0);
      }
      kinds += r < 20 && filled.centre().rows()[r][4] == whole.rows()[r][4] ? 1 : 0;
    }
    assertTrue(error < .3 * byMean, error / tested + " against " + byMean / tested);
    assertTrue(kinds >= 16, kinds + " of 20 kinds");
  }

  @Test
  void anomalousRowsScoreHigherAndTellWhy() {
    Table usual = sample(300, 3);
    Table anomalous =
        new Table(
            SCHEMA,
            new double[][] {
              {1, -6, 3, 0, 0, 0}, {1, 2, 5000, 2, 0, 0}, {Double.NaN, 2, 5, 2, 0, 0}
            });
    AnomalyScorer.Scores scores = model.anomalies().score(usual);
    double alarms = Arrays.stream(scores.shares()).filter(s -> s > .95).count() / 300.;
    assertEquals(.05, alarms, .06, "one in twenty usual rows");
    AnomalyScorer.Explanations why = model.anomalies().explain(anomalous);
    double[] sorted = Arrays.stream(scores.scores()).sorted().toArray();
    assertTrue(why.scores()[0] > sorted[285], "no such pair of x and twice x");
    assertTrue(why.scores()[1] > sorted[299], "no such count");
    assertEquals(2, most(why.contributions()[1]), "count is why");
    assertTrue(why.usual()[1][2] <= 50);
    assertTrue(most(why.contributions()[0]) <= 1, "x or twice x is why");
    assertTrue(model.anomalies().share(why.scores()[2]) > .99, "x was never missing");
    assertEquals(0, most(why.contributions()[2]), "x is why");
    assertTrue(Double.isFinite(why.usual()[2][0]));
    AnomalyScorer.Explanations ofUsual = model.anomalies().explain(usual);
    for (int r = 0; r < usual.size(); r++) {
      for (int c = 0; c < SCHEMA.size(); c++) {
        assertTrue(
            ofUsual.contributions()[r][c] == 0 || ofUsual.usual()[r][c] != usual.rows()[r][c],
            "a cell that is usual already is no reason");
      }
    }
  }

  @Test
  void whatNoTrainingRowHadIsAnomalousAndNamed() {
    double[] usual = {1, 2, 5, 2, 0, 0};
    double[] mostAnomalous =
        Arrays.stream(model.anomalies().score(table).scores()).sorted().toArray();
    double most = mostAnomalous[mostAnomalous.length - 1];
    double gap = Double.NaN;
    double[][] rows = {
      usual,
      {1, 2, 5, 3, 0, 0},
      {1, 2, 5, gap, 0, 0},
      {1, 2, 5, 2, 0, gap},
      {1e300, 2, 5, 2, 0, 0},
      {-1e300, 2, 5, 2, 0, 0},
      {1, gap, 5, 2, 0, 0},
      {gap, gap, gap, gap, gap, gap}
    };
    boolean[][] unknown = new boolean[rows.length][];
    unknown[6] = new boolean[] {false, true, false, false, false, false};
    int[] why = {-1, 3, 3, 5, 0, 0, 1, -1};
    AnomalyScorer.Explanations told = model.anomalies().explain(new Table(SCHEMA, rows, unknown));
    assertArrayEquals(
        model.anomalies().score(new Table(SCHEMA, rows, unknown)).scores(), told.scores());
    assertTrue(told.scores()[0] < most, "usual");
    for (int r = 1; r < rows.length; r++) {
      assertTrue(told.scores()[r] > told.scores()[0] + 1, r + ": " + told.scores()[r]);
      assertEquals(1, model.anomalies().score(new Table(SCHEMA, rows, unknown)).shares()[r], .01);
      if (why[r] >= 0) {
        assertEquals(why[r], most(told.contributions()[r]), "row " + r);
      }
    }
    assertTrue(told.usual()[1][3] <= 2, "a label that did occur");
    assertTrue(told.scores()[7] > told.scores()[1], "an empty row lacks several cells");
    assertEquals(
        told.scores()[7],
        model.anomalies().score(new Table(SCHEMA, new double[][] {rows[7]})).scores()[0],
        1e-3,
        "whatever rows are beside it");
  }

  @Test
  void missingIsAsAnomalousAsItWasRare() {
    // "twice x" was missing where x is large only.
    double[] scores =
        model
            .anomalies()
            .score(
                new Table(
                    SCHEMA,
                    new double[][] {
                      {5, Double.NaN, 5, 1, 1, 0}, {3, Double.NaN, 5, 1, 1, 0}, {3, 6, 5, 1, 1, 0}
                    }))
            .scores();
    assertTrue(scores[0] < scores[1], Arrays.toString(scores));
    assertTrue(scores[2] < scores[1], Arrays.toString(scores));
  }

  private static int most(double[] values) {
    int most = 0;
    for (int k = 1; k < values.length; k++) {
      most = values[k] > values[most] ? k : most;
    }
    return most;
  }

  @Test
  void classesAreCalibrated() {
    Table test = sample(400, 5);
    double[][] probabilities = model.classifier("kind").probabilities(test);
    int right = 0;
    double certain = 0;
    for (int r = 0; r < 400; r++) {
      assertEquals(1, probabilities[r][0] + probabilities[r][1], 1e-9);
      right += most(probabilities[r]) == test.rows()[r][4] ? 1 : 0;
      certain += Math.max(probabilities[r][0], probabilities[r][1]);
    }
    assertTrue(right > 360, right + " of 400");
    assertEquals(right / 400., certain / 400, .1, "as right as certain");
  }

  @Test
  void classesOfARowAloneAreThoseAmongMany() {
    Table many = sample(600, 5);
    double[][] together = model.classifier("kind").probabilities(many);
    double[][] few = model.classifier("kind").probabilities(many.slice(0, 3));
    for (int r = 0; r < 3; r++) {
      assertArrayEquals(together[r], few[r], 1e-3);
    }
  }

  @Test
  void aSavedModelIsTheSame(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("table.cdrl");
    model.save(file);
    try (TableModel loaded = TableModel.load(file)) {
      assertEquals(model.schema(), loaded.schema());
      Table rows = sample(50, 6);
      assertArrayEquals(model.sampler().draw(50).rows(), loaded.sampler().draw(50).rows());
      assertArrayEquals(
          model.anomalies().score(rows).shares(), loaded.anomalies().score(rows).shares());
      assertArrayEquals(
          model.classifier("kind").probabilities(rows),
          loaded.classifier("kind").probabilities(rows));
    }
    byte[] bytes = TableBytes.write(model.parts());
    for (int at = 0; at < bytes.length; at += 1 + bytes.length / 200) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x55;
      try {
        TableBytes.read(damaged);
      } catch (IllegalArgumentException expected) {
        assertFalse(expected.getMessage().isEmpty());
      }
    }
    Path bare = folder.resolve("bare.cdrl");
    try (CdrlModel numbers =
        CdrlTrainer.of(model.engine().config().toBuilder().iterations(1).build())
            .fit(new float[][] {{1, 2}, {3, 4}})) {
      numbers.save(bare);
    }
    assertTrue(
        assertThrows(IOException.class, () -> TableModel.load(bare))
            .getMessage()
            .contains("bare numbers"));
    assertTrue(Files.exists(file));
  }

  @Tag("slow")
  @Test
  void trainingIsReproducible() {
    TableTrainer shorter =
        trainer().settings(b -> b.iterations(10).pretrainingIterations(5)).validation(0);
    Table rows = sample(60, 7);
    try (TableModel one = shorter.fit(rows);
        TableModel two = shorter.fit(rows);
        TableModel alone = shorter.folds(0).fit(rows)) {
      double[][] drawn = one.sampler().draw(30).rows();
      assertArrayEquals(drawn, two.sampler().draw(30).rows());
      assertArrayEquals(one.anomalies().score(rows).shares(), two.anomalies().score(rows).shares());
      assertTrue(one.calibratedOnUnseen());
      assertFalse(alone.calibratedOnUnseen());
      assertEquals(2, alone.classifier("kind").probabilities(rows)[0].length);
    }
  }

  @Tag("slow")
  @Test
  void validationBudgetAndInterruption() {
    Table rows = sample(200, 8);
    TableTrainer shorter = trainer().settings(b -> b.iterations(40).pretrainingIterations(5));
    try (TableModel validated = shorter.validation(.2).fit(rows)) {
      assertTrue(validated.engine().summary().iterations() <= 40);
      assertEquals(160, validated.engine().summary().rows());
      assertEquals(2, validated.classifier("kind").probabilities(rows)[0].length);
    }
    try (TableModel quick =
        trainer().settings(b -> b.iterations(1_000_000)).budget(Duration.ofSeconds(1)).fit(rows)) {
      assertTrue(quick.engine().config().optimisation().iterations() < 1_000_000);
      assertFalse(
          quick.engine().summary().energyLearned(), "a second is too short, and it is told");
      assertEquals(2, quick.classifier("kind").probabilities(rows)[0].length);
    }
    AtomicLong planned = new AtomicLong();
    TrainingListener impatient =
        progress -> {
          planned.set(progress.iterations());
          return progress.iteration() < 30;
        };
    try (TableModel early = shorter.fit(rows, impatient)) {
      assertEquals(45, planned.get());
      assertEquals(10, early.sampler().draw(10).size());
      assertTrue(early.calibratedOnUnseen(), "half of the rows still wait");
      assertEquals(2, early.classifier("kind").probabilities(rows)[0].length);
    }
    Thread.currentThread().interrupt();
    try (TableModel interrupted = shorter.fit(rows)) {
      assertTrue(Thread.interrupted(), "the caller stays interrupted");
      assertTrue(interrupted.engine().summary().iterations() < 40);
    }
  }

  @Tag("slow")
  @Test
  void whoInterruptsCalibrationGetsTheModelWithoutClasses() {
    Table rows = sample(60, 8);
    TrainingListener impatient =
        new TrainingListener() {
          @Override
          public boolean goOn(TrainingProgress progress) {
            return true;
          }

          @Override
          public void busy(String what) {
            if (what.startsWith("calibrating")) {
              Thread.currentThread().interrupt();
            }
          }
        };
    TableTrainer quick = trainer().settings(b -> b.iterations(10).pretrainingIterations(5));
    try (TableModel hurried = quick.fit(rows, impatient)) {
      assertTrue(Thread.interrupted(), "the caller stays interrupted");
      assertEquals(60, hurried.anomalies().score(rows).scores().length);
      assertMessage("before probabilities were calibrated", () -> hurried.classifier("kind"));
    }
  }

  @Test
  void whatIsWrongIsNamed() {
    assertMessage("count", () -> TableTrainer.create().conditions("count").fit(table));
    assertMessage("nowhere", () -> TableTrainer.create().conditions("nowhere").fit(table));
    assertMessage("x, twice x, count", () -> trainer().fit(table.slice(0, 1)));
    assertMessage("no rows", () -> trainer().fit(table.slice(0, 0)));
    assertMessage("unused", () -> model.sampler().given("colour", "purple"));
    assertMessage("count", () -> model.sampler().given("count", 1.5));
    assertMessage("\"count\"", () -> model.sampler().between("count", 1.2, 1.8));
    assertMessage("colour", () -> model.sampler().between("colour", 0, 1));
    assertMessage("colour", () -> model.classifier("colour"));
    assertMessage(
        "Row 2, column \"count\"",
        () -> new Table(SCHEMA, new double[][] {table.rows()[0], {1, 2, 1e17, 0, 0, 0}}));
    assertMessage(
        "columns",
        () ->
            model
                .anomalies()
                .score(new Table(new Schema(List.of(Column.real("x"))), new double[1][1])));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
