package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.types.TFloat32;

/**
 * Spectral normalisation: W is used as W / sigma(W), sigma its largest singular value as estimated
 * by power iteration (Miyato, Kataoka, Koyama, Yoshida, ICLR 2018).
 *
 * <p>The vectors u, v are constants for the gradient; sigma = v' W u is not.
 */
public final class SpectralNorm {
  private static final float EPSILON = 1e-12f;

  private SpectralNorm() {}

  /**
   * Weights ready for use, and where the power iteration stands.
   *
   * @param weights all parameters, the spectral ones divided by sigma
   * @param vectors the flat vector of u and v after the iteration
   */
  public record Normalized(Tensors weights, Operand<TFloat32> vectors) {}

  /**
   * Normalises after one step of power iteration: v = |W u|, u = |W' v|.
   *
   * @param raw parameters as stored
   * @param vectors flat vector of u, v, [layout.spectralSize()]
   */
  public static Normalized iterate(
      Ops tf, ParameterLayout layout, Tensors raw, Operand<TFloat32> vectors) {
    return normalize(tf, layout, raw, vectors, true);
  }

  /** Normalises with the vectors as they are. */
  public static Tensors apply(
      Ops tf, ParameterLayout layout, Tensors raw, Operand<TFloat32> vectors) {
    return normalize(tf, layout, raw, vectors, false).weights();
  }

  private static Normalized normalize(
      Ops tf, ParameterLayout layout, Tensors raw, Operand<TFloat32> vectors, boolean iterate) {
    if (layout.spectralSize() == 0) {
      return new Normalized(raw, vectors);
    }
    Tensors weights = raw.map(tensor -> tensor);
    List<Operand<TFloat32>> next = new ArrayList<>();
    int offset = 0;
    for (ParameterLayout.Entry entry : layout.spectralEntries()) {
      int in = entry.in();
      int out = entry.out();
      Operand<TFloat32> stored = raw.get(entry.name());
      Operand<TFloat32> w =
          entry.shape().length == 2 ? stored : tf.reshape(stored, tf.constant(new int[] {in, out}));
      Operand<TFloat32> u = column(tf, vectors, offset, out);
      Operand<TFloat32> v = column(tf, vectors, offset + out, in);
      Operand<TFloat32> sigma;
      if (iterate) {
        v = tf.stopGradient(unit(tf, tf.linalg.matMul(w, u)));
        // With u = W'v / |W'v|, v'Wu is |W'v|, and so are their gradients v u'.
        Operand<TFloat32> back = tf.linalg.matMul(w, v, MatMul.transposeA(true));
        sigma = norm(tf, back);
        u = tf.stopGradient(tf.math.div(back, sigma));
      } else {
        sigma = tf.linalg.matMul(v, tf.linalg.matMul(w, u), MatMul.transposeA(true));
      }
      if (entry.norm() == ParameterLayout.Norm.AT_MOST_UNIT) {
        sigma = tf.math.maximum(sigma, tf.constant(1f));
      }
      weights.put(entry.name(), tf.math.mul(stored, tf.math.reciprocal(sigma)));
      next.add(tf.reshape(u, tf.constant(new int[] {-1})));
      next.add(tf.reshape(v, tf.constant(new int[] {-1})));
      offset += in + out;
    }
    return new Normalized(weights, tf.concat(next, tf.constant(0)));
  }

  private static Operand<TFloat32> column(Ops tf, Operand<TFloat32> flat, int offset, int length) {
    return tf.reshape(
        tf.slice(flat, tf.constant(new int[] {offset}), tf.constant(new int[] {length})),
        tf.constant(new int[] {length, 1}));
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> x) {
    return tf.math.div(x, norm(tf, x));
  }

  private static Operand<TFloat32> norm(Ops tf, Operand<TFloat32> x) {
    Operand<TFloat32> norm = tf.math.sqrt(tf.math.mul(tf.nn.l2Loss(x), tf.constant(2f)));
    return tf.math.maximum(norm, tf.constant(EPSILON));
  }
}
