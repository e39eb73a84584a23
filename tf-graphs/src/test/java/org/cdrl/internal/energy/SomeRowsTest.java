package org.cdrl.internal.energy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.internal.training.Networks;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Some rows of a batch by themselves, each with its own level, condition and scale. */
class SomeRowsTest {
  private static final int ROWS = 5;
  private static final int PIXELS = 64;

  @Test
  void haveTheDensityAndTheSlopeThatTheyHaveAmongAll() {
    float[][] all = slopesAndDensities(0, 1, 2, 3, 4);
    float[][] some = slopesAndDensities(3, 1);
    for (int n = 0; n < 2; n++) {
      float[] row = all[n == 0 ? 3 : 1];
      assertArrayEquals(row, some[n], 1e-4f * Math.abs(row[PIXELS]));
    }
  }

  @Test
  void maybeNone() {
    assertEquals(0, slopesAndDensities().length);
  }

  @Test
  void severalTermsAreRefused() {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Operand<TFloat32> weights = tf.constant(new float[][] {{2}, {-1}});
      Terms guided = new Terms(null, null, null, 2, weights);
      assertThrows(
          IllegalStateException.class, () -> guided.ofRows(tf, tf.constant(new long[] {0})));
    }
  }

  /** The slopes, and the log-densities after them, of rows of a batch of images. */
  private static float[][] slopesAndDensities(long... which) {
    CdrlConfig config = CdrlConfig.images(ImageArchitecture.smallFor(8, 8, 1, 4)).build();
    Network f = Networks.of(config, PIXELS, 3, null, false).energy();
    SplittableRandom random = new SplittableRandom(1);
    float[] weights = f.layout().start(random);
    for (int n = 0; n < weights.length; n++) {
      weights[n] += .1f * (float) random.nextGaussian();
    }
    float[][] images = new float[ROWS][PIXELS];
    for (float[] image : images) {
      for (int n = 0; n < PIXELS; n++) {
        image[n] = (float) random.nextGaussian();
      }
    }
    float[][] conditions = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}};
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Tensors split = f.layout().split(tf, tf.constant(weights));
      Tensors levels = f.level(tf, split, tf.constant(new float[] {5, 3, 1, -1, -3}));
      Terms terms = Terms.single(f, split, f.context(tf, split, levels, tf.constant(conditions)));
      Operand<TFloat32> scales = tf.constant(new float[][] {{1}, {2}, {3}, {4}, {5}});
      MarginalDensity rows = MarginalDensity.of(terms, scales).ofRows(tf, tf.constant(which));
      Operand<TFloat32> y = tf.gather(tf.constant(images), tf.constant(which), tf.constant(0));
      try (Session session = new Session(graph);
          Result result =
              session.runner().fetch(rows.gradient(tf, y)).fetch(rows.logDensity(tf, y)).run()) {
        float[][] slopes = FloatTensors.rows((TFloat32) result.get(0));
        float[] densities = FloatTensors.flat((TFloat32) result.get(1));
        float[][] both = new float[which.length][PIXELS + 1];
        for (int n = 0; n < which.length; n++) {
          System.arraycopy(slopes[n], 0, both[n], 0, PIXELS);
          both[n][PIXELS] = densities[n];
        }
        return both;
      }
    }
  }
}
