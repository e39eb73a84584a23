package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.tribuo.GeneratedDataSource.GeneratedProvenance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.test.Helpers;

/** Examples drawn from a model. */
class SamplingTest {
  private final CDRLModel<Label> model = Small.flowersModel();

  private static double length(List<Example<Label>> examples) {
    return examples.stream()
        .mapToDouble(example -> example.lookup("length").getValue())
        .average()
        .orElseThrow();
  }

  @Test
  void examplesAreValidAndLikeThoseOfTraining() {
    List<Example<Label>> examples = model.sampleExamples(200, new SplittableRandom(1));
    for (Example<Label> example : examples) {
      int colours = 0;
      for (Feature feature : example) {
        if (feature.getName().startsWith("colour@")) {
          colours++;
          assertEquals(1, feature.getValue());
        }
      }
      assertEquals(1, colours);
      double leaves = example.lookup("leaves").getValue();
      assertTrue(leaves == Math.rint(leaves) && leaves >= 1 && leaves <= 6, "leaves " + leaves);
    }
    long tall = examples.stream().filter(e -> e.getOutput().getLabel().equals("tall")).count();
    assertEquals(100, tall, 10);
    assertEquals(
        examples.get(7).toString(),
        model.sampleExamples(8, new SplittableRandom(1)).get(7).toString());
  }

  @Test
  void conditionsGuideLengths() {
    ExampleSampler<Label> sampler = model.sampler().seed(4);
    Label tall = new Label("tall");
    List<Example<Label>> ofTall = sampler.given(tall).examples(100);
    List<Example<Label>> ofFlat = sampler.given("height", "flat").guidance(.5).examples(100);
    assertTrue(ofTall.stream().allMatch(example -> example.getOutput().equals(tall)));
    assertTrue(length(ofTall) > length(ofFlat) + 1.5, length(ofTall) + " " + length(ofFlat));
    long balanced =
        sampler.balanced("height").examples(11).stream()
            .filter(example -> example.getOutput().equals(tall))
            .count();
    assertTrue(balanced == 5 || balanced == 6);
    assertTrue(
        sampler.between("length", 5, 6).examples(20).stream()
            .allMatch(
                e -> e.lookup("length").getValue() >= 5 && e.lookup("length").getValue() <= 6));
    assertThrows(IllegalArgumentException.class, () -> sampler.given(new Label("round")));
  }

  @Test
  void samplesCarryTheirLineage() {
    Dataset<Label> samples = model.sample(60, 5);
    Helpers.testProvenanceMarshalling(samples.getProvenance());
    Helpers.testDatasetSerialization(samples);
    GeneratedProvenance provenance = (GeneratedProvenance) samples.getSourceProvenance();
    assertEquals(model.getProvenance(), provenance.generator());
    Model<Label> downstream = new LogisticRegressionTrainer().train(samples);
    Helpers.testProvenanceMarshalling(downstream.getProvenance());
    List<ConfigurationData> configuration =
        ProvenanceUtil.extractConfiguration(downstream.getProvenance());
    for (Class<?> trainer : List.of(CDRLTrainer.class, LogisticRegressionTrainer.class)) {
      assertTrue(
          configuration.stream().anyMatch(data -> data.getClassName().contains(trainer.getName())),
          configuration.toString());
    }
    double accuracy = new LabelEvaluator().evaluate(downstream, Small.flowers(100, 6)).accuracy();
    assertTrue(accuracy > .8, "trained on synthetic, tested on real: " + accuracy);
  }

  @Test
  void modelDomainsAreKeptWhenAskedFor() {
    Dataset<Label> own = model.sampler().given(new Label("tall")).dataset(5);
    Dataset<Label> whole = model.sampler().given(new Label("tall")).datasetInModelDomains(5);
    assertEquals(1, own.getOutputs().size());
    assertSame(model.getOutputIDInfo(), whole.getOutputIDInfo());
    assertSame(model.getFeatureIDMap(), whole.getFeatureIDMap());
    assertNotEquals(own.getFeatureMap().size(), 0);
  }

  @Test
  void tablesHaveTheColumnsOfTheInput(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("samples.csv");
    model.writeTable(file, model.sampler().examples(3));
    List<String> lines = Files.readAllLines(file);
    assertEquals(4, lines.size());
    assertEquals("colour,leaves,length,height", lines.get(0));
    assertTrue(lines.get(1).matches("(red|blue),\\d,-?\\d+(\\.\\d)?,(tall|flat)"), lines.get(1));
  }
}
