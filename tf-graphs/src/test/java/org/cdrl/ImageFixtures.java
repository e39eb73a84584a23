package org.cdrl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cdrl.internal.exchange.NamedTensor;
import org.cdrl.internal.exchange.TorchLayout;
import org.cdrl.internal.network.ImageEnergy;
import org.cdrl.internal.network.ImageInitializer;
import org.cdrl.internal.network.ImageShape;
import org.cdrl.internal.network.Network;

/** Networks and images of the fixtures, which have channels before pixels. */
public final class ImageFixtures {
  public static final ImageShape SHAPE = new ImageShape(32, 3);

  private ImageFixtures() {}

  /** The energy network of the fixtures. */
  public static Network energy(int conditions) {
    return energy(conditions, false);
  }

  /** The same, with bfloat16 in convolutions or not. */
  public static Network energy(int conditions, boolean mixedPrecision) {
    return new ImageEnergy(
        SHAPE,
        32,
        new int[] {1, 2, 2, 2},
        1,
        conditions,
        true,
        ImageEnergy.Variant.CDRL,
        new double[0],
        mixedPrecision);
  }

  /** The initializer of the fixtures. */
  public static ImageInitializer initializer(int conditions) {
    return new ImageInitializer(
        SHAPE, 1, 32, new int[] {1, 1, 1}, 2, List.of(16, 8), 0, conditions, 0, false);
  }

  /** The flat parameters of a network, as stored. */
  public static float[] parameters(Network network, Npz npz, String prefix) {
    return new TorchLayout(network.layout()).parameters(state(npz, prefix));
  }

  /** The flat power-iteration vectors of a network. */
  public static float[] vectors(Network network, Npz npz, String prefix) {
    return new TorchLayout(network.layout()).vectors(state(npz, prefix));
  }

  /** The flat parameters of a network, ready for use. */
  public static float[] ready(Network network, Npz npz, String prefix) {
    return network
        .layout()
        .normalized(parameters(network, npz, prefix), vectors(network, npz, prefix));
  }

  private static Map<String, NamedTensor> state(Npz npz, String prefix) {
    Map<String, NamedTensor> state = new LinkedHashMap<>();
    for (String name : npz.names()) {
      if (name.startsWith(prefix)) {
        state.put(
            name.substring(prefix.length()), new NamedTensor(npz.shape(name), npz.floats(name)));
      }
    }
    return state;
  }

  /** Images [.., channels, pixels] as [.., pixels, channels]. */
  public static float[] pixelsFirst(float[] images, int channels, int pixels) {
    float[] out = new float[images.length];
    for (int n = 0; n < images.length; n++) {
      int c = n / pixels % channels;
      out[n + c - c * pixels + n % pixels * (channels - 1)] = images[n];
    }
    return out;
  }

  /** Rows [.., channels, pixels] of an array as [.., pixels, channels]. */
  public static double[] pixelsFirst(double[] images, int channels, int pixels) {
    double[] out = new double[images.length];
    for (int n = 0; n < images.length; n++) {
      int c = n / pixels % channels;
      out[n + c - c * pixels + n % pixels * (channels - 1)] = images[n];
    }
    return out;
  }

  /** The images of a fixture as rows of ours. */
  public static float[] images(Npz npz, String name) {
    return pixelsFirst(npz.floats(name), 3, 1024);
  }

  /** Compares images with {@code name_f64} of a fixture. */
  public static void close(Npz npz, String name, float[] actual, double factor) {
    Close.toTruth(
        name,
        actual,
        pixelsFirst(npz.doubles(name + "_f64"), 3, 1024),
        pixelsFirst(npz.doubles(name + "_f32"), 3, 1024),
        factor);
  }
}
