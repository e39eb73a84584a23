package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationData;
import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cdrl.tribuo.source.ModelSampleSource;
import org.cdrl.tribuo.source.TableDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.Prediction;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.test.Helpers;

/** From XML to a model, from its provenance to the same model, and from its file in another JVM. */
class ReproductionTest {
  private static final String XML =
      """
      <config>
        <component name="labels" type="org.cdrl.tribuo.conditioning.LabelConditioning">
          <property name="column" value="height"/>
        </component>
        <component name="factory" type="org.tribuo.classification.LabelFactory"/>
        <component name="flowers" type="org.cdrl.tribuo.source.TableDataSource">
          <property name="path" value="%s"/>
          <property name="outputFactory" value="factory"/>
          <propertylist name="responses"><item>height</item></propertylist>
        </component>
        <component name="cdrl" type="org.cdrl.tribuo.CDRLTrainer">
          <property name="conditioning" value="labels"/>
          <property name="absent" value="MISSING"/>
          <property name="energyWidth" value="16"/>
          <property name="initializerWidth" value="16"/>
          <property name="batchSize" value="32"/>
          <property name="langevinSteps" value="3"/>
          <property name="pretrainingIterations" value="5"/>
          <property name="iterations" value="10"/>
          <property name="validationShare" value=".3"/>
          <property name="threads" value="1"/>
        </component>
      </config>
      """;

  private static double[] scores(Model<Label> model, Dataset<Label> data) {
    return model.predict(data).stream()
        .map(Prediction::getOutput)
        .mapToDouble(Label::getScore)
        .toArray();
  }

  @SuppressWarnings("unchecked") // of the configuration above
  private static CDRLModel<Label> train(ConfigurationManager manager) {
    CDRLTrainer<Label> trainer = manager.lookupAll(CDRLTrainer.class).get(0);
    TableDataSource<Label> source = manager.lookupAll(TableDataSource.class).get(0);
    return trainer.train(new MutableDataset<>(source));
  }

  private static String flowers(int n) {
    StringBuilder text = new StringBuilder("length,height,colour\n");
    for (int r = 0; r < n; r++) {
      text.append(r % 2 == 0 ? 6 + r % 7 / 3. : 2 + r % 5 / 3.)
          .append(r % 2 == 0 ? ",tall," : ",flat,")
          .append(r % 3 == 0 ? "red" : "blue")
          .append('\n');
    }
    return text.toString();
  }

  @Tag("slow")
  @Test
  void xmlTrainsAndProvenanceTrainsTheSameAgain(@TempDir Path folder) throws IOException {
    Path csv = Files.writeString(folder.resolve("flowers.csv"), flowers(40));
    Path xml = Files.writeString(folder.resolve("config.xml"), XML.formatted(csv));
    try (ConfigurationManager first = new ConfigurationManager(xml.toString());
        ConfigurationManager again = new ConfigurationManager();
        CDRLModel<Label> model = train(first)) {
      Helpers.testProvenanceMarshalling(model.getProvenance());
      List<ConfigurationData> configuration =
          ProvenanceUtil.extractConfiguration(model.getProvenance());
      again.addConfiguration(configuration);
      // Through a file, as a user would keep it.
      Path saved = folder.resolve("saved.xml");
      again.save(saved.toFile(), true);
      try (ConfigurationManager read = new ConfigurationManager(saved.toString());
          CDRLModel<Label> same = train(read)) {
        Dataset<Label> data = new MutableDataset<>(source(csv));
        assertArrayEquals(scores(model, data), scores(same, data));
        assertArrayEquals(
            model.table().sampler().draw(9).rows(), same.table().sampler().draw(9).rows());
      }
      Path written = folder.resolve("like-the-input.csv");
      model.writeTable(written, model.sampler().examples(2));
      assertEquals("length,height,colour", Files.readAllLines(written).get(0));
    }
  }

  private static TableDataSource<Label> source(Path csv) throws IOException {
    return new TableDataSource<>(csv, new LabelFactory(), "height");
  }

  @Tag("slow")
  @Test
  @SuppressWarnings("unchecked") // of the configuration that was written
  void modelsOfSamplesAreBuiltAnewFromTheirProvenance(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.pb");
    Small.flowersModel().serializeToFile(file);
    MutableDataset<Label> samples = new MutableDataset<>(new ModelSampleSource<Label>(file, 50, 3));
    Helpers.testProvenanceMarshalling(samples.getProvenance());
    Helpers.testDatasetSerialization(samples);
    Model<Label> model = new LogisticRegressionTrainer().train(samples);
    Helpers.testProvenanceMarshalling(model.getProvenance());
    try (ConfigurationManager manager = new ConfigurationManager()) {
      manager.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
      ModelSampleSource<Label> source = manager.lookupAll(ModelSampleSource.class).get(0);
      Trainer<Label> trainer = manager.lookupAll(LogisticRegressionTrainer.class).get(0);
      Model<Label> same = trainer.train(new MutableDataset<>(source));
      Dataset<Label> data = Small.flowers(20, 4);
      assertArrayEquals(scores(model, data), scores(same, data));
    }
  }

  /** Prints samples of a stored model, in a JVM of its own. */
  public static final class PrintSamples {
    public static void main(String[] arguments) throws IOException {
      try (CDRLModel<?> model = CDRLModel.load(Path.of(arguments[0]))) {
        System.out.println(text(model));
      }
    }

    static String text(CDRLModel<?> model) {
      return Arrays.deepToString(model.table().sampler().seed(9).draw(20).rows());
    }
  }

  @Tag("slow")
  @Test
  void anotherJvmDrawsTheSameSamples(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.pb");
    Small.flowersModel().serializeToFile(file);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PrintSamples.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor());
    assertTrue(output.endsWith(PrintSamples.text(Small.flowersModel())), output);
  }
}
