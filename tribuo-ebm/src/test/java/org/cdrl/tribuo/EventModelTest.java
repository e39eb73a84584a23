package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cdrl.config.Optimisation;
import org.cdrl.tribuo.conditioning.EventConditioning;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.anomaly.AnomalyFactory;
import org.tribuo.anomaly.Event;
import org.tribuo.anomaly.Event.EventType;
import org.tribuo.anomaly.evaluation.AnomalyEvaluation;
import org.tribuo.anomaly.evaluation.AnomalyEvaluator;
import org.tribuo.test.Helpers;

/** A model of expected events, which finds the others. */
class EventModelTest {
  private static final double CONTAMINATION = .1;

  private static MutableDataset<Event> expected;
  private static CDRLModel<Event> model;

  /** x and y are near each other when expected, and far apart, or far out, when not. */
  private static MutableDataset<Event> events(int n, int anomalies, long seed) {
    Random random = new Random(seed);
    List<Example<Event>> examples = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      double x = random.nextGaussian();
      boolean anomalous = r < anomalies;
      double y =
          anomalous ? (x > 0 ? -4 : 4) + random.nextGaussian() : x + .3 * random.nextGaussian();
      Event event = new Event(anomalous ? EventType.ANOMALOUS : EventType.EXPECTED);
      examples.add(Small.example(event, Map.of("x", x, "y", y)));
    }
    return Small.data(examples, new AnomalyFactory());
  }

  @BeforeAll
  static void train() {
    expected = events(200, 0, 1);
    model =
        Small.trainer(new EventConditioning(CONTAMINATION))
            .iterations(400)
            .set(Optimisation.AVERAGE_DECAY, .98)
            .build()
            .train(expected);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void anomaliesAreFound() {
    AnomalyEvaluation evaluation = new AnomalyEvaluator().evaluate(model, events(200, 50, 2));
    assertTrue(evaluation.getRecall() > .8, evaluation.toString());
    assertEquals(CONTAMINATION, evaluation.getFalsePositives() / 150., .1, evaluation.toString());
  }

  @Test
  void scoresAreNegativeForAnomalies() {
    MutableDataset<Event> data = events(50, 10, 3);
    double[] anomalyScores = model.score(data);
    List<Prediction<Event>> predictions = model.predict((Dataset<Event>) data);
    double threshold = model.table().anomalies().threshold(1 - CONTAMINATION);
    for (int n = 0; n < anomalyScores.length; n++) {
      Event event = predictions.get(n).getOutput();
      assertEquals(threshold - anomalyScores[n], event.getScore(), 1e-9);
      assertEquals(event.getScore() < 0, event.getType() == EventType.ANOMALOUS);
    }
  }

  @Test
  void valuesBeyondMeasureAreAnomalous() {
    for (double far : new double[] {1e300, -1e300, Double.POSITIVE_INFINITY}) {
      Example<Event> example =
          Small.example(new Event(EventType.ANOMALOUS), Map.of("x", far, "y", 0.));
      Event event = model.predict(example).getOutput();
      assertEquals(EventType.ANOMALOUS, event.getType(), "x = " + far);
      assertTrue(Double.isFinite(event.getScore()), "x = " + far);
    }
  }

  @Test
  void storedModelsScoreTheSame() {
    MutableDataset<Event> data = events(50, 10, 3);
    // Tribuo's comparison holds for any two models of events, which have no scores per output.
    try (CDRLModel<Event> read =
        (CDRLModel<Event>) Helpers.testModelProtoSerialization(model, Event.class, data)) {
      List<Prediction<Event>> before = model.predict((Dataset<Event>) data);
      List<Prediction<Event>> after = read.predict((Dataset<Event>) data);
      for (int n = 0; n < before.size(); n++) {
        assertEquals(before.get(n).getOutput().getScore(), after.get(n).getOutput().getScore());
      }
    }
  }

  @Test
  void onlyExpectedEventsAreTrainedOnAndDrawn() {
    CDRLTrainer<Event> trainer = Small.trainer(new EventConditioning()).build();
    String error =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(events(20, 1, 4)))
            .getMessage();
    assertTrue(error.startsWith("Example 1 is ANOMALOUS"), error);
    assertTrue(
        model.sampler().examples(5).stream()
            .allMatch(example -> example.getOutput().getType() == EventType.EXPECTED));
    Event anomalous = new Event(EventType.ANOMALOUS);
    assertThrows(IllegalArgumentException.class, () -> model.sampler().given(anomalous));
    Model<Event> copy = model.copy();
    assertEquals(model.getProvenance(), copy.getProvenance());
  }
}
