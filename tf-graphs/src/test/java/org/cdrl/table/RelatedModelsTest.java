package org.cdrl.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Copies of a model, models in another's space, and several as one. */
class RelatedModelsTest {
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("x"), Column.real("y"), Column.categorical("kind", List.of("a", "b"))));

  private static Table table;
  private static TableModel model;
  private static TableModel other;

  private static Table sample(int n, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[n][];
    for (int r = 0; r < n; r++) {
      double x = random.nextGaussian() + 2 * (r % 2);
      rows[r] = new double[] {x, x + random.nextGaussian(), r % 2};
    }
    return new Table(SCHEMA, rows);
  }

  private static TableTrainer trainer() {
    return TableTrainer.create()
        .conditions("kind")
        .validation(0)
        .folds(0)
        .settings(
            b ->
                b.levels(6)
                    .energyWidth(16)
                    .energyMultipliers(List.of(1))
                    .initializerWidth(16)
                    .batchSize(32)
                    .pretrainingIterations(20)
                    .iterations(40)
                    .langevinSteps(4));
  }

  @BeforeAll
  static void train() {
    table = sample(80, 1);
    model = trainer().fit(table);
    other = trainer().encodedLike(model).fit(sample(60, 2));
  }

  @AfterAll
  static void close() {
    model.close();
    other.close();
  }

  @Test
  void bytesAndCopiesAreTheSameModel() throws IOException {
    double[][] drawn = model.sampler().seed(3).draw(10).rows();
    TableModel copy = model.copy();
    assertArrayEquals(drawn, copy.sampler().seed(3).draw(10).rows());
    copy.close();
    try (TableModel read = TableModel.fromBytes("it", model.toBytes())) {
      assertArrayEquals(drawn, read.sampler().seed(3).draw(10).rows(), "the copy closed nothing");
    }
    byte[] half = Arrays.copyOf(model.toBytes(), 500);
    String error =
        assertThrows(IOException.class, () -> TableModel.fromBytes("it", half)).getMessage();
    assertTrue(error.startsWith("it is cut off"), error);
  }

  @Test
  void productsAndMixturesOfLogDensities() {
    float[][] a = model.sampler().logDensities(table);
    float[][] b = other.sampler().logDensities(table);
    float[][] product =
        TableSampler.product(model.sampler(), other.sampler().weight(.5)).logDensities(table);
    float[][] mixture =
        TableSampler.mixture(model.sampler(), other.sampler().weight(.5)).logDensities(table);
    for (int i = 0; i < a.length; i++) {
      for (int r = 0; r < table.size(); r++) {
        double sum = a[i][r] + .5 * b[i][r];
        assertEquals(sum, product[i][r], 1e-4 * (1 + Math.abs(sum)));
        double most = Math.max(a[i][r], b[i][r]);
        double log = most + Math.log(Math.exp(a[i][r] - most) + .5 * Math.exp(b[i][r] - most));
        assertEquals(log, mixture[i][r], 1e-4 * (1 + Math.abs(log)));
      }
    }
    Table drawn =
        TableSampler.product(model.sampler().given("kind", "b"), other.sampler()).draw(20);
    assertTrue(Arrays.stream(drawn.column(2)).allMatch(kind -> kind == 1));
  }

  @Test
  void otherSpacesAreRefused() {
    try (TableModel elsewhere = trainer().fit(sample(40, 4))) {
      String error =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> TableSampler.product(model.sampler(), elsewhere.sampler()))
              .getMessage();
      assertTrue(error.contains("encode column \"x\" differently"), error);
    }
    String conditions =
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer().conditions().encodedLike(model).fit(table))
            .getMessage();
    assertTrue(conditions.contains("conditions are []"), conditions);
  }

  @Test
  void fillingAlikeDependsOnTheRowAlone() {
    double[][] gaps = Arrays.stream(table.rows()).map(double[]::clone).toArray(double[][]::new);
    for (double[] row : gaps) {
      row[1] = Double.NaN;
    }
    gaps[5][2] = Double.NaN;
    Imputer imputer = model.imputer().draws(3).alike(true).conditions(false);
    Imputer.Imputation together = imputer.fill(new Table(SCHEMA, gaps));
    Imputer.Imputation alone = imputer.fill(new Table(SCHEMA, new double[][] {gaps[7]}));
    for (int m = 0; m < 3; m++) {
      assertEquals(alone.draws().get(m).rows()[0][1], together.draws().get(m).rows()[7][1], 1e-2);
    }
    assertFalse(
        alone.draws().get(0).rows()[0][1] == alone.draws().get(1).rows()[0][1], "draws differ");
    assertTrue(Double.isNaN(together.centre().rows()[5][2]), "no condition was drawn");
  }

  @Test
  void thresholdsAreQuantilesOfTrainingScores() {
    AnomalyScorer scorer = model.anomalies();
    double threshold = scorer.threshold(.9);
    long below =
        Arrays.stream(scorer.score(table).scores()).filter(score -> score < threshold).count();
    // The rows gave the scale without their own part in groups, and score less with it.
    assertEquals(.9, below / 80., .05);
    assertThrows(IllegalArgumentException.class, () -> scorer.threshold(1.1));
  }
}
