package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Kernel;
import org.cdrl.config.Method;
import org.cdrl.value.Concept;
import org.cdrl.value.Condition;
import org.cdrl.value.TrainingSummary;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training, using, saving and resuming a small model, and every error on the way. */
class CdrlModelTest {
  private static CdrlModel model;
  private static TrainingData data;

  static CdrlConfig.Builder small() {
    return CdrlConfig.builder()
        .energyWidth(16)
        .energyMultipliers(List.of(1, 1))
        .initializerWidth(32)
        .frequencies(4)
        .batchSize(128)
        .pretrainingIterations(20)
        .iterations(60)
        .langevinSteps(5)
        .seed(3);
  }

  /** Two groups: class "left" around -2, class "right" around 2; a third label is never used. */
  static TrainingData groups(int n) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] rows = new float[n][2];
    int[] classes = new int[n];
    for (int r = 0; r < n; r++) {
      classes[r] = r % 2;
      rows[r][0] = (float) (random.nextGaussian() * .5 + (classes[r] == 0 ? -2 : 2));
      rows[r][1] = (float) (random.nextGaussian() * 10 + 100);
    }
    return TrainingData.of(rows, List.of("a", "b"))
        .attribute("class", classes, List.of("left", "right", "unused"));
  }

  @BeforeAll
  static void train() {
    data = groups(500);
    // Enough for the classes to come apart.
    model =
        CdrlTrainer.of(
                small()
                    .pretrainingIterations(300)
                    .iterations(400)
                    .langevinSteps(10)
                    .energyLearningRate(1e-2)
                    .initializerLearningRate(5e-3)
                    .build())
            .fit(data, TrainingListener.SILENT);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static double meanOf(float[][] rows, int column) {
    double sum = 0;
    for (float[] row : rows) {
      sum += row[column];
    }
    return sum / rows.length;
  }

  @Test
  void whatIsToldOfARowDependsOnTheRowAlone() {
    float[][] rows = new float[40][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = data.rows()[r % 7 == 3 ? 3 : r];
    }
    float[][] others = rows.clone();
    for (int r = 0; r < others.length; r++) {
      others[r] = r % 7 == 3 ? rows[3] : new float[] {9, 500};
    }
    Sampler sampler = model.sampler().given(Condition.of("class", "left"));
    float[][] logs = sampler.logDensities(rows);
    float[][] errors = sampler.denoisingErrors(rows, 2);
    for (int i = 0; i < logs.length; i++) {
      assertEquals(sampler.logDensities(others)[i][3], logs[i][3], "whatever is beside it");
      assertEquals(sampler.denoisingErrors(others, 2)[i][3], errors[i][3]);
      float[] squares = sampler.denoisingSquares(rows, 2)[i][3];
      assertEquals(errors[i][3], squares[0] + squares[1], 1e-5f * errors[i][3]);
      float alone = sampler.logDensities(new float[][] {rows[3]})[i][0];
      assertEquals(logs[i][3], alone, 1e-4f * Math.abs(alone), "up to rounding alone");
    }
    float[][] gaps = rows.clone();
    gaps[3] = new float[] {Float.NaN, 100};
    float[][] beside = others.clone();
    beside[3] = gaps[3];
    assertArrayEquals(sampler.fill(gaps)[3], sampler.fill(beside)[3]);
  }

  @Test
  void samplesLookLikeTheDataAndFollowConditions() {
    float[][] left = model.sampler().given(Condition.of("class", "left")).seed(1).draw(2000);
    float[][] right = model.sampler().given(Condition.of("class", 1)).seed(1).draw(2000);
    assertEquals(-2, meanOf(left, 0), .8);
    assertEquals(2, meanOf(right, 0), .8);
    assertEquals(100, meanOf(left, 1), 3);
    float[][] open = model.sampler().draw(2000);
    assertEquals(0, meanOf(open, 0), .8);
    // The energy knows them apart: a row of the other group is less likely under a condition.
    float[][] probe = {{-2, 100}, {2, 100}};
    float[] log = model.sampler().given(Condition.of("class", "left")).logDensity(probe);
    assertTrue(log[0] > log[1]);
    float[] anomalous = model.logDensity(new float[][] {{2, 100}, {0, 180}});
    assertTrue(anomalous[0] > anomalous[1]);
    assertEquals(6, model.sampler().logDensities(probe).length);
  }

  @Test
  void rowsDependOnSeedAndNumberOnly() {
    Sampler sampler =
        model.sampler().seed(11).guidance(.5).given(row -> Condition.of("class", (int) (row % 2)));
    float[][] whole = sampler.draw(1000);
    for (int part = 0; part < 10; part++) {
      assertArrayEquals(
          Arrays.copyOfRange(whole, part * 100, part * 100 + 100), sampler.draw(part * 100L, 100));
    }
    assertArrayEquals(whole, sampler.draw(1000));
    assertFalse(Arrays.deepEquals(whole, sampler.seed(12).draw(1000)));
  }

  @Tag("slow")
  @Test
  void compositionAndAlternativesUseTheSameRows() {
    Sampler not = model.sampler().compose(Concept.not(Condition.of("class", "left")));
    assertTrue(meanOf(not.draw(500), 0) > 0);
    Sampler both =
        Sampler.mixture(
            model.sampler().given(Condition.of("class", 0)),
            model.sampler().given(Condition.of("class", 1)).weight(3));
    assertEquals(500, both.draw(500).length);
    Sampler product =
        Sampler.product(
            model.sampler().given(Condition.of("class", 0)), model.sampler().weight(.5));
    assertTrue(meanOf(product.draw(500), 0) < 0);
    try (CdrlModel other =
        CdrlTrainer.of(small().build()).fit(groups(300), TrainingListener.SILENT)) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Sampler.product(model.sampler(), other.sampler()))
              .getMessage();
      assertTrue(message.contains("scalings differ"), message);
    }
    try (CdrlModel other =
        CdrlTrainer.of(small().build())
            .scaling(model.scaling())
            .fit(groups(300), TrainingListener.SILENT)) {
      assertEquals(10, Sampler.product(model.sampler(), other.sampler()).draw(10).length);
    }
  }

  @Test
  void fillingInKeepsWhatIsKnown() {
    float[][] rows = new float[300][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = r % 2 == 0 ? new float[] {-2.1f, Float.NaN} : new float[] {Float.NaN, 87.5f};
    }
    float[][] filled = model.sampler().fillPasses(2).fill(rows);
    for (int r = 0; r < rows.length; r++) {
      assertEquals(r % 2 == 0 ? -2.1f : 87.5f, filled[r][r % 2]);
      assertTrue(Float.isFinite(filled[r][1 - r % 2]));
    }
  }

  @Test
  void longChainsGoOnWithTheBitsOfThoseThatDidNotStop() {
    float[][] start = model.sampler().draw(5);
    for (boolean recovery : new boolean[] {false, true}) {
      Sampler sampler = model.sampler().kernel(Kernel.hmc(2)).seed(3);
      LongRun begun = sampler.longRun(2, start, recovery);
      LongRun whole = sampler.goOn(sampler.goOn(begun, 20), 50);
      assertEquals(50, whole.moves());
      assertEquals(recovery, whole.given() != null);
      assertTrue(whole.acceptance() > 0 && whole.acceptance() <= 1);
      // Chains run by themselves and in pieces, in another sampler.
      Sampler other = model.sampler().kernel(Kernel.hmc(2)).seed(3).batch(16);
      LongRun cut = other.goOn(other.goOn(other.longRun(2, start, recovery), 20), 50);
      assertArrayEquals(whole.rows(), cut.rows());
      assertArrayEquals(whole.logDensity(), cut.logDensity());
      assertThrows(IllegalArgumentException.class, () -> sampler.goOn(whole, 49));
    }
    // Without the pull, the density is that of the scores.
    LongRun marginal = model.sampler().longRun(3, start, false);
    assertArrayEquals(
        model.sampler().logDensities(marginal.rows(), 3)[0], marginal.logDensity(), 1e-2f);
  }

  @Test
  void kernelsAndWalks() {
    DrawTrace trace = model.sampler().kernel(Kernel.MALA).trace(200);
    assertEquals(6, trace.levels().size());
    trace.levels().forEach(level -> assertTrue(level.acceptance() > 0 && level.acceptance() < 1));
    float[][] rows = model.sampler().seed(2).draw(6);
    float[][] walk = model.sampler().seed(2).interpolate(1, 5, 4);
    assertArrayEquals(rows[1], walk[0], .05f);
    assertArrayEquals(rows[5], walk[3], .05f);
  }

  @Test
  void tracesAndWalksInPiecesAreThoseInOne() {
    Sampler one = model.sampler().seed(2);
    Sampler pieces = one.batch(3);
    DrawTrace.Level whole = one.trace(7).levels().get(0);
    DrawTrace.Level cut = pieces.trace(7).levels().get(0);
    float[][] walk = one.interpolate(1, 5, 7);
    float[][] cutWalk = pieces.interpolate(1, 5, 7);
    for (int r = 0; r < 7; r++) {
      assertArrayEquals(whole.proposals()[r], cut.proposals()[r], .01f);
      assertArrayEquals(whole.rows()[r], cut.rows()[r], .01f);
      assertArrayEquals(walk[r], cutWalk[r], .01f);
    }
  }

  @Test
  void sameSeedSameBitsAndResumedRunsToo(@TempDir Path folder) throws Exception {
    CdrlConfig config = small().pretrainingIterations(10).iterations(30).build();
    Path file = folder.resolve("run.checkpoint");
    TrainingListener stopAt20 =
        new TrainingListener() {
          @Override
          public boolean goOn(TrainingProgress progress) {
            return progress.iteration() < 20;
          }

          @Override
          public int interval() {
            return 1;
          }
        };
    CdrlTrainer.of(config).checkpoint(file, 1000).fit(data, stopAt20).close();
    List<TrainingProgress> seen = new ArrayList<>();
    try (CdrlModel unbroken = CdrlTrainer.of(config).fit(data, TrainingListener.SILENT);
        CdrlModel resumed =
            CdrlTrainer.resume(file)
                .fit(
                    data,
                    progress -> {
                      seen.add(progress);
                      return true;
                    })) {
      assertArrayEquals(unbroken.stored().energy(), resumed.stored().energy());
      assertArrayEquals(unbroken.stored().initializer(), resumed.stored().initializer());
      assertArrayEquals(unbroken.sampler().draw(50), resumed.sampler().draw(50));
      assertEquals(10, resumed.summary().pretrainingIterations());
      assertEquals(30, resumed.summary().iterations());
    }
    assertEquals(30, seen.get(0).iteration());
    assertEquals(40, seen.get(seen.size() - 1).iteration());
    IllegalArgumentException other =
        assertThrows(
            IllegalArgumentException.class,
            () -> CdrlTrainer.resume(file).fit(groups(20), TrainingListener.SILENT));
    assertTrue(other.getMessage().contains("other data"), other.getMessage());
    try (CdrlModel half = CdrlModel.load(file)) {
      assertEquals(10, half.summary().pretrainingIterations());
      assertEquals(10, half.summary().iterations());
    }
  }

  @Test
  void aRunWhoseLengthIsDecidedByItsSpeedHasTheBitsOfOneThatIsTold() {
    CdrlConfig told = small().iterations(12).build();
    CdrlConfig open = small().iterations(1000).build();
    try (CdrlModel one = CdrlTrainer.of(told).fit(data, TrainingListener.SILENT);
        CdrlModel same =
            CdrlTrainer.of(open)
                .plan(
                    (pace, untrained) -> {
                      assertTrue(pace.iteration() > 0 && pace.pretraining() > 0);
                      assertEquals(0, untrained.summary().iterations());
                      return new RunPlan(12, Instant.MAX, Duration.ZERO);
                    })
                .fit(data, TrainingListener.SILENT)) {
      assertEquals(told, same.config());
      assertArrayEquals(one.stored().energy(), same.stored().energy());
      assertArrayEquals(one.stored().initializer(), same.stored().initializer());
    }
  }

  @Test
  void trainingEndsWhenTheTimeIsOverAndSaysWhetherTheEnergyLearned() {
    RunPlan.Planner over =
        (pace, untrained) -> new RunPlan(100_000, Instant.now().plusMillis(20), Duration.ZERO);
    try (CdrlModel cut =
        CdrlTrainer.of(small().build()).plan(over).fit(data, TrainingListener.SILENT)) {
      assertEquals(100_000, cut.config().optimisation().iterations());
      assertFalse(cut.summary().energyLearned());
      assertTrue(cut.summary().shortfall().orElseThrow().contains("too short"));
    }
  }

  @Test
  void interruptionLeavesAModelAndACheckpoint(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.checkpoint");
    long[] stopped = {0};
    try (CdrlModel cut =
        CdrlTrainer.of(small().build())
            .checkpoint(file, 1000)
            .fit(
                data,
                progress -> {
                  if (progress.iteration() == 30) {
                    Thread.currentThread().interrupt();
                  }
                  stopped[0] = progress.iteration();
                  return true;
                })) {
      assertTrue(Thread.currentThread().isInterrupted());
      assertThrows(CancellationException.class, () -> cut.sampler().draw(10));
      assertTrue(Thread.interrupted());
      assertEquals(30, stopped[0]);
      assertEquals(20, cut.summary().pretrainingIterations());
      assertEquals(10, cut.summary().iterations());
      assertEquals(10, cut.sampler().draw(10).length);
    }
    assertTrue(Files.exists(file));
  }

  @Test
  void drlTrainsWithoutInitializer() {
    CdrlConfig config = small().method(Method.DRL).iterations(30).build();
    try (CdrlModel drl = CdrlTrainer.of(config).fit(data.rows())) {
      assertEquals(0, drl.stored().initializer().length);
      assertTrue(Float.isFinite(drl.sampler().draw(5)[4][1]));
      String message =
          assertThrows(IllegalArgumentException.class, () -> drl.sampler().guidance(1))
              .getMessage();
      assertTrue(message.contains("trained with conditions"), message);
      assertThrows(
          IllegalArgumentException.class, () -> drl.sampler().given(Condition.of("class", 1)));
    }
  }

  @Test
  void divergenceIsNoticedAndRollsBackIfAllowed() {
    // Healthy at first; the learning rate then rises until nothing can follow it.
    CdrlConfig wild =
        small()
            .energyLearningRate(5000)
            .warmUp(100_000)
            .iterations(3000)
            .coolDown(0)
            .langevinSteps(2)
            .build();
    List<Double> factors = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public boolean goOn(TrainingProgress progress) {
            return factors.isEmpty();
          }

          /** At once after a roll-back, for the next divergence may be few iterations away. */
          @Override
          public int interval() {
            return 1;
          }

          @Override
          public void rolledBack(String cause, long iteration, double learningRateFactor) {
            assertEquals(0, iteration % 50);
            factors.add(learningRateFactor);
          }
        };
    try (CdrlModel mended = CdrlTrainer.of(wild).rollBacks(2).fit(data, listener)) {
      assertEquals(List.of(.5), factors);
      assertTrue(Float.isFinite(mended.logDensity(data.rows())[0]));
    }
    TrainingDivergedException diverged =
        assertThrows(
            TrainingDivergedException.class,
            () -> CdrlTrainer.of(wild).fit(data, TrainingListener.SILENT));
    assertTrue(diverged.getMessage().contains("lower learning rate"), diverged.getMessage());
    assertTrue(diverged.iteration() > 50);
    try (CdrlModel good = diverged.lastGood().orElseThrow()) {
      TrainingSummary run = good.summary();
      assertEquals(0, (run.pretrainingIterations() + run.iterations()) % 50);
      assertTrue(Float.isFinite(good.logDensity(data.rows())[0]));
    }
  }

  @Test
  void filesRoundTripAndBadOnesAreNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("model.cdrl");
    model.save(file);
    float[][] before = model.sampler().seed(4).draw(20);
    try (CdrlModel loaded = CdrlModel.load(file)) {
      assertArrayEquals(before, loaded.sampler().seed(4).draw(20));
      assertEquals(model.config(), loaded.config());
      assertEquals(model.attributes(), loaded.attributes());
      assertEquals(model.summary(), loaded.summary());
      assertEquals(model.scaling(), loaded.scaling());
    }
    byte[] bytes = Files.readAllBytes(file);
    check(folder, Arrays.copyOf(bytes, bytes.length / 2), "cut off");
    check(folder, Arrays.copyOf(bytes, 11), "cut off");
    check(folder, new byte[0], "not a CDRL model");
    check(folder, "PK\3\4 something else".getBytes(StandardCharsets.US_ASCII), "not a CDRL model");
    byte[] newer = bytes.clone();
    ByteBuffer.wrap(newer).putInt(8, 99);
    check(folder, newer, "newer release");
    byte[] huge = bytes.clone();
    ByteBuffer.wrap(huge).putLong(12, Long.MAX_VALUE);
    check(folder, huge, "cut off or damaged");
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;
    check(folder, flipped, "checksum");
    assertThrows(java.io.IOException.class, () -> CdrlTrainer.resume(file));
    assertThrows(java.io.IOException.class, () -> CdrlModel.load(folder.resolve("none")));
    // A failed write leaves what was there.
    assertThrows(
        java.io.IOException.class, () -> model.save(folder.resolve("no-folder/model.cdrl")));
    try (var files = Files.list(folder)) {
      assertEquals(0, files.filter(f -> f.toString().endsWith(".tmp")).count());
    }
  }

  private static void check(Path folder, byte[] bytes, String expected) throws Exception {
    Path file = Files.write(folder.resolve("bad.cdrl"), bytes);
    String message =
        assertThrows(java.io.IOException.class, () -> CdrlModel.load(file)).getMessage();
    assertTrue(message.contains(expected), message);
  }

  @Test
  void badInputIsNamed() {
    assertMessage("no rows", () -> TrainingData.of(new float[0][]));
    assertMessage(
        "Column x2 is missing in every row",
        () -> TrainingData.of(new float[][] {{1, Float.NaN}, {2, Float.NaN}}));
    assertMessage(
        "Row 1, column x2 is Infinity",
        () -> TrainingData.of(new float[][] {{1, Float.POSITIVE_INFINITY}}));
    assertMessage(
        "Row 2 has 1 values, expected 2", () -> TrainingData.of(new float[][] {{1, 2}, {3}}));
    assertMessage(
        "never had the value 2", () -> model.sampler().given(Condition.of("class", "unused")));
    assertMessage("has no value \"up\"", () -> model.sampler().given(Condition.of("class", "up")));
    assertMessage("no attribute colour", () -> model.sampler().given(Condition.of("colour", 1)));
    assertMessage("langevinSteps must be at least 1", () -> model.sampler().langevinSteps(0));
    assertMessage(
        "draws must be at least 1", () -> model.sampler().denoisingErrors(data.rows(), 0));
    assertThrows(
        IllegalStateException.class,
        () -> Sampler.product(model.sampler(), model.sampler()).denoisingErrors(data.rows(), 2),
        "errors of one initializer are not those of two");
    assertMessage("langevinSteps is 0", () -> small().langevinSteps(0).build());
    assertMessage("energyWidth is 15", () -> small().energyWidth(15).build());
    assertMessage(
        "Row 1 has 3 values, expected 2 (a, b)", () -> model.logDensity(new float[][] {{1, 2, 3}}));
    assertMessage(
        "Row 2 is wanted, but conditions are given for 2 rows only",
        () ->
            model
                .sampler()
                .given(List.of(Condition.of("class", 0), Condition.of("class", 1)))
                .draw(3));
    CdrlModel closed = CdrlTrainer.of(small().iterations(1).build()).fit(data.rows());
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.sampler().draw(1));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void theDeviceIsReported() {
    Device device = Device.detect();
    assertTrue(device.name().matches("(CPU|GPU):\\d+"), device.name());
    assertEquals(device.name(), model.summary().device());
  }
}
