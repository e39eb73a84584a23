package org.cdrl.internal.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.Close;
import org.cdrl.Fixtures;
import org.cdrl.ImageFixtures;
import org.cdrl.Npz;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SpectralNorm;
import org.cdrl.internal.graph.Tensors;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The networks of images against the reference modules. */
class ImageNetworksTest {
  private static final int CLASSES = 11;

  private static Map<String, float[]> fetch(Graph graph, Map<String, Operand<TFloat32>> nodes) {
    Map<String, float[]> values = new LinkedHashMap<>();
    try (Session session = new Session(graph)) {
      Session.Runner runner = session.runner();
      nodes.values().forEach(runner::fetch);
      try (Result result = runner.run()) {
        int n = 0;
        for (String name : nodes.keySet()) {
          values.put(name, FloatTensors.flat((TFloat32) result.get(n++)));
        }
      }
    }
    return values;
  }

  private static Operand<TFloat32> rows(Ops tf, float[] flat) {
    return tf.reshape(tf.constant(flat), tf.constant(new int[] {-1, ImageFixtures.SHAPE.values()}));
  }

  private static Operand<TFloat32> labels(Ops tf, Npz npz) {
    if (!npz.has("y")) {
      return null;
    }
    float[][] hot = new float[npz.longs("y").length][CLASSES];
    for (int r = 0; r < hot.length; r++) {
      hot[r][(int) npz.longs("y")[r]] = 1;
    }
    return tf.constant(hot);
  }

  @Test
  void energy() throws IOException {
    energy("image_ebm_dim32_n1.npz", 0);
  }

  @Test
  void conditionalEnergy() throws IOException {
    energy("image_ebm_cond_dim32_n1.npz", CLASSES);
  }

  /** With stored vectors, and after the power iteration of a pass in training. */
  private void energy(String file, int conditions) throws IOException {
    Npz npz = Fixtures.optional(file);
    Network net = ImageFixtures.energy(conditions);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Tensors raw =
          net.layout().split(tf, tf.constant(ImageFixtures.parameters(net, npz, "state/")));
      Operand<TFloat32> vectors = tf.constant(ImageFixtures.vectors(net, npz, "state/"));
      SpectralNorm.Normalized iterated = SpectralNorm.iterate(tf, net.layout(), raw, vectors);
      Map<String, Operand<TFloat32>> nodes = new LinkedHashMap<>();
      for (String mode : List.of("eval", "train")) {
        Tensors weights =
            mode.equals("train")
                ? iterated.weights()
                : SpectralNorm.apply(tf, net.layout(), raw, vectors);
        Operand<TFloat32> y = rows(tf, ImageFixtures.images(npz, "x"));
        Tensors level = net.level(tf, weights, tf.constant(npz.floats("logsnr")));
        Operand<TFloat32> f =
            net.value(tf, weights, net.context(tf, weights, level, labels(tf, npz)), y);
        nodes.put("energy_" + mode, f);
        nodes.put("inputgrad_" + mode, tf.gradients(f, List.of(y)).dy(0));
      }
      nodes.put("vectors", iterated.vectors());
      Map<String, float[]> values = fetch(graph, nodes);
      for (String mode : List.of("eval", "train")) {
        Close.toTruth(npz, "energy_" + mode, values.get("energy_" + mode), 10);
        ImageFixtures.close(npz, "inputgrad_" + mode, values.get("inputgrad_" + mode), 10);
      }
      float[] after = ImageFixtures.vectors(net, npz, "after_train_f64/");
      for (int n = 0; n < after.length; n++) {
        assertEquals(after[n], values.get("vectors")[n], 1e-5, "vectors[" + n + "]");
      }
    }
  }

  @Test
  void mixedPrecisionIsCloseButNotTheSame() throws IOException {
    assumeTrue(Bfloat16Check.isRight(), "convolutions in bfloat16 are wrong on this machine");
    Npz npz = Fixtures.optional("image_ebm_dim32_n1.npz");
    float[][] slopes = new float[2][];
    for (int mixed = 0; mixed < 2; mixed++) {
      Network net = ImageFixtures.energy(0, mixed == 1);
      try (Graph graph = new Graph()) {
        Ops tf = Ops.create(graph);
        float[] ready = ImageFixtures.ready(net, npz, "state/");
        Tensors weights = net.layout().split(tf, tf.constant(ready));
        Operand<TFloat32> y = rows(tf, ImageFixtures.images(npz, "x"));
        Tensors level = net.level(tf, weights, tf.constant(npz.floats("logsnr")));
        Operand<TFloat32> f = net.value(tf, weights, net.context(tf, weights, level, null), y);
        slopes[mixed] =
            fetch(graph, Map.of("slope", tf.gradients(f, List.of(y)).<TFloat32>dy(0))).get("slope");
      }
    }
    double difference = 0;
    double size = 0;
    for (int n = 0; n < slopes[0].length; n++) {
      difference += Math.pow(slopes[1][n] - slopes[0][n], 2);
      size += Math.pow(slopes[0][n], 2);
    }
    double relative = Math.sqrt(difference / size);
    assertTrue(relative > 1e-5 && relative < .03, "relative difference " + relative);
  }

  @Test
  void initializer() throws IOException {
    initializer("image_unet_dim32_n2.npz", 0);
  }

  @Test
  void conditionalInitializer() throws IOException {
    initializer("image_unet_cond_dim32_n2.npz", CLASSES);
  }

  private void initializer(String file, int conditions) throws IOException {
    Npz npz = Fixtures.optional(file);
    ImageInitializer net = ImageFixtures.initializer(conditions);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Tensors weights =
          net.layout().split(tf, tf.constant(ImageFixtures.parameters(net, npz, "state/")));
      Operand<TFloat32> x = rows(tf, ImageFixtures.images(npz, "x"));
      Tensors level = net.level(tf, weights, tf.constant(npz.floats("logsnr")));
      Tensors context = net.context(tf, weights, level, labels(tf, npz));
      Map<String, Operand<TFloat32>> nodes = new LinkedHashMap<>();
      nodes.put("output", net.value(tf, weights, context, x));
      Tensors inside =
          net.activations(
              tf, weights, context, tf.reshape(x, tf.constant(new int[] {-1, 32, 32, 3})));
      for (String name : npz.names()) {
        if (name.startsWith("act_f32/")) {
          String layer = name.substring("act_f32/".length()).replaceAll("\\(.*\\)", "");
          nodes.put(name, layer.equals("time_mlp") ? level.get("embedding") : inside.get(layer));
        }
      }
      Map<String, float[]> values = fetch(graph, nodes);
      float[] output = values.remove("output");
      ImageFixtures.close(npz, "output", output, 10);
      if (npz.names().contains("output_tanh_nores_f32")) {
        // The variant without the residual and with a bounded end, from the same layers.
        float[] images = ImageFixtures.images(npz, "x");
        float[] bounded = ImageFixtures.images(npz, "output_tanh_nores_f32");
        for (int n = 0; n < bounded.length; n++) {
          assertEquals(bounded[n], Math.tanh(output[n] - images[n]), 1e-5, "tanh[" + n + "]");
        }
      }
      assertEquals(12, values.size(), "activations compared");
      values.forEach(
          (name, all) -> {
            int[] shape = npz.shape(name);
            float[] expected =
                shape.length == 2
                    ? npz.floats(name)
                    : ImageFixtures.pixelsFirst(npz.floats(name), shape[1], shape[2] * shape[3]);
            for (int n = 0; n < expected.length; n++) {
              assertEquals(expected[n], all[n], 2e-4, name + "[" + n + "]");
            }
          });
    }
  }
}
