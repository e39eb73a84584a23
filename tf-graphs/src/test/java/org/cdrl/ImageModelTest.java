package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Method;
import org.cdrl.image.Factor;
import org.cdrl.image.ImageRows;
import org.cdrl.image.MemoryImages;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training and use of models of images, on the smallest networks there are. */
class ImageModelTest {
  private static final ImageArchitecture IMAGE =
      new ImageArchitecture(8, 1, 8, List.of(1, 2), 1, 32, List.of(1, 1), 1, List.of(4), .1, false);

  @TempDir Path folder;

  private static CdrlConfig.Builder config() {
    return CdrlConfig.images(IMAGE)
        .iterations(4)
        .pretrainingIterations(2)
        .levels(3)
        .langevinSteps(2)
        .batchSize(4);
  }

  private static CdrlTrainer trainer(CdrlConfig config) {
    return CdrlTrainer.of(config).execution(Execution.DEFAULT.threads(1));
  }

  /** White left or upper halves. */
  private static ImageRows halves() {
    byte[][] images = new byte[12][64];
    int[][] values = new int[12][1];
    for (int n = 0; n < images.length; n++) {
      values[n][0] = n % 2;
      for (int p = 0; p < 64; p++) {
        images[n][p] = (byte) ((n % 2 == 0 ? p % 8 < 4 : p < 32) ? 255 - n : n);
      }
    }
    return new ImageRows(
        new MemoryImages(
            8, 8, 1, images, List.of(new Factor("half", List.of("left", "upper"))), values),
        IMAGE,
        false);
  }

  @Tag("slow")
  @Test
  void streamedImagesTeachTheSameAsThoseInMemory() throws IOException {
    ImageRows rows = halves();
    int[] values = new int[12];
    for (int n = 0; n < 12; n++) {
      values[n] = n % 2;
    }
    TrainingData inMemory =
        TrainingData.of(rows.rows(0, 12), IMAGE.columns())
            .attribute("half", values, List.of("left", "upper"));
    CdrlTrainer trainer = trainer(config().build());
    Path file = folder.resolve("halves.cdrl");
    float[][] drawn;
    try (CdrlModel streamed = trainer.fit(rows.data(), TrainingListener.SILENT);
        CdrlModel held = trainer.fit(inMemory, TrainingListener.SILENT)) {
      assertArrayEquals(held.stored().energy(), streamed.stored().energy());
      assertArrayEquals(held.stored().initializer(), streamed.stored().initializer());
      drawn = streamed.sampler().given(Condition.of("half", "left")).guidance(1).draw(3);
      streamed.save(file);
    }
    try (CdrlModel loaded = CdrlModel.load(file)) {
      assertEquals(IMAGE, loaded.config().imageArchitecture());
      float[][] again = loaded.sampler().given(Condition.of("half", "left")).guidance(1).draw(3);
      assertArrayEquals(drawn, again);
      float[] open = rows.rows(0, 1)[0];
      float[] known = open.clone();
      for (int p = 32; p < 64; p++) {
        open[p] = Float.NaN;
      }
      float[] filled = loaded.sampler().fillPasses(1).fill(new float[][] {open})[0];
      for (int p = 0; p < 64; p++) {
        assertTrue(Float.isFinite(filled[p]));
        assertTrue(p >= 32 || filled[p] == known[p], "known pixels come back");
      }
    }
  }

  @Tag("slow")
  @Test
  void modelsOpenAnywhereHoweverTheirTrainingWasExecuted() throws IOException {
    Path file = folder.resolve("two.cdrl");
    Execution two = Execution.DEFAULT.threads(1).replicas(2).xla(true);
    float[][] drawn;
    try (CdrlModel model =
        trainer(config().build()).execution(two).fit(halves().data(), TrainingListener.SILENT)) {
      drawn = model.sampler().draw(2);
      model.save(file);
    }
    try (CdrlModel loaded = CdrlModel.load(file);
        CdrlModel other = loaded.withExecution(Execution.DEFAULT.threads(1))) {
      assertEquals(config().build(), loaded.config());
      assertArrayEquals(drawn, other.sampler().draw(2));
    }
  }

