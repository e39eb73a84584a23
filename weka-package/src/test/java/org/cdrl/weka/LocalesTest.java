package org.cdrl.weka;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weka.classifiers.functions.CDRL;
import weka.core.Instance;
import weka.core.Instances;
import weka.core.SerializationHelper;
import weka.datagenerators.classifiers.classification.CDRLGenerator;

/** Training, saving, reading, classifying and drawing are the same in every locale. */
class LocalesTest {
  private static final Locale BEFORE = Locale.getDefault();

  @TempDir Path folder;

  @AfterEach
  void restore() {
    Locale.setDefault(BEFORE);
  }

  private List<String> outputs() throws Exception {
    Instances data = Clusters.of(10, 10, 3, 1);
    CDRL cdrl = new CDRL();
    cdrl.setOptions(new CDRL().getOptions());
    cdrl.setIterations(2);
    cdrl.setNoiseLevels(2);
    cdrl.setLangevinSteps(2);
    cdrl.setNetworkWidth(8);
    cdrl.setCalibrationFolds(0);
    cdrl.setThreads(1);
    cdrl.buildClassifier(data);
    Path file = folder.resolve("c.model");
    SerializationHelper.write(file.toString(), cdrl);
    CDRL read = (CDRL) SerializationHelper.read(file.toString());
    List<String> outputs = new ArrayList<>(List.of(String.join(" ", cdrl.getOptions())));
    for (Instance row : data) {
      outputs.add(String.valueOf(read.distributionForInstance(row)[0]));
    }
    CDRLGenerator generator = new CDRLGenerator();
    generator.setOptions(new String[] {"-model", file.toString(), "-n", "5"});
    generator.setDatasetFormat(generator.defineDataFormat());
    outputs.add(generator.generateExamples().toString());
    return outputs;
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"tr-TR", "ar-EG", "th-TH-u-nu-thai", "de-DE"})
  void schemesDoTheSame(String locale) throws Exception {
    Locale.setDefault(Locale.ENGLISH);
    List<String> expected = outputs();
    Locale.setDefault(Locale.forLanguageTag(locale));
    assertEquals(expected, outputs());
  }
}
