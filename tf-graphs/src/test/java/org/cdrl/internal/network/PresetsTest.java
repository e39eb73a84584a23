package org.cdrl.internal.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.training.Networks;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The networks that can be had by name. */
class PresetsTest {
  private final SplittableRandom random = new SplittableRandom(3);

  private static Networks networks(ImageArchitecture image) {
    CdrlConfig config = CdrlConfig.images(image).predictData(false).build();
    return Networks.of(config, image.values(), 0, null, false);
  }

  /** At sizes where the initializer has fewer attention layers, or none but in the middle. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {64, 128})
  void bothNetworksTakeOneImage(int size) {
    ImageArchitecture image = ImageArchitecture.smallFor(size, size, 3, 8);
    Networks networks = networks(image);
    float[] values = new float[image.values()];
    for (int v = 0; v < values.length; v++) {
      values[v] = (float) (2 * random.nextDouble() - 1);
    }
    float[] energy = value(networks.energy(), networks.energy().layout().start(random), values);
    assertEquals(1, energy.length);
    assertTrue(Float.isFinite(energy[0]), "energy " + energy[0]);
    // Weights of the last convolutions begin with 0, so that they add biases: one for every channel
    // of every pixel of a square of 2 x 2, and one for every channel of a pixel.
    float[] parameters = networks.initializer().layout().start(random);
    int ofSquares = offset(networks.initializer(), "final_conv.bias");
    int ofPixels = offset(networks.initializer(), "refine.conv2.bias");
    float[] expected = values.clone();
    for (int v = 0; v < expected.length; v++) {
      int row = v / 3 / size;
      int column = v / 3 % size;
      int square = (row % 2 * 2 + column % 2) * 3 + v % 3;
      expected[v] += parameters[ofSquares + square] + parameters[ofPixels + v % 3];
    }
    assertArrayEquals(expected, value(networks.initializer(), parameters, values), 1e-6f);
  }

  private static int offset(Network network, String name) {
    return network.layout().entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow()
        .offset();
  }

  private static float[] value(Network network, float[] parameters, float[] image) {
    try (Graph graph = new Graph();
        Session session = new Session(graph)) {
      Ops tf = Ops.create(graph);
      Tensors weights = network.layout().split(tf, tf.constant(parameters));
      Tensors level = network.level(tf, weights, tf.constant(new float[] {1}));
      Tensors context = network.context(tf, weights, level, null);
      Operand<TFloat32> y = tf.constant(new float[][] {image});
      try (Result result = session.runner().fetch(network.value(tf, weights, context, y)).run()) {
        return FloatTensors.flat((TFloat32) result.get(0));
      }
    }
  }

  /** The numbers of parameters, counted layer by layer. */
  @Test
  void thePapersNetworksHaveTheirLayers() {
    Networks imagenet32 = networks(ImageArchitecture.imagenet32());
    assertEquals(energy(23), imagenet32.energy().layout().size());
    assertEquals(initializer(3, 2), imagenet32.initializer().layout().size());
    Networks celeba64 = networks(ImageArchitecture.celeba64());
    assertEquals(energy(31), celeba64.energy().layout().size());
    assertEquals(initializer(4, 3), celeba64.initializer().layout().size());
  }

  /** 8 blocks of 128 channels, one that doubles them, and the rest of 256. */
  private static int energy(int rest) {
    int level = linear(128, 512) + linear(512, 512);
    int blocks = 8 * energyBlock(128, 128) + energyBlock(128, 256) + rest * energyBlock(256, 256);
    return level + convolution(3, 3, 128) + blocks + 512 * 256;
  }

  private static int energyBlock(int in, int out) {
    int shortcut = in == out ? 0 : convolution(3, in, out);
    return convolution(3, in, out) + convolution(3, out, out) + linear(512, out) + out + shortcut;
  }

  /**
   * 64 channels everywhere, twice as many where a skip connection joins; attention at two sizes.
   */
  private static int initializer(int resolutions, int blocks) {
    int level = linear(64, 256) + linear(256, 256);
    int ends = convolution(3, 3, 64) + 2 * 64 + convolution(3, 64, 3);
    int alike = resolutions * blocks + 2 + 2 * (resolutions - 1);
    int joined = resolutions * (blocks + 1);
    int attention = 2 * 64 + convolution(1, 64, 3 * 64) + convolution(1, 64, 64);
    return level
        + ends
        + alike * initializerBlock(64)
        + joined * (initializerBlock(128) + convolution(1, 128, 64))
        + (2 * (2 * blocks + 1) + 1) * attention;
  }

  private static int initializerBlock(int in) {
    int norms = 2 * in + 2 * 64;
    return norms + convolution(3, in, 64) + convolution(3, 64, 64) + linear(256, 2 * 64);
  }

  private static int convolution(int kernel, int in, int out) {
    return kernel * kernel * in * out + out;
  }

  private static int linear(int in, int out) {
    return in * out + out;
  }

  /** Squares of 2 x 2 pixels, or pixels of small images, attend to each other at one size. */
  @Test
  void smallNetworksAttendWhereTheyCan() {
    assertEquals(List.of(4), ImageArchitecture.small(8, 1).attention());
    assertEquals(List.of(8), ImageArchitecture.small(32, 1).attention());
    assertEquals(List.of(8), ImageArchitecture.small(64, 1).attention());
    assertEquals(List.of(), ImageArchitecture.small(128, 1).attention());
  }
}
