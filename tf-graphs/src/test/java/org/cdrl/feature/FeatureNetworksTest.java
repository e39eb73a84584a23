package org.cdrl.feature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

class FeatureNetworksTest {
  private static final ImageArchitecture GREY = ImageArchitecture.small(8, 1);
  private static final ImageArchitecture COLOUR = ImageArchitecture.small(8, 3);

  /** Weights of two classes for the means of three channels. */
  private static final float[][] WEIGHTS = {{.01f, -.02f}, {.03f, .01f}, {-.02f, .02f}};

  @TempDir Path folder;

  /** A frozen graph laid out like the FID's: the mean of an image, and its softmax with 0. */
  @Test
  void frozenGraphsAreRecognised() throws IOException {
    Path file = folder.resolve("means.pb");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x =
          tf.withName("ExpandDims")
              .placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8, 8, 1)));
      Operand<TFloat32> mean =
          tf.withName("pool_3")
              .reshape(
                  tf.math.mean(x, tf.constant(new int[] {1, 2, 3})),
                  tf.constant(new int[] {-1, 1}));
      tf.withName("softmax")
          .nn
          .softmax(tf.concat(List.of(mean, tf.math.mul(mean, tf.constant(0f))), tf.constant(1)));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
    float[][] images = new float[40][64];
    for (int n = 0; n < 40; n++) {
      Arrays.fill(images[n], n / 20f - 1);
    }
    try (SavedNetwork network = SavedNetwork.load(file, GREY, null)) {
      Features features = network.of(images);
      for (int n = 0; n < 40; n++) {
        // Its input has values 0..255.
        double mean = n / 20. * 127.5;
        assertEquals(mean, features.values()[n][0], 1e-3);
        assertEquals(1 / (1 + Math.exp(-mean)), features.probabilities()[n][0], 1e-4);
      }
    }
    SavedNetwork.Names wrong = new SavedNetwork.Names("ExpandDims:0", "nothing:0", null, true);
    IOException e = assertThrows(IOException.class, () -> SavedNetwork.load(file, GREY, wrong));
    assertTrue(e.getMessage().contains("nothing:0"), e.getMessage());
  }

  /** Laid out like the FID authors' graph, which is made for one image. */
  private Path fid() throws IOException {
    Path file = folder.resolve("classes.pb");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> image =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(8, 8, 3)));
      Operand<TFloat32> images = tf.withName("ExpandDims").expandDims(image, tf.constant(0));
      Operand<TFloat32> pool =
          tf.withName("pool_3")
              .math
              .mean(images, tf.constant(new int[] {1, 2}), Mean.keepDims(true));
      Operand<TFloat32> row = tf.reshape(pool, tf.constant(new int[] {1, 3}));
      // These names are free only where no scope makes them unique.
      Operation logits =
          graph
              .opBuilder("MatMul", "softmax/logits/MatMul", tf.scope())
              .addInput(row.asOutput())
              .addInput(tf.constant(WEIGHTS).asOutput())
              .build();
      graph.opBuilder("Softmax", "softmax", tf.scope()).addInput(logits.output(0)).build();
      Files.write(file, graph.toGraphDef().toByteArray());
    }
    return file;
  }

  /** Laid out like TF-GAN's SavedModel; its features are the means of the channels. */
  private Path tfGan() throws IOException {
    Path saved = folder.resolve("saved");
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> images =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, -1, 3)));
      Operand<TFloat32> means = tf.math.mean(images, tf.constant(new int[] {1, 2}));
      Operand<TFloat32> logits = tf.linalg.matMul(means, tf.variable(tf.constant(WEIGHTS)));
      session.initialize();
      SavedModelBundle.exporter(saved.toString())
          .withSession(session)
          .withSignature(
              Signature.builder()
                  .input("images", images)
                  .output("pool_3", means)
                  .output("logits", logits)
                  .build())
          .export();
    }
    return saved;
  }

  private static float[][] random(int n, int values) {
    SplittableRandom random = new SplittableRandom(7);
    float[][] images = new float[n][values];
    for (float[] image : images) {
      for (int v = 0; v < values; v++) {
        image[v] = (float) (2 * random.nextDouble() - 1);
      }
    }
    return images;
  }

  /**
   * Compares features and probabilities with the means of the channels and what follows from them.
   *
   * @param scale from the values of an image to those that the network gets, after adding shift
   */
  private static void assertMeans(
      float[][] images, int channels, double shift, double scale, Features features) {
    for (int n = 0; n < images.length; n++) {
      double[] means = new double[3];
      for (int v = 0; v < 64 * 3; v++) {
        float value = images[n][v / 3 * channels + v % channels];
        means[v % 3] += (value + shift) * scale / 64;
      }
      double difference = 0;
      for (int c = 0; c < 3; c++) {
        assertEquals(means[c], features.values()[n][c], 1e-5 * scale);
        difference += means[c] * (WEIGHTS[c][1] - WEIGHTS[c][0]);
      }
      assertEquals(1 / (1 + Math.exp(difference)), features.probabilities()[n][0], 1e-5);
      assertEquals(1 / (1 + Math.exp(-difference)), features.probabilities()[n][1], 1e-5);
    }
  }

  @Test
  void theFidGraphServesAnyNumberOfImages() throws IOException {
    float[][] images = random(5, 192);
    try (SavedNetwork network = SavedNetwork.load(fid(), COLOUR, null);
        SavedNetwork single = SavedNetwork.load(fid(), COLOUR, SavedNetwork.Names.FID)) {
      Features features = network.of(images);
      assertMeans(images, 3, 1, 127.5, features);
      assertArrayEquals(
          features.probabilities()[0],
          single.of(new float[][] {images[0]}).probabilities()[0],
          1e-6f);
    }
  }

  @Tag("slow")
  @Test
  void tfGansLogitsBecomeProbabilities() throws IOException {
    float[][] images = random(5, 192);
    try (SavedNetwork network = SavedNetwork.load(tfGan(), COLOUR, null)) {
      assertMeans(images, 3, 0, 1, network.of(images));
    }
  }

  @Test
  void greyImagesBecomeColoured() throws IOException {
    float[][] images = random(3, 64);
    try (SavedNetwork fid = SavedNetwork.load(fid(), GREY, null);
        SavedNetwork tfGan = SavedNetwork.load(tfGan(), GREY, null)) {
      assertMeans(images, 1, 1, 127.5, fid.of(images));
      assertMeans(images, 1, 0, 1, tfGan.of(images));
    }
  }

  @Test
  void networksForOtherImagesAreRefused() throws IOException {
    Path grey = folder.resolve("grey.pb");
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      tf.withName("x").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 8, 8, 1)));
      tf.withName("rows").placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 64)));
      Files.write(grey, graph.toGraphDef().toByteArray());
    }
    assertRefused(grey, COLOUR, "x:0", "x:0", "has 1 channels at its input x:0");
    assertRefused(grey, GREY, "rows:0", "x:0", "images are [n, height, width, channels]");
    assertRefused(grey, GREY, "x:0", "x:1", "no tensor x:1");
    Path text = Files.writeString(folder.resolve("text.pb"), "no graph");
    assertRefused(text, GREY, "x:0", "x:0", "is no network that TensorFlow reads");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertRefused(empty, GREY, "x:0", "x:0", "is no network that TensorFlow reads");
  }

  private static void assertRefused(
      Path path, ImageArchitecture image, String input, String features, String says) {
    SavedNetwork.Names names = new SavedNetwork.Names(input, features, null, false);
    IOException e = assertThrows(IOException.class, () -> SavedNetwork.load(path, image, names));
    assertTrue(e.getMessage().startsWith(path.toString()), e.getMessage());
    assertTrue(e.getMessage().contains(says), e.getMessage());
  }

  @Test
  void theClassifierLearnsWhereABarIs() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] rows = new float[200][64];
    int[] labels = new int[200];
    for (int n = 0; n < 200; n++) {
      labels[n] = n % 2;
      int at = random.nextInt(8);
      for (int p = 0; p < 64; p++) {
        boolean bar = (n % 2 == 0 ? p / 8 : p % 8) == at;
        rows[n][p] = (bar ? 1 : -1) + (float) (.3 * random.nextGaussian());
      }
    }
    try (ImageClassifier classifier =
        new ImageClassifier(GREY, rows, labels, 2, 120, 1, Execution.DEFAULT)) {
      assertTrue(classifier.accuracy(rows, labels) > .95);
    }
  }
}
