package org.cdrl.internal.exchange;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Entry;

/**
 * Between PyTorch's tensors and flat parameter vectors of networks whose parameters bear the same
 * names.
 *
 * <p>PyTorch's matrices are [out, in], ours [in, out]; its filters [out, in, height, width], ours
 * [height, width, in, out]. Spectrally normalised weights are called {@code weight_orig} there, and
 * come with the vectors {@code weight_u} [out] and {@code weight_v} [in height width].
 */
public final class TorchLayout {
  private final ParameterLayout layout;

  /** For the parameters of a network. */
  public TorchLayout(ParameterLayout layout) {
    this.layout = layout;
  }

  /** PyTorch's name of a parameter. */
  public static String name(Entry entry) {
    return entry.spectral() ? entry.name() + "_orig" : entry.name();
  }

  private static String vector(Entry entry, String which) {
    return entry.name() + "_" + which;
  }

  /**
   * The flat parameter vector.
   *
   * @throws IllegalArgumentException naming the tensor that is missing or has another shape
   */
  public float[] parameters(Map<String, NamedTensor> state) {
    float[] flat = new float[layout.size()];
    for (Entry entry : layout.entries()) {
      float[] theirs = values(state, name(entry), shape(entry));
      permute(entry, theirs, flat, entry.offset(), true);
    }
    return flat;
  }

  /**
   * The flat power-iteration vectors.
   *
   * @throws IllegalArgumentException naming the tensor that is missing or has another shape
   */
  public float[] vectors(Map<String, NamedTensor> state) {
    float[] flat = new float[layout.spectralSize()];
    int offset = 0;
    for (Entry entry : layout.spectralEntries()) {
      float[] u = values(state, vector(entry, "u"), entry.out());
      float[] v = values(state, vector(entry, "v"), entry.in());
      System.arraycopy(u, 0, flat, offset, u.length);
      permuteInputs(entry, v, flat, offset + u.length, true);
      offset += u.length + v.length;
    }
    return flat;
  }

  /** The tensors of flat vectors. */
  public Map<String, NamedTensor> state(float[] flat, float[] vectors) {
    Map<String, NamedTensor> state = new LinkedHashMap<>();
    int offset = 0;
    for (Entry entry : layout.entries()) {
      float[] theirs = new float[entry.size()];
      permute(entry, theirs, flat, entry.offset(), false);
      state.put(name(entry), new NamedTensor(shape(entry), theirs));
      if (entry.spectral()) {
        float[] u = Arrays.copyOfRange(vectors, offset, offset + entry.out());
        float[] v = new float[entry.in()];
        permuteInputs(entry, v, vectors, offset + u.length, false);
        state.put(vector(entry, "u"), new NamedTensor(new int[] {u.length}, u));
        state.put(vector(entry, "v"), new NamedTensor(new int[] {v.length}, v));
        offset += u.length + v.length;
      }
    }
    return state;
  }

  private static int[] shape(Entry entry) {
    int[] ours = entry.shape();
    if (entry.name().endsWith(".g")) {
      return new int[] {1, entry.out(), 1, 1};
    }
    return switch (ours.length) {
      case 2 -> new int[] {ours[1], ours[0]};
      case 4 -> new int[] {ours[3], ours[2], ours[0], ours[1]};
      default -> ours;
    };
  }

  private static float[] values(Map<String, NamedTensor> state, String name, int... shape) {
    NamedTensor tensor = state.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("There is no tensor " + name);
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw new IllegalArgumentException(
          name
              + " has the shape "
              + Arrays.toString(tensor.shape())
              + " but should have "
              + Arrays.toString(shape));
    }
    return tensor.values();
  }

  /** Copies between their values and ours, which start at {@code offset}. */
  private static void permute(
      Entry entry, float[] theirs, float[] ours, int offset, boolean toOurs) {
    int out = entry.out();
    int in = entry.in();
    for (int o = 0; o < out; o++) {
      for (int i = 0; i < in; i++) {
        copy(theirs, o * in + input(entry, i), ours, offset + i * out + o, toOurs);
      }
    }
  }

  private static void permuteInputs(
      Entry entry, float[] theirs, float[] ours, int offset, boolean toOurs) {
    for (int i = 0; i < entry.in(); i++) {
      copy(theirs, input(entry, i), ours, offset + i, toOurs);
    }
  }

  /** Where PyTorch has our input number i: its channels come before the filter's pixels. */
  private static int input(Entry entry, int i) {
    if (entry.shape().length != 4) {
      return i;
    }
    int channels = entry.shape()[2];
    int pixels = entry.shape()[0] * entry.shape()[1];
    return i % channels * pixels + i / channels;
  }

  private static void copy(float[] theirs, int there, float[] ours, int here, boolean toOurs) {
    if (toOurs) {
      ours[here] = theirs[there];
    } else {
      theirs[there] = ours[here];
    }
  }
}
