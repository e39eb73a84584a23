package org.cdrl.internal.network;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * Factors that keep a network's input and output at unit scale whatever the noise level, where it
 * estimates x_0 from x = sqrt(abar) x_0 + sqrt(1 - abar) e (Karras et al., NeurIPS 2022, table 1,
 * in the variance-preserving scaling): x_0 is about skip x + out F(in x). For normal data of the
 * given variance F = 0 is the exact mean.
 *
 * @param in 1 / sqrt(abar v + 1 - abar)
 * @param skip sqrt(abar) v / (abar v + 1 - abar)
 * @param out sqrt((1 - abar) v / (abar v + 1 - abar)), the standard deviation of x_0 given x
 */
public record Preconditioning(Operand<TFloat32> in, Operand<TFloat32> skip, Operand<TFloat32> out) {
  /**
   * Computes the factors.
   *
   * @param alphaBar abar, any shape
   * @param variance v of the data's coordinates
   */
  public static Preconditioning of(Ops tf, Operand<TFloat32> alphaBar, double variance) {
    Operand<TFloat32> v = tf.constant((float) variance);
    Operand<TFloat32> signal = tf.math.mul(alphaBar, v);
    Operand<TFloat32> noise = tf.math.sub(tf.constant(1f), alphaBar);
    Operand<TFloat32> total = tf.math.add(signal, noise);
    return new Preconditioning(
        tf.math.rsqrt(total),
        tf.math.div(tf.math.mul(tf.math.sqrt(alphaBar), v), total),
        tf.math.sqrt(tf.math.div(tf.math.mul(noise, v), total)));
  }
}
