package org.cdrl.tribuo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cdrl.config.Chains;
import org.cdrl.config.Optimisation;
import org.cdrl.tribuo.dataset.PixelNames;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.datasource.IDXDataSource;
import org.tribuo.impl.ArrayExample;

/** Images as Tribuo reads them, learned, drawn, predicted and stored. */
class ImageModelTest {
  private static final int SIDE = 6;
  private static final int COUNT = 24;

  @TempDir Path folder;

  /** Images of 6 x 6, white on the left (label 0) or above (1), in the files of MNIST. */
  private Dataset<Label> halves() throws IOException {
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(images))) {
      for (int number : new int[] {0x803, COUNT, SIDE, SIDE}) {
        out.writeInt(number);
      }
      for (int n = 0; n < COUNT; n++) {
        for (int p = 0; p < SIDE * SIDE; p++) {
          boolean white = n % 2 == 0 ? p % SIDE < SIDE / 2 : p < SIDE * SIDE / 2;
          out.writeByte(white ? 255 - n : 0);
        }
      }
    }
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(labels))) {
      out.writeInt(0x801);
      out.writeInt(COUNT);
      for (int n = 0; n < COUNT; n++) {
        out.writeByte(n % 2);
      }
    }
    return new MutableDataset<>(new IDXDataSource<>(images, labels, new LabelFactory()));
  }

  private static CDRLImageTrainerBuilder quick() {
    return CDRLImageTrainer.builder(SIDE, SIDE, 1)
        .networkWidth(4)
        .batchSize(8)
        .iterations(120)
        .learningRate(3e-3)
        .threads(1);
  }

  @Test
  void imagesOfAnotherSizeAreRefusedWithBothSizes() throws IOException {
    Dataset<Label> halves = halves();
    assertTells(
        IllegalArgumentException.class,
        "are 6 x 6 x 1, but the trainer is for 8 x 8 x 1",
        () -> CDRLImageTrainer.builder(8, 8, 1).networkWidth(4).build().train(halves));
    assertTells(
        IllegalArgumentException.class,
        "but the trainer is for 6 x 6 x 3",
        () -> CDRLImageTrainer.builder(6, 6, 3).networkWidth(4).build().train(halves));
    // Names alone: with zeros before them they tell how many values there are at most.
    Example<Label> example = new ArrayExample<>(new Label("0"));
    for (int p = 0; p < SIDE * SIDE; p++) {
      example.add(new Feature(String.format("%02d", p), 1 + p));
    }
    MutableDataset<Label> named = Small.data(List.of(example, example.copy()), new LabelFactory());
    assertTells(
        IllegalArgumentException.class,
        "fewer than 100 values, but those of 12 x 12 x 1 have 144",
        () -> CDRLImageTrainer.builder(12, 12, 1).networkWidth(4).build().train(named));
  }

  @Test
  void anInterruptionLeavesAModelThatScores() throws IOException {
    Dataset<Label> halves = halves();
    CDRLImageTrainer trainer = quick().iterations(50).build();
    trainer.setListener(
        progress -> {
          Thread.currentThread().interrupt();
          return true;
        });
    try (CDRLImageModel model = trainer.train(halves)) {
      assertTrue(Thread.interrupted(), "it stays interrupted");
      assertTrue(model.engine().summary().iterations() < 50);
      assertEquals(halves.size(), model.score(halves).length);
    }
  }

  @Tag("slow")
  @Test
  void goesOnFromItsCheckpoint() throws IOException {
    Dataset<Label> halves = halves();
    Path checkpoints = folder.resolve("checkpoints");
    CDRLImageTrainerBuilder short20 = quick().iterations(20);
    CDRLImageTrainer stopped = short20.checkpoints(checkpoints, 5).build();
    stopped.setListener(progress -> false);
    stopped.train(halves).close();
    CDRLImageTrainer again = short20.build();
    try (CDRLImageModel resumed = again.train(halves);
        CDRLImageModel whole = quick().iterations(20).build().train(halves)) {
      assertEquals(
          new BooleanProvenance("resumed", true),
          resumed.getProvenance().getInstanceProvenance().getMap().get("resumed"));
      assertArrayEquals(whole.engine().sampler().draw(2), resumed.engine().sampler().draw(2));
    }
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> short20.learningRate(1e-3).build().train(halves));
    assertTrue(refused.getMessage().contains("other settings"), refused.getMessage());
  }

  @Tag("slow")
  @Test
  void predictsWhatItLearnedAndDrawsItsLabels() throws IOException {
    Dataset<Label> halves = halves();
    try (CDRLImageModel model = quick().build().train(halves)) {
      double accuracy = new LabelEvaluator().evaluate(model, halves).accuracy();
      assertTrue(accuracy > .9, "accuracy " + accuracy);
      MutableDataset<Label> drawn = model.sample(8, new Label("0"), 1, 7);
      assertEquals(8, drawn.size());
      drawn.forEach(example -> assertEquals("0", example.getOutput().getLabel()));
      double left = shareOnTheLeft(drawn, "0");
      assertTrue(left > .6, left + " on the left");

      MutableDataset<Label> both = model.sample(16, 7);
      assertEquals(
          Set.of("0", "1"),
          both.getOutputInfo().getDomain().stream()
              .map(Label::getLabel)
              .collect(Collectors.toSet()));
      assertTrue(shareOnTheLeft(both, "0") > shareOnTheLeft(both, "1") + .1);

      double[] known = model.score(halves);
      Example<Label> checked = new ArrayExample<>(new Label("0"));
      for (int p = 0; p < SIDE * SIDE; p++) {
        if ((p + p / SIDE) % 2 == 0) {
          checked.add(new Feature(String.format("%02d", p), 255));
        }
      }
      MutableDataset<Label> anomalous =
          new MutableDataset<>(halves.getProvenance(), halves.getOutputFactory());
      anomalous.add(checked);
      assertTrue(model.score(anomalous)[0] > known[0], "a chequered image is more anomalous");
    }
  }

  @Tag("slow")
  @Test
  void drawsWithoutLabelsIfItLearnedNone() throws IOException {
    Dataset<Label> halves = halves();
    MutableDataset<Label> unlabelled =
        new MutableDataset<>(halves.getProvenance(), halves.getOutputFactory());
    for (Example<Label> example : halves) {
      Example<Label> bare = new ArrayExample<>(LabelFactory.UNKNOWN_LABEL);
      example.forEach(bare::add);
      unlabelled.add(bare);
    }
    try (CDRLImageModel model = quick().iterations(2).build().train(unlabelled)) {
      model
          .sample(2, 7)
          .forEach(drawn -> assertEquals(LabelFactory.UNKNOWN_LABEL, drawn.getOutput()));
    }
  }

  private static double shareOnTheLeft(Dataset<Label> drawn, String label) {
    double left = 0;
    double all = 0;
    for (Example<Label> example : drawn) {
      for (Feature feature : example) {
        assertEquals(2, feature.getName().length(), "names as Tribuo's: " + feature.getName());
        assertTrue(feature.getValue() > 0 && feature.getValue() <= 255);
        if (example.getOutput().getLabel().equals(label)) {
          boolean onLeft = Integer.parseInt(feature.getName()) % SIDE < SIDE / 2;
          left += onLeft ? feature.getValue() : 0;
          all += feature.getValue();
        }
      }
    }
    return left / all;
  }

  @Tag("slow")
  @Test
  void isTheSameFromItsProvenanceAndItsFile() throws Exception {
    Path file = folder.resolve("model.pb");
    float[][] drawn;
    double[] scores;
    CDRLImageTrainerBuilder settings =
        quick().iterations(4).set(Chains.NOISY_STARTS, .5).set(Optimisation.GAP_LIMIT, .2);
    try (CDRLImageModel model = settings.build().train(halves())) {
      assertEquals(.5, model.engine().config().chains().noisyStarts());
      assertEquals(.2, model.engine().config().optimisation().gapLimit());
      drawn = model.engine().sampler().given(Condition.of("class", "1")).draw(2);
      scores = model.score(halves());
      model.serializeToFile(file);
      ConfigurationManager manager = new ConfigurationManager();
      manager.addConfiguration(ProvenanceUtil.extractConfiguration(model.getProvenance()));
      CDRLImageTrainer trainer = manager.lookupAll(CDRLImageTrainer.class).get(0);
      try (CDRLImageModel again = trainer.train(halves())) {
        assertEquals(model.engine().config(), again.engine().config());
        assertArrayEquals(
            drawn, again.engine().sampler().given(Condition.of("class", "1")).draw(2));
      }
    }
    try (CDRLImageModel loaded = CDRLImageModel.load(file)) {
      assertArrayEquals(drawn, loaded.engine().sampler().given(Condition.of("class", "1")).draw(2));
      assertArrayEquals(scores, loaded.score(halves()));
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path other = Files.writeString(folder.resolve("other.pb"), "something else");
    assertTells(IOException.class, "other.pb is damaged", () -> CDRLImageModel.load(other));
    assertTells(
        PropertyException.class, "channels", () -> CDRLImageTrainer.builder(6, 6, 2).build());
    assertTells(PropertyException.class, "networkWidth", () -> quick().networkWidth(3).build());
    assertTells(
        PropertyException.class, "noisyStarts", () -> quick().set(Chains.NOISY_STARTS, 1.).build());
    assertTells(
        PropertyException.class,
        "gapLimit",
        () -> quick().set(Optimisation.GAP_LIMIT, -.1).build());
    Dataset<Label> halves = halves();
    assertTells(
        IllegalArgumentException.class,
        "are 6 x 6 x 1, but the trainer is for 5 x 6 x 1",
        () -> CDRLImageTrainer.builder(5, 6, 1).build().train(halves));
    assertTells(
        IllegalArgumentException.class,
        "255.0, but pixels are from 0.0 (black) to 1.0",
        () -> quick().range(0, 1).build().train(halves));
    Example<Label> named = new ArrayExample<>(new Label("0"));
    named.addAll(List.of(new Feature("pixel.1.2.g", 10)));
    PixelFeatures colored = new PixelFeatures(new PixelNames(2, 3, 3, 0), 0, 10);
    assertEquals(-1, colored.image(named)[(1 * 3 + 2) * 3 + 1], "white as an unsigned byte");
  }

  private static void assertTells(
      Class<? extends Exception> type,
      String what,
      org.junit.jupiter.api.function.Executable wrong) {
    String message = assertThrows(type, wrong).getMessage();
    assertTrue(message.contains(what), message);
  }
}
