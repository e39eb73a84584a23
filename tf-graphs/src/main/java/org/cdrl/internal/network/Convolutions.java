package org.cdrl.internal.network;

import java.util.Arrays;
import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Norm;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBfloat16;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.family.TNumber;

/**
 * Layers of images [B, height, width, channels], all of operations whose gradients TensorFlow knows
 * without Python.
 *
 * @param mixedPrecision whether convolutions multiply in bfloat16, which gradients then do too
 */
record Convolutions(boolean mixedPrecision) {
  /** Groups of the group normalisation. */
  static final int GROUPS = 32;

  private static final float EPSILON = 1e-6f;

  /** Adds a convolution: {@code name.weight} [k, k, in, out] and {@code name.bias} [out]. */
  static void add(ParameterLayout layout, String name, int kernel, int in, int out, Norm norm) {
    add(layout, name, kernel, in, out, norm, Start.UNIFORM);
  }

  /** Adds a convolution whose weights start in a given way. */
  static void add(
      ParameterLayout layout, String name, int kernel, int in, int out, Norm norm, Start start) {
    double fanIn = (double) kernel * kernel * in;
    layout.add(name + ".weight", start, fanIn, norm, kernel, kernel, in, out);
    layout.add(name + ".bias", Start.UNIFORM, fanIn, Norm.FREE, out);
  }

  /** Adds a group normalisation's factor and offset per channel. */
  static void addNorm(ParameterLayout layout, String name, int channels) {
    layout.add(name + ".weight", Start.ONE, 0, Norm.FREE, channels);
    layout.add(name + ".bias", Start.ZERO, 0, Norm.FREE, channels);
  }

  /** The convolution of this name, zero-padded to the same size. */
  Operand<TFloat32> convolve(Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    Operand<TFloat32> weight = weights.get(name + ".weight");
    Operand<TFloat32> sums =
        mixedPrecision
            ? tf.dtypes.cast(
                sums(
                    tf,
                    tf.dtypes.cast(x, TBfloat16.class),
                    tf.dtypes.cast(weight, TBfloat16.class)),
                TFloat32.class)
            : sums(tf, x, weight);
    return tf.nn.biasAdd(sums, weights.get(name + ".bias"));
  }

  private static <T extends TNumber> Operand<T> sums(Ops tf, Operand<T> x, Operand<T> weight) {
    return tf.nn.conv2d(x, weight, List.of(1L, 1L, 1L, 1L), "SAME");
  }

  /** Means of 2 x 2 pixels. */
  static Operand<TFloat32> halve(Ops tf, Operand<TFloat32> x) {
    return tf.nn.avgPool(x, List.of(1L, 2L, 2L, 1L), List.of(1L, 2L, 2L, 1L), "VALID");
  }

  /** Every pixel four times. */
  static Operand<TFloat32> twice(Ops tf, Operand<TFloat32> x) {
    int height = (int) x.shape().get(1);
    int width = (int) x.shape().get(2);
    return tf.image.resizeNearestNeighbor(x, tf.constant(new int[] {2 * height, 2 * width}));
  }

  /** A row's channels [R, C] as [R, 1, 1, C], to be combined with its pixels. */
  static Operand<TFloat32> everywhere(Ops tf, Operand<TFloat32> channels) {
    return tf.expandDims(tf.expandDims(channels, tf.constant(1)), tf.constant(1));
  }

  /**
   * Group normalisation (Wu, He, ECCV 2018): every image's channels, in 32 groups, with mean 0 and
   * variance 1, then a factor and an offset per channel.
   */
  static Operand<TFloat32> normalize(Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    int channels = (int) x.shape().get(3);
    Branches branches = new Branches(tf, x);
    Operand<TFloat32> centred =
        tf.math.sub(branches.next(), groupMeans(tf, branches.next(), channels));
    Operand<TFloat32> variance = groupMeans(tf, tf.math.square(centred), channels);
    Operand<TFloat32> scale =
        tf.math.mul(
            tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))),
            weights.get(name + ".weight"));
    return tf.nn.biasAdd(tf.math.mul(centred, scale), weights.get(name + ".bias"));
  }

  /**
   * The mean of each image's groups, for every channel, [B, 1, 1, C]. A pooling and a matrix
   * product, because a reduction's gradient is made of two dozen operations.
   */
  private static Operand<TFloat32> groupMeans(Ops tf, Operand<TFloat32> x, int channels) {
    List<Long> whole = List.of(1L, x.shape().get(1), x.shape().get(2), 1L);
    Operand<TFloat32> perChannel = tf.nn.avgPool(x, whole, whole, "VALID");
    if (channels == GROUPS) {
      return perChannel;
    }
    int each = channels / GROUPS;
    float[][] shares = new float[channels][channels];
    for (int c = 0; c < channels; c++) {
      Arrays.fill(shares[c], c / each * each, (c / each + 1) * each, 1f / each);
    }
    Operand<TFloat32> flat = tf.reshape(perChannel, tf.constant(new int[] {-1, channels}));
    return everywhere(tf, tf.linalg.matMul(flat, tf.constant(shares)));
  }

  /**
   * Self-attention between pixels with one head: x + out(softmax(q k' / sqrt(C)) v).
   *
   * @param name of its parameters: norm, to_qkv, to_out
   */
  Operand<TFloat32> attend(Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    int height = (int) x.shape().get(1);
    int width = (int) x.shape().get(2);
    int channels = (int) x.shape().get(3);
    Branches branches = new Branches(tf, x);
    Operand<TFloat32> normal = normalize(tf, weights, name + ".norm", branches.next());
    Branches qkv =
        new Branches(
            tf,
            tf.reshape(
                convolve(tf, weights, name + ".to_qkv", normal),
                tf.constant(new int[] {-1, height * width, 3 * channels})));
    Operand<TFloat32> q = part(tf, qkv.next(), 0, channels);
    Operand<TFloat32> k = part(tf, qkv.next(), channels, channels);
    Operand<TFloat32> v = part(tf, qkv.next(), 2 * channels, channels);
    Operand<TFloat32> scores =
        tf.train.batchMatMul(
            tf.math.mul(q, tf.constant((float) (1 / Math.sqrt(channels)))),
            k,
            TFloat32.class,
            org.tensorflow.op.train.BatchMatMul.adjY(true));
    Operand<TFloat32> mixed = tf.train.batchMatMul(tf.nn.softmax(scores), v, TFloat32.class);
    Operand<TFloat32> out =
        convolve(
            tf,
            weights,
            name + ".to_out",
            tf.reshape(mixed, tf.constant(new int[] {-1, height, width, channels})));
    return tf.math.add(branches.next(), out);
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> x, int first, int channels) {
    return tf.slice(
        x, tf.constant(new int[] {0, 0, first}), tf.constant(new int[] {-1, -1, channels}));
  }
}
