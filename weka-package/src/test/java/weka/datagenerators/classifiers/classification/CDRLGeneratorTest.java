package weka.datagenerators.classifiers.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.cdrl.weka.Clusters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weka.classifiers.functions.CDRL;
import weka.classifiers.rules.ZeroR;
import weka.core.Attribute;
import weka.core.Instances;
import weka.core.SerializationHelper;
import weka.core.WekaException;
import weka.filters.Filter;
import weka.filters.supervised.instance.CDRLOversample;

class CDRLGeneratorTest {
  @TempDir static Path folder;
  private static CDRL classifier;
  private static File model;

  /** A classifier of clusters three standard deviations to both sides, three of four in b. */
  private static synchronized CDRL trained() throws Exception {
    if (classifier != null) {
      return classifier;
    }
    CDRL cdrl = new CDRL();
    cdrl.setIterations(150);
    cdrl.setNoiseLevels(6);
    cdrl.setLangevinSteps(5);
    cdrl.setNetworkWidth(24);
    cdrl.setCalibrationFolds(0);
    cdrl.setThreads(1);
    cdrl.buildClassifier(Clusters.of(50, 150, 3, 1));
    classifier = cdrl;
    return cdrl;
  }

  static File savedClassifier() {
    try {
      File file = File.createTempFile("cdrl", ".model");
      file.deleteOnExit();
      SerializationHelper.write(file.getPath(), trained());
      return file;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @BeforeAll
  static void train() throws Exception {
    model = folder.resolve("c.model").toFile();
    SerializationHelper.write(model.getPath(), trained());
  }

  private static Instances generated(CDRLGenerator generator) throws Exception {
    generator.setDatasetFormat(generator.defineDataFormat());
    return generator.generateExamples();
  }

  @Test
  void rowsAreLikeThoseOfTraining() throws Exception {
    CDRLGenerator generator = new CDRLGenerator();
    generator.setOptions(new String[] {"-model", model.getPath(), "-n", "400"});
    Instances rows = generated(generator);
    assertEquals(400, rows.size());
    assertEquals(3, rows.classIndex());
    assertEquals(300, rows.attributeStats(3).nominalCounts[1], 5);
    double right = rows.stream().filter(r -> (r.value(0) > 0) == (r.classValue() == 1)).count();
    assertTrue(right / 400 > .95, "rows on their class's side: " + right / 400);
  }

  /** Two clusters with a running number and a code beside them. */
  private static Instances withKeys() {
    Instances data = Clusters.of(20, 20, 3, 1);
    ArrayList<String> codes = new ArrayList<>();
    for (int r = 0; r < data.size(); r++) {
      codes.add(String.format("C%03d/%d", r * 617 % 1000, r % 2));
    }
    data.insertAttributeAt(new Attribute("number"), 0);
    data.insertAttributeAt(new Attribute("code", codes), 1);
    for (int r = 0; r < data.size(); r++) {
      data.get(r).setValue(0, r + 1);
      data.get(r).setValue(1, r);
    }
    return data;
  }

  @Test
  void keysAreMadeAnewAndRareValuesHidden() throws Exception {
    Instances data = withKeys();
    CDRL cdrl = new CDRL();
    cdrl.setIterations(20);
    cdrl.setNoiseLevels(3);
    cdrl.setLangevinSteps(3);
    cdrl.setNetworkWidth(16);
    cdrl.setCalibrationFolds(0);
    cdrl.setThreads(1);
    cdrl.setProtect(true);
    cdrl.buildClassifier(data);
    assertTrue(cdrl.toString().contains("number, running numbers"), cdrl.toString());
    assertTrue(cdrl.toString().contains("x, 8 cells moved into the range"), cdrl.toString());
    assertTrue(cdrl.toString().contains("Range         x from "), cdrl.toString());
    File file = folder.resolve("keys.model").toFile();
    SerializationHelper.write(file.getPath(), cdrl);
    CDRLGenerator generator = new CDRLGenerator();
    generator.setOptions(new String[] {"-model", file.getPath(), "-n", "30"});
    Instances rows = generated(generator);
    Set<String> codes = new HashSet<>();
    double[] x = Arrays.stream(data.attributeToDoubleArray(2)).sorted().toArray();
    for (int r = 0; r < rows.size(); r++) {
      assertEquals(41 + r, rows.get(r).value(0));
      assertTrue(rows.get(r).value(2) >= x[4] && rows.get(r).value(2) <= x[35], "an extreme");
      String code = rows.get(r).stringValue(1);
      assertTrue(code.matches("C[0-9]{3}/[01]"), code);
      assertEquals(-1, data.attribute(1).indexOfValue(code), code + " is one of the data's");
      codes.add(code);
    }
    assertEquals(30, codes.size());
    CDRLOversample more = Clusters.tiny(new CDRLOversample());
    more.setPercentage(50);
    more.setInputFormat(data);
    Instances all = Filter.useFilter(data, more);
    for (int r = 0; r < all.size(); r++) {
      assertEquals(r + 1, all.get(r).value(0));
      assertEquals(r, all.get(r).value(1), "new keys come behind the labels");
      assertTrue(all.get(r).stringValue(1).matches("C[0-9]{3}/[01]"));
    }
    assertEquals(all.size(), all.attribute(1).numValues());
    assertEquals(data.size(), Filter.useFilter(data, more).size(), "later batches stay");
  }

  @Test
  void rowsAreTheSameOneByOne() throws Exception {
    CDRLGenerator generator = new CDRLGenerator();
    generator.setModel(model);
    generator.setNumExamples(8);
    Instances together = generated(generator);
    generator.setNumExamples(5);
    generator.defineDataFormat();
    for (int r = 0; r < 3; r++) {
      assertEquals(together.get(r).toString(), generator.generateExample().toString());
    }
    Instances rest = generator.generateExamples();
    assertEquals(together.get(3).toString(), rest.get(0).toString());
    assertEquals(together.get(7).toString(), rest.get(4).toString());
  }

  @Test
  void oneClassCanBeChosen() throws Exception {
    CDRLGenerator generator = new CDRLGenerator();
    generator.setModel(model);
    generator.setClassValue("a");
    generator.setGuidance(.5);
    generator.setLangevinSteps(7);
    assertEquals(100, generated(generator).attributeStats(3).nominalCounts[0]);
    generator.setClassValue("c");
    String message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(message.contains("no label \"c\"") && message.contains("a, b"), message);
  }

  /** The engine's own files serve as well, and give the same rows. */
  @Test
  void filesOfTheEngineAreRead() throws Exception {
    Path file = folder.resolve("m.cdrl");
    classifier.learnedModel().table().save(file);
    CDRLGenerator generator = new CDRLGenerator();
    generator.setModel(model);
    Instances expected = generated(generator);
    generator.setModel(file.toFile());
    Instances rows = generated(generator);
    assertEquals("class", rows.classAttribute().name());
    for (int r = 0; r < rows.size(); r++) {
      assertEquals(expected.get(r).toString(), rows.get(r).toString());
    }
  }

  @Test
  void whatIsNoModelIsRefused() throws Exception {
    CDRLGenerator generator = new CDRLGenerator();
    String message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(message.contains("-model"), message);

    File zero = folder.resolve("zero.model").toFile();
    SerializationHelper.write(zero.getPath(), new ZeroR());
    generator.setModel(zero);
    message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(message.contains("ZeroR"), message);

    File stranger = folder.resolve("stranger.model").toFile();
    SerializationHelper.write(stranger.getPath(), stranger);
    generator.setModel(stranger);
    message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(
        message.contains("it holds an object of java.io.File, which no CDRL consists of"), message);

    Path part = folder.resolve("part.model");
    Files.write(part, Arrays.copyOf(Files.readAllBytes(model.toPath()), 1000));
    generator.setModel(part.toFile());
    message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(message.contains("part.model is damaged"), message);

    byte[] bytes = classifier.learnedModel().bytes();
    Path newer = folder.resolve("newer.cdrl");
    // The version ends four bytes behind the file's eight letters.
    bytes[11] = 99;
    Files.write(newer, bytes);
    generator.setModel(newer.toFile());
    message = assertThrows(WekaException.class, generator::defineDataFormat).getMessage();
    assertTrue(message.contains("format version 99"), message);
  }
}
