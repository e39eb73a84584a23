package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.test.Helpers;

/** A model of labelled examples: predictions, storing, and what examples may lack. */
class LabelModelTest {
  private final CDRLModel<Label> model = Small.flowersModel();
  private final MutableDataset<Label> data = Small.flowers(60, 3);

  @Test
  void tellsFlowersApart() {
    LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, Small.flowers(100, 2));
    assertTrue(evaluation.accuracy() > .8, evaluation.toString());
    Prediction<Label> one = model.predict(data.getExample(0));
    double sum = one.getOutputScores().values().stream().mapToDouble(Label::getScore).sum();
    assertEquals(1, sum, 1e-9);
    assertTrue(one.hasProbabilities());
  }

  @Test
  void columnsAreFoundByTheirFeatures() {
    assertEquals(List.of("colour", "leaves", "length", "height"), model.table().schema().names());
    assertEquals(
        "[CATEGORICAL, INTEGER, REAL, CATEGORICAL]",
        model.table().schema().columns().stream().map(c -> c.kind()).toList().toString());
    assertEquals("not all values are whole", model.table().schema().column(2).reason());
    assertTrue(model.toString().contains("3 columns, absent=MISSING"), model.toString());
    assertFalse(model.toString().contains("length"), model.toString());
  }

  @Test
  void storedModelsPredictTheSame() {
    Model<Label> read = Helpers.testModelProtoSerialization(model, Label.class, data, 0);
    requireSameScores(read);
    Helpers.testModelSerialization(model, Label.class);
    requireSameScores(model.copy());
  }

  private void requireSameScores(Model<Label> other) {
    List<Prediction<Label>> expected = model.predict((Dataset<Label>) data);
    List<Prediction<Label>> found = other.predict((Dataset<Label>) data);
    for (int n = 0; n < expected.size(); n++) {
      for (String label : List.of("tall", "flat")) {
        assertEquals(
            expected.get(n).getOutputScores().get(label).getScore(),
            found.get(n).getOutputScores().get(label).getScore());
      }
    }
    ((CDRLModel<Label>) other).close();
  }

  @Test
  void severalThreadsPredictTheSame() {
    List<Double> alone = data.getData().stream().map(this::tall).toList();
    try (CDRLModel<Label> fresh = (CDRLModel<Label>) model.copy()) {
      List<Double> together =
          data.getData().parallelStream()
              .map(e -> fresh.predict(e).getOutputScores().get("tall").getScore())
              .toList();
      assertEquals(alone, together);
    }
  }

  private double tall(Example<Label> example) {
    return model.predict(example).getOutputScores().get("tall").getScore();
  }

  @Test
  void unknownFeaturesAreIgnoredUnlessThereIsNothingElse() {
    Label tall = new Label("tall");
    Example<Label> known = Small.example(tall, Map.of("length", 6.));
    Example<Label> more =
        Small.example(tall, Map.of("length", 6., "weather", 3., "colour@green", 1.));
    assertEquals(
        model.predict(known).getOutputScores().get("tall").getScore(),
        model.predict(more).getOutputScores().get("tall").getScore());
    Example<Label> nothing = Small.example(tall, Map.of("weather", 3.));
    assertThrows(IllegalArgumentException.class, () -> model.predict(nothing));
  }
}