  @Test
  void composedImagesRunTheirLevelsFourTimes() {
    try (CdrlModel model =
        trainer(config().levels(3).iterations(1).build())
            .fit(halves().data(), TrainingListener.SILENT)) {
      Sampler any = model.sampler().langevinSteps(1);
      Sampler left = any.compose(new Concept(Condition.of("half", "left"), 2));
      float[][] drawn = left.draw(2);
      assertArrayEquals(left.drawPasses(4).draw(2), drawn);
      assertArrayEquals(
          any.drawPasses(4).compose(new Concept(Condition.of("half", "left"), 2)).draw(2), drawn);
      float[][] once = left.drawPasses(1).draw(2);
      assertFalse(Arrays.deepEquals(once, drawn), "other bits");
      // f(y, 0) + 2 (f(y, c) - f(y, 0)) is guidance 1, which runs every level once.
      float[][] guided = any.given(Condition.of("half", "left")).guidance(1).draw(2);
      assertArrayEquals(guided, once);
      String wrong =
          assertThrows(IllegalArgumentException.class, () -> any.drawPasses(0)).getMessage();
      assertTrue(wrong.contains("drawPasses must be at least 1, not 0"), wrong);
    }
  }

  @Test
  void filesOfOtherFormatsSayWhatToDo() throws IOException {
    Path file = folder.resolve("version.cdrl");
    try (CdrlModel model =
        trainer(config().iterations(1).build()).fit(halves().data(), TrainingListener.SILENT)) {
      model.save(file);
    }
    assertTrue(refused(file, 1).contains("train the model again"), refused(file, 1));
    assertTrue(refused(file, 99).contains("a newer release"), refused(file, 99));
  }

  private static String refused(Path file, int version) throws IOException {
    // After the 8 bytes that every such file begins with.
    Files.write(file, ByteBuffer.wrap(Files.readAllBytes(file)).putInt(8, version).array());
    return assertThrows(IOException.class, () -> CdrlModel.load(file)).getMessage();
  }

  @Tag("slow")
  @Test
  void clippedChainsStayWherePixelsCanBe() {
    try (CdrlModel model =
        trainer(config().build()).fit(halves().data(), TrainingListener.SILENT)) {
      assertEquals(1, furthest(model, model.sampler().clip()), 1e-5);
      assertTrue(furthest(model, model.sampler()) > 2, "noise goes beyond");
      assertEquals(1, furthestInLongChains(model, model.sampler().clip()), 1e-5);
      assertTrue(furthestInLongChains(model, model.sampler()) > 2);
    }
  }

  /** The largest |x_{i-1}| after ten moves at the noisiest level. */
  private static double furthestInLongChains(CdrlModel model, Sampler sampler) {
    int last = model.config().chains().levels();
    LongRun run = sampler.longRun(last, sampler.draw(8), false);
    return furthest(model, last, sampler.goOn(run, 10).rows());
  }

  /** The largest |x_{i-1}| after the chains of the noisiest transition. */
  private static double furthest(CdrlModel model, Sampler sampler) {
    int last = model.config().chains().levels();
    return furthest(model, last, sampler.trace(8).levels().get(last - 1).rows());
  }

  /** Of rows x_{i-1} over their signal. */
  private static double furthest(CdrlModel model, int i, float[][] rows) {
    double signal = model.config().schedule().signal(i - 1);
    double furthest = 0;
    for (float[] row : rows) {
      for (float value : row) {
        furthest = Math.max(furthest, Math.abs(value * signal));
      }
    }
    return furthest;
  }

  @Tag("slow")
  @Test
  void resumedTrainingEndsWithTheSameBits() throws IOException {
    Path checkpoint = folder.resolve("state.cdrl");
    CdrlConfig config = config().build();
    TrainingListener untilThree =
        new TrainingListener() {
          @Override
          public boolean goOn(TrainingProgress progress) {
            return progress.iteration() < 3;
          }

          @Override
          public int interval() {
            return 1;
          }
        };
    trainer(config).checkpoint(checkpoint, 100).fit(halves().data(), untilThree).close();
    try (CdrlModel whole = trainer(config).fit(halves().data(), TrainingListener.SILENT);
        CdrlModel resumed =
            CdrlTrainer.resume(checkpoint)
                .execution(Execution.DEFAULT.threads(1))
                .fit(halves().data(), TrainingListener.SILENT)) {
      assertArrayEquals(whole.stored().energy(), resumed.stored().energy());
      assertArrayEquals(whole.stored().initializer(), resumed.stored().initializer());
    }
  }

