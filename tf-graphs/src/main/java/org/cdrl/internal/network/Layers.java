package org.cdrl.internal.network;

import java.util.List;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.nn.LeakyRelu;
import org.tensorflow.types.TFloat32;

/** The layers that the networks share. */
final class Layers {
  private Layers() {}

  static Operand<TFloat32> linear(Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    // Its gradient takes one operation, that of an addition which may broadcast takes five.
    return tf.nn.biasAdd(
        tf.linalg.matMul(x, weights.get(name + ".weight")), weights.get(name + ".bias"));
  }

  static Operand<TFloat32> leakyRelu(Ops tf, Operand<TFloat32> x) {
    return tf.nn.leakyRelu(x, LeakyRelu.alpha(.2f));
  }

  static Operand<TFloat32> silu(Ops tf, Operand<TFloat32> x) {
    return tf.math.mul(x, tf.math.sigmoid(x));
  }

  /**
   * The sinusoidal embedding of a noise level, method of both papers' programs: tau = atan(exp(-
   * clamp(lam, -20, 20) / 2)) / (pi / 2), then [sin(1000 tau w_k), cos(1000 tau w_k)] with w_k =
   * exp(-k ln(1e4) / (h - 1)), h = width / 2.
   *
   * @param logSnr [R]
   * @return [R, width]
   */
  static Operand<TFloat32> levelEmbedding(Ops tf, Operand<TFloat32> logSnr, int width) {
    Operand<TFloat32> clamped = tf.clipByValue(logSnr, tf.constant(-20f), tf.constant(20f));
    Operand<TFloat32> tau =
        tf.math.mul(
            tf.math.atan(tf.math.exp(tf.math.mul(clamped, tf.constant(-.5f)))),
            tf.constant((float) (2 / Math.PI)));
    return sinusoids(tf, tf.math.mul(tau, tf.constant(1000f)), width);
  }

  /** [sin(x w_k), cos(x w_k)] of x [R]: [R, width]. */
  static Operand<TFloat32> sinusoids(Ops tf, Operand<TFloat32> x, int width) {
    int half = width / 2;
    float[] frequencies = new float[half];
    for (int k = 0; k < half; k++) {
      frequencies[k] = (float) Math.exp(-k * Math.log(1e4) / (half - 1));
    }
    Operand<TFloat32> angle =
        tf.math.mul(tf.expandDims(x, tf.constant(1)), tf.constant(new float[][] {frequencies}));
    return tf.concat(List.of(tf.math.sin(angle), tf.math.cos(angle)), tf.constant(1));
  }

  /**
   * The parameters of {@link #features}; none for 0 frequencies. Their scale shrinks with the
   * number of columns, because the energy's curvature grows with their squared length.
   */
  static void addFrequencies(
      ParameterLayout layout, int dimension, int frequencies, double frequencyScale) {
    if (frequencies > 0) {
      double scale = frequencyScale / Math.max(2, dimension);
      layout.add("frequencies", Start.NORMAL, scale, false, dimension, frequencies);
    }
  }

  /** The input and, where the layout has frequencies, its Fourier features sin(xW), cos(xW). */
  static Operand<TFloat32> features(Ops tf, Tensors weights, int frequencies, Operand<TFloat32> x) {
    if (frequencies == 0) {
      return x;
    }
    Operand<TFloat32> angle = tf.linalg.matMul(x, weights.get("frequencies"));
    return tf.concat(List.of(x, tf.math.sin(angle), tf.math.cos(angle)), tf.constant(1));
  }

  /**
   * What an initializer knows of noise levels: their embedding, and alphaBar.
   *
   * @param first name of the layer on the levels' sines and cosines
   * @param second name of the layer after it
   * @param width of the sines and cosines
   */
  static Tensors initializerLevel(
      Ops tf, Tensors weights, String first, String second, Operand<TFloat32> logSnr, int width) {
    Operand<TFloat32> t = levelEmbedding(tf, logSnr, width);
    t = linear(tf, weights, first, t);
    t = linear(tf, weights, second, silu(tf, t));
    return new Tensors()
        .put("embedding", t)
        .put("alphaBar", tf.expandDims(tf.math.sigmoid(logSnr), tf.constant(1)));
  }
}
