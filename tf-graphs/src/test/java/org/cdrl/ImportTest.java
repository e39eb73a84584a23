package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.config.Kernel;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Expert;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.exchange.SafeTensors;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.sampling.DrawProgram;
import org.cdrl.value.Attribute;
import org.cdrl.value.Condition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * The authors' checkpoint, read, against what their program makes of it; models as safetensors,
 * there and back.
 */
class ImportTest {
  private static final int VALUES = ImageFixtures.SHAPE.values();
  private static final int STEPS = 5;

  @TempDir Path folder;

  @Test
  void averagedWeights() throws IOException {
    imported(true, "ema_");
  }

  @Test
  void rawWeights() throws IOException {
    imported(false, "raw_");
  }

  private void imported(boolean averaged, String prefix) throws IOException {
    Npz npz = Fixtures.optional("small_image_ckpt_outputs.npz");
    Path file = Fixtures.optionalFile("small_image.pth.tar");
    try (CdrlModel model = ModelExchange.read(file, averaged, 0).model()) {
      ImageArchitecture image = model.config().imageArchitecture();
      assertEquals(32, image.size());
      assertEquals(List.of(1, 2, 2, 2), image.energyMultipliers());
      assertEquals(List.of(16, 8), image.attention());
      networks(npz, prefix, model.expert());
      samples(npz, prefix + "gen_samples", model);
    }
  }

