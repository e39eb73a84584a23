package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cdrl.tribuo.conditioning.LabelConditioning;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.data.ConfigurableTrainTest;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.test.Helpers;
import org.tribuo.transform.TransformTrainer;
import org.tribuo.transform.TransformationMap;
import org.tribuo.transform.transformations.LinearScalingTransformation;

/** Tribuo's own tools drive the trainer as they drive Tribuo's. */
class TribuoToolsTest {
  private final MutableDataset<Label> data = Small.flowers(60, 7);
  private final CDRLTrainer<Label> trainer =
      Small.trainer(new LabelConditioning("height")).iterations(30).build();

  @Tag("slow")
  @Test
  void crossValidation() {
    List<Pair<LabelEvaluation, Model<Label>>> folds =
        new CrossValidation<>(trainer, data, new LabelEvaluator(), 2).evaluate();
    assertEquals(2, folds.size());
    for (Pair<LabelEvaluation, Model<Label>> fold : folds) {
      assertEquals(30, fold.getA().getPredictions().size());
      Helpers.testProvenanceMarshalling(fold.getB().getProvenance());
    }
  }

  @Tag("slow")
  @Test
  void transformationsAndBags() {
    TransformationMap scaling =
        new TransformationMap(Map.of("length", List.of(new LinearScalingTransformation(0, 1))));
    Model<Label> scaled = new TransformTrainer<>(trainer, scaling).train(data);
    assertEquals(60, scaled.predict((Dataset<Label>) data).size());
    Model<Label> bag = new BaggingTrainer<>(trainer, new VotingCombiner(), 2).train(data);
    assertEquals(60, bag.predict((Dataset<Label>) data).size());
    Helpers.testProvenanceMarshalling(bag.getProvenance());
  }

  @Tag("slow")
  @Test
  void configurableTrainTestTrainsCrossValidatesAndSaves(@TempDir Path folder) throws IOException {
    Path csv = folder.resolve("train.csv");
    StringBuilder rows = new StringBuilder("colour,length,y\n");
    for (Example<Label> flower : data) {
      rows.append(flower.lookup("colour@red") != null ? 1 : 0)
          .append(',')
          .append(flower.lookup("length").getValue())
          .append(',')
          .append(flower.getOutput().getLabel())
          .append('\n');
    }
    Files.writeString(csv, rows);
    Path config =
        Files.writeString(
            folder.resolve("cli.xml"),
            """
            <config>
              <component name="factory" type="org.tribuo.classification.LabelFactory"/>
              <component name="labels" type="org.cdrl.tribuo.conditioning.LabelConditioning"/>
              <component name="cdrl" type="org.cdrl.tribuo.CDRLTrainer">
                <property name="conditioning" value="labels"/>
                <property name="absent" value="ZERO"/>
                <property name="energyWidth" value="16"/>
                <property name="initializerWidth" value="16"/>
                <property name="pretrainingIterations" value="5"/>
                <property name="langevinSteps" value="3"/>
                <property name="validationShare" value=".3"/>
                <property name="threads" value="1"/>
              </component>
            </config>
            """);
    Path saved = folder.resolve("model.pb");
    ConfigurableTrainTest.main(
        new String[] {
          "-c",
          config.toString(),
          "-t",
          "cdrl",
          "-a",
          "factory",
          "-u",
          csv.toString(),
          "-v",
          csv.toString(),
          "-s",
          "CSV",
          "--csv-response-name",
          "y",
          "-x",
          "-n",
          "2",
          "--model-output-protobuf",
          "true",
          "-f",
          saved.toString(),
          "--@cdrl.iterations",
          "9"
        });
    try (CDRLModel<Label> model = CDRLModel.load(saved, Label.class)) {
      assertEquals(9, model.table().engine().summary().iterations());
      assertTrue(model.getProvenance().toString().contains("train.csv"));
    }
  }
}