  @Tag("slow")
  @Test
  void finishedTrainingIsLengthenedToTheSameBits() throws IOException {
    Path checkpoint = folder.resolve("finished.cdrl");
    CdrlConfig config = config().pretrainingIterations(1).coolDown(0).build();
    CdrlConfig shorter = config.toBuilder().iterations(2).build();
    trainer(shorter)
        .checkpoint(checkpoint, 100)
        .fit(halves().data(), TrainingListener.SILENT)
        .close();
    CdrlTrainer finished = CdrlTrainer.resume(checkpoint).execution(Execution.DEFAULT.threads(1));
    try (CdrlModel whole = trainer(config).fit(halves().data(), TrainingListener.SILENT);
        CdrlModel longer =
            finished
                .iterations(config.optimisation().iterations())
                .fit(halves().data(), TrainingListener.SILENT)) {
      assertArrayEquals(whole.stored().energy(), longer.stored().energy());
      assertArrayEquals(whole.stored().initializer(), longer.stored().initializer());
      assertEquals(config, longer.config());
    }
    CdrlConfig fewer = config.toBuilder().iterations(2).build();
    trainer(fewer)
        .checkpoint(checkpoint, 100)
        .fit(halves().data(), TrainingListener.SILENT)
        .close();
    IllegalArgumentException tooFew =
        assertThrows(
            IllegalArgumentException.class, () -> CdrlTrainer.resume(checkpoint).iterations(1));
    assertTrue(tooFew.getMessage().contains("ask for more"), tooFew.getMessage());
  }

  @Test
  void drlNetworksStartAsTheIdentityAndStayBounded() {
    CdrlConfig config = config().method(Method.DRL).langevinSteps(3).build();
    try (CdrlModel model = trainer(config).fit(halves().data(), TrainingListener.SILENT)) {
      for (float[] image : model.sampler().draw(2)) {
        for (float value : image) {
          assertTrue(Float.isFinite(value));
        }
      }
      // Second convolutions start at 1e-5 of the others: they are not blown up to norm 1.
      var layout = model.expert().energy().layout();
      var entry =
          layout.entries().stream().filter(e -> e.name().endsWith("1.conv2.weight")).findFirst();
      float largest = 0;
      for (int n = 0; n < entry.orElseThrow().size(); n++) {
        largest =
            Math.max(largest, Math.abs(model.expert().energyWeights()[entry.get().offset() + n]));
      }
      assertTrue(largest > 0 && largest < .01, "largest weight " + largest);
    }
  }

  @Test
  void architecturesThatDoNotFitAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ImageArchitecture.small(28, 1));
    assertTrue(e.getMessage().contains("pad or resize"), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new ImageArchitecture(
                    64, 1, 8, List.of(1), 1, 32, List.of(1, 1), 1, List.of(32, 16), .1, false));
    assertEquals(
        "attention is 16 but must be among the sizes of the initializer, [64, 32]", e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                trainer(config().build())
                    .fit(TrainingData.of(new float[8][10]), TrainingListener.SILENT));
    assertTrue(e.getMessage().contains("8 x 8 x 1"), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ImageArchitecture.small(16, 1).with(ImageArchitecture.INITIALIZER_PATCH, 8));
    assertTrue(e.getMessage().contains("divisible by 32"), e.getMessage());
    assertTrue(e.getMessage().contains("cut into squares of 8"), e.getMessage());
    e =
        assertThrows(
            IllegalArgumentException.class,
            () -> config().set(ImageArchitecture.DROPOUT, .2).build());
    assertTrue(e.getMessage().contains("dropout is a setting of images' networks"), e.getMessage());
  }
}
