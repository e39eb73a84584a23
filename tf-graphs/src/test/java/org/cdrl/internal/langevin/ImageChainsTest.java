package org.cdrl.internal.langevin;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.cdrl.Close;
import org.cdrl.Fixtures;
import org.cdrl.GivenNoise;
import org.cdrl.ImageFixtures;
import org.cdrl.Npz;
import org.cdrl.config.Kernel;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.MarginalDensity;
import org.cdrl.internal.energy.Terms;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.cdrl.schedule.NoiseSchedule;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** Chains of images with given noise, plain and guided, against the reference. */
class ImageChainsTest {
  private static final int CLASSES = 11;
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.cdrl(6);

  @Test
  void plain() throws IOException {
    Npz npz = Fixtures.optional("langevin.npz");
    Npz weights = Fixtures.optional("image_ebm_dim32_n1.npz");
    Network net = ImageFixtures.energy(0);
    try (Graph graph = new Graph()) {
      Setting at = new Setting(Ops.create(graph), npz, "image/", 15);
      Tensors ready = at.weights(net, weights);
      Tensors context =
          net.context(at.tf, ready, net.level(at.tf, ready, at.vector("logsnr_s")), null);
      Chain chain = at.chain(Terms.single(net, ready, context));
      Map<String, Operand<TFloat32>> nodes = new LinkedHashMap<>();
      nodes.put("image/final_K5", at.rescaled(at.end(chain, 5)));
      nodes.put("image/final_K15", at.rescaled(at.end(chain, 15)));
      nodes.put("image/x_after_1_step", at.end(chain, 1));
      compare(graph, npz, nodes);
    }
  }

  @Test
  void guided() throws IOException {
    Npz npz = Fixtures.optional("guided.npz");
    Npz energyWeights = Fixtures.optional("image_ebm_cond_dim32_n1.npz");
    Npz initializerWeights = Fixtures.optional("image_unet_cond_dim32_n2.npz");
    try (Graph graph = new Graph()) {
      Setting at = new Setting(Ops.create(graph), npz, "", 5);
      Ops tf = at.tf;
      Terms energy = at.guided(ImageFixtures.energy(CLASSES), energyWeights, "logsnr_s");
      Terms initializer =
          at.guided(ImageFixtures.initializer(CLASSES), initializerWeights, "logsnr_t");
      Map<String, Operand<TFloat32>> nodes = new LinkedHashMap<>();
      nodes.put("guided_initializer_mean", initializer.value(tf, at.rows("xt")));
      Operand<TFloat32> y = at.rows("x0");
      Operand<TFloat32> f = energy.value(tf, y);
      nodes.put("guided_inputgrad_at_x0", tf.gradients(f, java.util.List.of(y)).dy(0));
      nodes.put("final_K5", at.rescaled(at.end(at.chain(energy), 5)));
      Operand<TFloat32> bound = at.column(i -> Math.sqrt(SCHEDULE.rhoPrime(i)));
      nodes.put("final_K5_clip", at.rescaled(at.end(at.chain(energy, bound), 5)));
      compare(graph, npz, nodes);
      try (Session session = new Session(graph);
          Result result = session.runner().fetch(f).run()) {
        float[] values = FloatTensors.flat((TFloat32) result.get(0));
        Close.toTruth(npz, "guided_energy_at_x0", values, 10);
      }
    }
  }

  private static void compare(Graph graph, Npz npz, Map<String, Operand<TFloat32>> nodes) {
    try (Session session = new Session(graph)) {
      nodes.forEach(
          (name, node) -> {
            try (Result result = session.runner().fetch(node).run()) {
              ImageFixtures.close(npz, name, FloatTensors.flat((TFloat32) result.get(0)), 20);
            }
          });
    }
  }

  /** What both fixtures have: rows at several levels, and their noise. */
  private static final class Setting {
    private final Ops tf;
    private final Npz npz;
    private final String prefix;
    private final long[] transitions;
    private final Operand<TFloat32> noise;

    Setting(Ops tf, Npz npz, String prefix, int steps) {
      this.tf = tf;
      this.npz = npz;
      this.prefix = prefix;
      transitions = npz.longs(prefix + "i");
      noise =
          tf.reshape(
              tf.constant(ImageFixtures.images(npz, prefix + "noise_f16")),
              tf.constant(new int[] {steps, transitions.length, ImageFixtures.SHAPE.values()}));
    }

    Operand<TFloat32> vector(String name) {
      return tf.constant(npz.floats(prefix + name));
    }

    Operand<TFloat32> rows(String name) {
      return tf.reshape(
          tf.constant(ImageFixtures.images(npz, prefix + name)),
          tf.constant(new int[] {-1, ImageFixtures.SHAPE.values()}));
    }

    Operand<TFloat32> column(IntToDoubleFunction ofTransition) {
      float[] values = new float[transitions.length];
      for (int n = 0; n < values.length; n++) {
        values[n] = (float) ofTransition.applyAsDouble((int) transitions[n]);
      }
      return tf.reshape(tf.constant(values), tf.constant(new int[] {-1, 1}));
    }

    Tensors weights(Network net, Npz from) {
      return net.layout().split(tf, tf.constant(ImageFixtures.ready(net, from, "state/")));
    }

    /** (1 + w) f(y, c) - w f(y, 0) with w = 1. */
    Terms guided(Network net, Npz from, String level) {
      long[] classes = npz.longs("y");
      float[][] hot = new float[2 * classes.length][CLASSES];
      for (int r = 0; r < classes.length; r++) {
        hot[r][(int) classes[r]] = 1;
        hot[classes.length + r][0] = 1;
      }
      float[] logSnr = npz.floats(level);
      float[] twice = Arrays.copyOf(logSnr, 2 * logSnr.length);
      System.arraycopy(logSnr, 0, twice, logSnr.length, logSnr.length);
      Tensors ready = weights(net, from);
      Tensors context =
          net.context(tf, ready, net.level(tf, ready, tf.constant(twice)), tf.constant(hot));
      return new Terms(net, ready, context, 2, tf.constant(new float[][] {{2}, {-1}}));
    }

    Chain chain(Terms terms) {
      return chain(terms, null);
    }

    Chain chain(Terms terms, Operand<TFloat32> bound) {
      Density density =
          new RecoveryDensity(
              MarginalDensity.of(terms, column(i -> 1 / StepSize.CDRL_IMAGE.variance(SCHEDULE, i))),
              rows("xt"),
              column(i -> SCHEDULE.isFinal(i) ? 0 : 1 / SCHEDULE.sigmaSquared(i)));
      return new Chain(
          density,
          Kernel.ULA,
          column(i -> StepSize.CDRL_IMAGE.variance(SCHEDULE, i)),
          null,
          bound,
          new GivenNoise(Map.of(Noise.Purpose.LANGEVIN, noise)));
    }

    Operand<TFloat32> end(Chain chain, int steps) {
      return chain.run(tf, tf.constant(0), tf.constant(steps), rows("x0")).y();
    }

    Operand<TFloat32> rescaled(Operand<TFloat32> y) {
      return tf.math.div(y, column(i -> Math.sqrt(SCHEDULE.rhoPrime(i)) + 1e-8));
    }
  }
}