  private static void networks(Npz npz, String prefix, Expert expert) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> x = rows(tf, ImageFixtures.images(npz, "x"));
      Operand<TFloat32> f = value(tf, expert.energy(), expert.energyWeights(), npz, x);
      Operand<TFloat32> g = value(tf, expert.initializer(), expert.initializerWeights(), npz, x);
      try (Session session = new Session(graph);
          Result result =
              session.runner().fetch(f).fetch(tf.gradients(f, List.of(x)).dy(0)).fetch(g).run()) {
        Close.toTruth(npz, prefix + "energy", flat(result, 0), 10);
        ImageFixtures.close(npz, prefix + "inputgrad", flat(result, 1), 10);
        ImageFixtures.close(npz, prefix + "unet", flat(result, 2), 10);
      }
    }
  }

  private static Operand<TFloat32> value(
      Ops tf, Network net, float[] ready, Npz npz, Operand<TFloat32> x) {
    Tensors weights = net.layout().split(tf, tf.constant(ready));
    Tensors level = net.level(tf, weights, tf.constant(npz.floats("logsnr")));
    return net.value(tf, weights, net.context(tf, weights, level, null), x);
  }

  /** All six levels with the fixture's noises, the official last step included. */
  private static void samples(Npz npz, String name, CdrlModel model) {
    Expression expression =
        new Expression(
            List.of(new Expression.Part(model.expert(), 1, List.of(Expression.Term.alike(1)))),
            false);
    try (DrawProgram program =
        new DrawProgram(
            model.diffusion(),
            expression,
            Kernel.ULA,
            DrawProgram.Mode.FRESH,
            false,
            occasion -> new FixtureNoise(npz, occasion))) {
      DrawProgram.Run run = new DrawProgram.Run(0, 0, 2, STEPS, 1, 2, 1, 1);
      float[][] drawn = program.fresh(expression, run, false).rows();
      float[] flat = new float[2 * VALUES];
      System.arraycopy(drawn[0], 0, flat, 0, VALUES);
      System.arraycopy(drawn[1], 0, flat, VALUES, VALUES);
      ImageFixtures.close(npz, name, flat, 20);
    }
  }

  /** The fixture's numbers, level by level from the noisiest. */
  private record FixtureNoise(Npz npz, Operand<TInt64> occasion) implements Noise {
    @Override
    public List<Operand<?>> captures() {
      return List.of(occasion);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Noise rebind(List<Operand<?>> captures) {
      return new FixtureNoise(npz, (Operand<TInt64>) captures.get(0));
    }

    @Override
    public Operand<TFloat32> normal(
        Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
      Operand<TInt32> level = tf.math.sub(tf.constant(6), tf.dtypes.cast(occasion, TInt32.class));
      return switch (purpose) {
        case PRIOR -> rows(tf, ImageFixtures.images(npz, "x_T_f16"));
        case PROPOSAL -> tf.gather(stack(tf, "init_noise_f16", 6), level, tf.constant(0));
        case LANGEVIN ->
            tf.gather(
                stack(tf, "langevin_noise_f16", 6 * STEPS),
                tf.math.add(tf.math.mul(level, tf.constant(STEPS)), step),
                tf.constant(0));
        default -> tf.zeros(tf.stack(List.of(rows, tf.constant(width))), TFloat32.class);
      };
    }

    private Operand<TFloat32> stack(Ops tf, String name, int first) {
      return tf.reshape(
          tf.constant(ImageFixtures.images(npz, name)), tf.constant(new int[] {first, 2, VALUES}));
    }

    @Override
    public Operand<TFloat32> uniform(
        Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
      throw new IllegalStateException("Nothing uniform is drawn");
    }
  }

  private static Operand<TFloat32> rows(Ops tf, float[] flat) {
    return tf.reshape(tf.constant(flat), tf.constant(new int[] {-1, VALUES}));
  }

  private static float[] flat(Result result, int n) {
    return FloatTensors.flat((TFloat32) result.get(n));
  }

  @Test
  void safeTensorsThereAndBack() throws IOException {
    Path file = Fixtures.optionalFile("small_image.pth.tar");
    Path tensors = folder.resolve("model.safetensors");
    try (CdrlModel model = ModelExchange.read(file, true, 0).model()) {
      try (OutputStream out = Files.newOutputStream(tensors)) {
        ModelExchange.writeSafeTensors(model, out);
      }
      try (CdrlModel again = ModelExchange.read(tensors, true, 0).model()) {
        assertEquals(model.config(), again.config());
        assertArrayEquals(model.stored().energy(), again.stored().energy());
        assertArrayEquals(model.stored().initializer(), again.stored().initializer());
        assertArrayEquals(model.stored().spectral(), again.stored().spectral());
      }
    }
  }

  private static final ImageArchitecture TINY =
      new ImageArchitecture(8, 1, 8, List.of(1, 2), 1, 32, List.of(1, 1), 1, List.of(4), .2, false);

  /** Differs from the defaults in whatever changes how a model draws. */
  private static CdrlModel tiny(TrainingData data) {
    return tiny(TINY, data);
  }

  private static CdrlModel tiny(ImageArchitecture image, TrainingData data) {
    CdrlConfig config =
        CdrlConfig.images(image)
            .iterations(1)
            .levels(3)
            .langevinSteps(2)
            .stepSize(new StepSize(.001, .5))
            .spread(.7)
            .batchSize(4)
            .seed(Long.MAX_VALUE)
            .build();
    return CdrlTrainer.of(config)
        .execution(Execution.DEFAULT.threads(1))
        .fit(data, TrainingListener.SILENT);
  }

  private static TrainingData chequers() {
    float[][] images = new float[12][64];
    for (int n = 0; n < images.length; n++) {
      for (int p = 0; p < 64; p++) {
        images[n][p] = (p / 8 / (1 + n % 3) + p) % 2 == 0 ? 1 : -1;
      }
    }
    return TrainingData.of(images, TINY.columns());
  }

  private Path exported(CdrlModel model) throws IOException {
    Path file = folder.resolve("own.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      ModelExchange.writeSafeTensors(model, out);
    }
    return file;
  }

  @Test
  void ownModelsComeBackAsTheyWere() throws IOException {
    int[] shapes = {0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, -1};
    int[] sizes = {0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    String odd = "\"disc\", <größer>\n\u2028\\";
    TrainingData data =
        chequers()
            .attribute("shape", shapes, List.of("square", odd, "star"))
            .attribute("size", sizes, List.of("small", "large"));
    comesBack(data, Condition.of("shape", odd).and("size", "large"));
  }

  @Tag("slow")
  @Test
  void aSingleClassComesBack() throws IOException {
    comesBack(
        chequers().attribute("kind", new int[12], List.of("only")), Condition.of("kind", "only"));
  }

  private void comesBack(TrainingData data, Condition condition) throws IOException {
    try (CdrlModel model = tiny(data)) {
      ModelExchange.Imported imported = ModelExchange.read(exported(model), true, 0);
      try (CdrlModel again = imported.model()) {
        assertEquals(List.of(), imported.assumed());
        assertEquals(model.config(), again.config());
        assertEquals(model.attributes(), again.attributes());
        assertEquals(model.summary(), again.summary());
        Sampler sampler = model.sampler().seed(5);
        Sampler same = again.sampler().seed(5);
        assertArrayEquals(sampler.draw(2), same.draw(2));
        assertArrayEquals(sampler.given(condition).draw(2), same.given(condition).draw(2));
      }
    }
  }

  @Tag("slow")
  @Test
  void tensorsAloneTellWhetherConditionsAreBounded() throws IOException {
    try (CdrlModel model =
        tiny(chequers().attribute("kind", new int[12], List.of("this", "that")))) {
      Path plain = told(exported(model), Map.of("size", "8"));
      try (CdrlModel again = ModelExchange.read(plain, true, 0).model()) {
        assertEquals(false, again.config().imageArchitecture().boundedConditions());
        assertEquals(
            List.of(new Attribute("class", List.of("0", "1"), List.of(1L, 1L))),
            again.attributes());
        assertArrayEquals(model.stored().energy(), again.stored().energy());
      }
    }
  }

  @Tag("slow")
  @Test
  void tensorsAloneTellThePatch() throws IOException {
    ImageArchitecture image = TINY.with(ImageArchitecture.ATTENTION, List.of());
    try (CdrlModel model = tiny(image.with(ImageArchitecture.INITIALIZER_PATCH, 2), chequers())) {
      Path plain = told(exported(model), Map.of("size", "8"));
      try (CdrlModel again = ModelExchange.read(plain, true, 0).model()) {
        assertEquals(2, again.config().imageArchitecture().initializerPatch());
        assertArrayEquals(model.stored().initializer(), again.stored().initializer());
      }
    }
  }

  /** A file with the same tensors and another metadata. */
  private Path told(Path file, Map<String, String> metadata) throws IOException {
    Path other = folder.resolve("other.safetensors");
    try (OutputStream out = Files.newOutputStream(other)) {
      new SafeTensors(SafeTensors.read(file).tensors(), metadata).write(out);
    }
    return other;
  }

  @Test
  void metadataThatDoNotFitAreRefused() throws IOException {
    try (CdrlModel model = tiny(chequers())) {
      Path file = exported(model);
      assertTells(file, 16, "the size 8, not 16");
      String about = SafeTensors.read(file).metadata().get("cdrl");
      refused(file, "{", "\"cdrl\" is damaged");
      refused(
          file, about.replace("\"levels\":\"3\"", "\"levels\":\"0\""), "levels is 0 but must be");
      refused(file, about.replace("\"CDRL\"", "\"DRL\""), "Only CDRL models");
      refused(file, about.replace("summary", "note"), "there is no summary");
      refused(
          file,
          about.replace("\"energyMultipliers\":\"1,2\"", "\"energyMultipliers\":\"1,3\""),
          "the energy of such an architecture has 13160 weights, but the file has only 9281");
      refused(file, about.replace("\"warmUp\"", "\"later\""), "there is no setting later");
      String brief = about.replace("\"gapLimit\":\"0.0\",", "");
      Path other = told(file, Map.of("cdrl", brief));
      try (CdrlModel again = ModelExchange.read(other, true, 0).model()) {
        assertEquals(model.config(), again.config(), "what is not told has its default");
      }
    }
  }

  private void refused(Path file, String about, String why) throws IOException {
    assertTells(told(file, Map.of("cdrl", about)), 0, why);
  }

  private static void assertTells(Path file, int size, String why) {
    String message =
        assertThrows(IOException.class, () -> ModelExchange.read(file, true, size)).getMessage();
    assertTrue(message.contains(why) && message.contains(file.toString()), message);
  }

  @Test
  void hostilePicklesAreRefusedByName() throws IOException {
    // os.system("true"), in protocol 2: a class is named, an argument put in a tuple, both called.
    assertTrue(refusal("\u0080\u0002cos\nsystem\nX\u0004\0\0\0true\u0085R.").contains("os.system"));
    // The same through the names on the stack (protocol 4), and through an instance.
    assertTrue(
        refusal("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093\u008c\u00011\u0085R.")
            .contains("builtins.eval"));
    // An instance's instruction is none that checkpoints need.
    assertTrue(refusal("(S'true'\nios\nsystem\n.").contains("It uses the instruction "));
  }

  private String refusal(String pickle) throws IOException {
    Path file = folder.resolve("hostile.pth.tar");
    byte[] bytes = pickle.getBytes(StandardCharsets.ISO_8859_1);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    ZipEntry entry = new ZipEntry("hostile.pth/data.pkl");
    entry.setMethod(ZipEntry.STORED); // As PyTorch writes them.
    entry.setSize(bytes.length);
    entry.setCrc(crc.getValue());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(entry);
      zip.write(bytes);
    }
    return assertThrows(IOException.class, () -> ModelExchange.read(file, true, 0)).getMessage();
  }
}
