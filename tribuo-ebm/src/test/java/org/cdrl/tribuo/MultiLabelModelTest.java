package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cdrl.config.CdrlConfig;
import org.cdrl.tribuo.conditioning.MultiLabelConditioning;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.multilabel.MultiLabel;
import org.tribuo.multilabel.MultiLabelFactory;
import org.tribuo.multilabel.evaluation.MultiLabelEvaluation;
import org.tribuo.multilabel.evaluation.MultiLabelEvaluator;
import org.tribuo.test.Helpers;

/** A model of two labels, of which training never had both: "right" has x near 3, "up" y near 3. */
class MultiLabelModelTest {
  private static CDRLModel<MultiLabel> model;

  private static MutableDataset<MultiLabel> data(int n, long seed) {
    Random random = new Random(seed);
    List<Example<MultiLabel>> examples = new ArrayList<>();
    for (int r = 0; r < n; r++) {
      boolean right = r % 3 == 1;
      boolean up = r % 3 == 2;
      Set<Label> labels = new HashSet<>();
      if (right) {
        labels.add(new Label("right"));
      }
      if (up) {
        labels.add(new Label("up"));
      }
      examples.add(
          Small.example(
              new MultiLabel(labels),
              Map.of(
                  "x", (right ? 3 : 0) + .5 * random.nextGaussian(),
                  "y", (up ? 3 : 0) + .5 * random.nextGaussian())));
    }
    return Small.data(examples, new MultiLabelFactory());
  }

  @BeforeAll
  static void train() {
    model =
        Small.thorough(new MultiLabelConditioning())
            .set(CdrlConfig.CONDITION_DROPOUT, .4)
            .build()
            .train(data(300, 1));
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static double mean(List<Example<MultiLabel>> examples, String feature) {
    return examples.stream()
        .mapToDouble(example -> example.lookup(feature).getValue())
        .average()
        .orElseThrow();
  }

  @Test
  void labelsArePredicted() {
    MultiLabelEvaluation evaluation = new MultiLabelEvaluator().evaluate(model, data(90, 2));
    assertTrue(evaluation.microAveragedF1() > .8, evaluation.toString());
  }

  @Test
  void labelsComposeWhereTrainingHadNeverBoth() {
    List<Example<MultiLabel>> both =
        model
            .sampler()
            .compose(
                Concept.of(Condition.of("right", MultiLabelConditioning.YES)),
                Concept.of(Condition.of("up", MultiLabelConditioning.YES)))
            .examples(100);
    assertTrue(both.stream().allMatch(example -> example.getOutput().getNameSet().size() == 2));
    assertTrue(
        mean(both, "x") > 1.2 && mean(both, "y") > 1.2, mean(both, "x") + " " + mean(both, "y"));
    List<Example<MultiLabel>> right =
        model.sampler().given(new MultiLabel(Set.of(new Label("right")))).examples(100);
    assertTrue(mean(right, "x") > 2 && mean(right, "y") < 1);
    assertThrows(
        IllegalArgumentException.class, () -> model.sampler().given(new MultiLabel("down")));
  }

  @Test
  void storedModelsPredictTheSame() {
    MutableDataset<MultiLabel> data = data(10, 3);
    try (CDRLModel<MultiLabel> read =
        (CDRLModel<MultiLabel>)
            Helpers.testModelProtoSerialization(model, MultiLabel.class, data, 0)) {
      assertEquals(
          model.predict(data.getExample(0)).getOutput(),
          read.predict(data.getExample(0)).getOutput());
    }
  }
}
