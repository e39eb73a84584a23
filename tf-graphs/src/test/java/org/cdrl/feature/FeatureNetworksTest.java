package org.cdrl.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.cdrl.ImageArchitecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

class FeatureNetworksTest {
  private static final ImageArchitecture IMAGE = ImageArchitecture.small(8, 1);

  @TempDir Path folder;

  /** A frozen graph laid out like the FID's: the mean of a picture, and its softmax with 0. */
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
          .softmax(
              tf.concat(
                  java.util.List.of(mean, tf.math.mul(mean, tf.constant(0f))), tf.constant(1)));
      Files.write(file, graph.toGraphDef().toByteArray());
    }
    float[][] pictures = new float[40][64];
    for (int n = 0; n < 40; n++) {
      java.util.Arrays.fill(pictures[n], n / 20f - 1);
    }
    try (SavedNetwork network = SavedNetwork.load(file, IMAGE, null)) {
      Features features = network.of(pictures);
      for (int n = 0; n < 40; n++) {
        // Its input has values 0..255.
        double mean = n / 20. * 127.5;
        assertEquals(mean, features.values()[n][0], 1e-3);
        assertEquals(1 / (1 + Math.exp(-mean)), features.probabilities()[n][0], 1e-4);
      }
    }
    SavedNetwork.Names wrong = new SavedNetwork.Names("ExpandDims:0", "nothing:0", null, true);
    IOException e = assertThrows(IOException.class, () -> SavedNetwork.load(file, IMAGE, wrong));
    assertTrue(e.getMessage().contains("nothing:0"), e.getMessage());
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
    try (PictureClassifier classifier = new PictureClassifier(IMAGE, rows, labels, 2, 120, 1)) {
      assertTrue(classifier.accuracy(rows, labels) > .95);
    }
  }
}
