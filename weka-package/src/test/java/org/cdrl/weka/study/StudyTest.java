package org.cdrl.weka.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.cdrl.table.TableModel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import weka.core.Instances;

class StudyTest {
  private static final int ANOMALOUS = 10;

  private static Study study;
  private static PausableTraining training;
  private static TableModel model;

  @BeforeAll
  static void train() throws Exception {
    Instances iris = Examples.ofWeka("iris");
    // The petals of this flower were narrow, as all of its species are.
    iris.get(ANOMALOUS).setValue(3, 2.5);
    study = Study.of(iris, 4, List.of());
    training = PausableTraining.of(study, Examples.quickly(300), null);
    model = training.train();
  }

  @AfterAll
  static void close() throws Exception {
    model.close();
    training.close();
  }

  private static DrawRequest request(Map<String, String> labels, List<WeightedLabel> composition) {
    return new DrawRequest(60, labels, Optional.empty(), composition, 0, 5, 7);
  }

  @Tag("slow")
  @Test
  void stoppedAndContinuedIsAsUnbroken() throws Exception {
    DrawRequest request = request(Map.of(), List.of());
    Instances unbroken;
    try (PausableTraining run = PausableTraining.of(study, Examples.quickly(120), null);
        TableModel model = run.train()) {
      assertFalse(run.canContinue());
      assertEquals(140, run.curve().latest().orElseThrow().iteration());
      unbroken = request.draw(study, model);
    }
    try (PausableTraining run = PausableTraining.of(study, Examples.quickly(120), null)) {
      CompletableFuture<TableModel> training =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return run.train();
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              });
      while (run.curve().latest().isEmpty()) {
        Thread.onSpinWait();
      }
      run.stop();
      training.get().close();
      assertTrue(run.canContinue());
      try (TableModel model = run.train()) {
        assertFalse(run.canContinue());
        Instances drawn = request.draw(study, model);
        for (int r = 0; r < 60; r++) {
          assertArrayEquals(unbroken.get(r).toDoubleArray(), drawn.get(r).toDoubleArray());
        }
      }
    }
  }

  @Test
  void rowsAreDrawnAsAskedFor() throws Exception {
    Instances drawn = request(Map.of("class", "Iris-setosa"), List.of()).draw(study, model);
    assertTrue(drawn.equalHeaders(study.data()));
    assertEquals(60, drawn.size());
    assertTrue(drawn.stream().allMatch(row -> row.stringValue(4).equals("Iris-setosa")));

    DrawRequest turns = new DrawRequest(60, Map.of(), Optional.of("class"), List.of(), .5, 5, 1);
    int[] counts = turns.draw(study, model).attributeStats(4).nominalCounts;
    assertArrayEquals(new int[] {20, 20, 20}, counts);
  }

  @Test
  void weightedLabelsCompose() {
    WeightedLabel wanted = new WeightedLabel("class", "Iris-virginica", true, 1);
    WeightedLabel unwanted = new WeightedLabel("class", "Iris-setosa", false, .5);
    Instances composed = request(Map.of(), List.of(wanted, unwanted)).draw(study, model);
    assertTrue(composed.stream().allMatch(row -> row.stringValue(4).equals("Iris-virginica")));
    var twice =
        assertThrows(
            IllegalArgumentException.class,
            () -> request(Map.of(), List.of(wanted, wanted)).draw(study, model));
    assertTrue(twice.getMessage().contains("Iris-virginica"));
  }

  @Test
  void theMostAnomalousRowIsTheOneThatWasMadeAnomalous() {
    AnomalyScores anomalyScores = AnomalyScores.of(study, model, 5);
    assertEquals(150, anomalyScores.scores().length);
    AnomalyScores.AnomalousRow mostAnomalous = anomalyScores.mostAnomalous().get(0);
    assertEquals(ANOMALOUS, mostAnomalous.row());
    assertEquals("petalwidth", mostAnomalous.reasons().get(0).attribute().name());
    assertEquals("2.5", mostAnomalous.reasons().get(0).value());
  }

  @Test
  void whatCannotBeStudiedIsSaidInWords() throws Exception {
    Instances empty = new Instances(Examples.ofWeka("iris"), 0);
    var e = assertThrows(IllegalArgumentException.class, () -> Study.of(empty, 4, List.of()));
    assertTrue(e.getMessage().contains("no rows"));
  }
}
