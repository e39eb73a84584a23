package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.tribuo.ComposedModel.Part;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.test.Helpers;

/** Several models, or conditions of one, as one. */
class ComposedModelTest {
  @TempDir private static Path folder;

  private static CDRLModel<Label> first;
  private static CDRLModel<Label> second;
  private static MutableDataset<Label> data;

  /** A second model in the space of the one that all tests share. */
  @BeforeAll
  static void train() throws IOException {
    Path file = folder.resolve("first.pb");
    Small.flowersModel().serializeToFile(file);
    first = CDRLModel.load(file, Label.class);
    data = Small.flowers(40, 9);
    second =
        Small.trainer(new LabelConditioning("height"))
            .encodedLike(file)
            .build()
            .train(Small.flowers(100, 8));
  }

  @AfterAll
  static void close() {
    first.close();
    second.close();
  }

  private static double[] anomalyScores(CDRLModel<Label> model, int... transitions) {
    float[][] logs = model.table().sampler().logDensities(model.rows(data.getData()), transitions);
    double[] mean = new double[data.size()];
    for (float[] ofLevel : logs) {
      for (int r = 0; r < mean.length; r++) {
        mean[r] -= ofLevel[r] / (double) logs.length;
      }
    }
    return mean;
  }

  @Test
  void productsAddWeightedLogDensities() {
    ComposedModel<Label> product =
        ComposedModel.product(
            List.of(new Part<>(first, .5, List.of()), new Part<>(second, 2, List.of())));
    double[] a = anomalyScores(first, 2, 3, 4, 5, 6);
    double[] b = anomalyScores(second, 2, 3, 4, 5, 6);
    double[] both = product.score(data);
    for (int r = 0; r < both.length; r++) {
      assertEquals(.5 * a[r] + 2 * b[r], both[r], 1e-3 * (1 + Math.abs(both[r])));
    }
    List<Example<Label>> drawn = product.sampler().given(new Label("tall")).examples(20);
    assertTrue(drawn.stream().allMatch(example -> example.size() == 3));
    double[] p =
        new double[] {
          first.predict(data.getExample(0)).getOutputScores().get("tall").getScore(),
          second.predict(data.getExample(0)).getOutputScores().get("tall").getScore()
        };
    double yes = Math.pow(p[0], .5) * Math.pow(p[1], 2);
    double no = Math.pow(1 - p[0], .5) * Math.pow(1 - p[1], 2);
    assertEquals(
        yes / (yes + no),
        product.predict(data.getExample(0)).getOutputScores().get("tall").getScore(),
        1e-6);
  }

  @Test
  void whatNoTrainingExampleHadIsAnomalousToACompositionToo() {
    ComposedModel<Label> product =
        ComposedModel.product(
            List.of(new Part<>(first, 1, List.of()), new Part<>(second, 1, List.of())));
    Example<Label> whole = data.getExample(0);
    Map<String, Double> features = new HashMap<>();
    whole.forEach(feature -> features.put(feature.getName(), feature.getValue()));
    String missing = "length";
    features.remove(missing);
    Dataset<Label> lacking =
        Small.data(List.of(Small.example(whole.getOutput(), features)), new LabelFactory());
    double most = Arrays.stream(product.score(data)).max().orElseThrow();
    assertTrue(product.score(lacking)[0] > most, missing + " is never missing");
  }

  @Test
  void conditionsOfOneModelCompose() {
    ComposedModel<Label> notFlat =
        ComposedModel.of(
            first,
            Concept.not(Condition.of("height", "flat")),
            Concept.of(Condition.of("height", "tall")));
    double length =
        notFlat.sampler().examples(100).stream()
            .mapToDouble(example -> example.lookup("length").getValue())
            .average()
            .orElseThrow();
    assertTrue(length > 5, "length " + length);
  }

  @Tag("slow")
  @Test
  void storedCompositionsAreTheSame() throws IOException {
    ComposedModel<Label> mixture =
        ComposedModel.mixture(
            List.of(
                new Part<>(first, 1, List.of(Concept.of(Condition.of("height", 0)))),
                new Part<>(second, 3, List.of())));
    Helpers.testProvenanceMarshalling(mixture.getProvenance());
    Path file = folder.resolve("mixture.pb");
    mixture.serializeToFile(file);
    try (ExampleGenerator<?> read = ExampleGenerator.load(file)) {
      @SuppressWarnings("unchecked")
      ComposedModel<Label> same = (ComposedModel<Label>) read;
      assertArrayEquals(mixture.score(data), same.score(data));
      assertArrayEquals(mixture.sampler().table(5).rows(), same.sampler().table(5).rows());
      assertEquals(2, same.parts().size());
      assertEquals(40, same.predict((Dataset<Label>) data).size());
    }
    assertThrows(IOException.class, () -> CDRLModel.load(file));
  }

  @Tag("slow")
  @Test
  void otherDomainsAreRefused() {
    MutableDataset<Label> other =
        Small.data(
            Arrays.asList(
                Small.example(new Label("tall"), Map.of("length", 1.5, "width", 3.)),
                Small.example(new Label("flat"), Map.of("length", 2., "width", 2.)),
                Small.example(new Label("flat"), Map.of("length", 3., "width", 1.))),
            new LabelFactory());
    CDRLTrainer<Label> quick =
        Small.trainer(new LabelConditioning("height")).iterations(5).folds(0).validation(0).build();
    try (CDRLModel<Label> elsewhere = quick.train(other);
        CDRLModel<Label> otherwise = quick.train(Small.flowers(30, 5))) {
      assertTrue(refusal(elsewhere).contains("features differ: only the first has [colour@blue"));
      assertTrue(refusal(otherwise).contains("encode column"), refusal(otherwise));
    }
  }

  private static String refusal(CDRLModel<Label> other) {
    return assertThrows(
            IllegalArgumentException.class,
            () ->
                ComposedModel.product(
                    List.of(new Part<>(first, 1, List.of()), new Part<>(other, 1, List.of()))))
        .getMessage();
  }
}
