package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.WeightedExamples;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;

/** Examples count as much as their weights say. */
class WeightedExamplesTest {
  private static CDRLTrainerBuilder<Label> trainer() {
    return Small.trainer(new LabelConditioning("height"));
  }

  private static MutableDataset<Label> weighted(double tall, double flat) {
    MutableDataset<Label> flowers = Small.flowers(80, 1);
    for (Example<Label> example : flowers) {
      boolean isTall = example.getOutput().getLabel().equals("tall");
      example.setWeight((float) (isTall ? tall : flat));
    }
    return flowers;
  }

  @Tag("slow")
  @Test
  void equalWeightsAndExamplesOfWeightZeroChangeNothing() {
    MutableDataset<Label> plain = Small.flowers(80, 1);
    List<Example<Label>> more = new ArrayList<>(weighted(.25, .25).getData());
    for (int n = 0; n < 20; n++) {
      Example<Label> anomalous =
          Small.example(new Label("tall"), Map.of("length", -50.5, "leaves", 100. + n));
      anomalous.setWeight(0);
      more.add(anomalous);
    }
    try (CDRLModel<Label> without = trainer().build().train(plain);
        CDRLModel<Label> with = trainer().build().train(Small.data(more, new LabelFactory()))) {
      assertArrayEquals(without.score(plain), with.score(plain));
      assertEquals(without.sample(20, 3).getData(), with.sample(20, 3).getData());
      for (Example<Label> example : plain) {
        assertEquals(
            without.predict(example).getOutputScores(), with.predict(example).getOutputScores());
      }
    }
  }

  @Test
  void labelsAreDrawnAsOftenAsTheirWeightsSay() {
    assertInstanceOf(WeightedExamples.class, trainer().build());
    try (CDRLModel<Label> model = trainer().build().train(weighted(3, 1))) {
      long tall =
          model.sample(400, 1).getData().stream()
              .filter(example -> example.getOutput().getLabel().equals("tall"))
              .count();
      assertEquals(300, tall, 35, "four standard deviations");
    }
  }

  @Test
  void weightsThatMeanNothingAreRefusedWithTheirExample() {
    MutableDataset<Label> flowers = Small.flowers(20, 1);
    flowers.getExample(6).setWeight(-1);
    CDRLTrainer<Label> trainer = trainer().build();
    String error =
        assertThrows(IllegalArgumentException.class, () -> trainer.train(flowers)).getMessage();
    assertEquals("Example 7 has the weight -1.0; weights must be finite and 0 or more", error);
    assertEquals(
        "All weights are 0; there is nothing to learn from",
        assertThrows(IllegalArgumentException.class, () -> trainer.train(weighted(0, 0)))
            .getMessage());
  }
}
