package org.cdrl.internal.energy;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceMax;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;

/**
 * What composed proposals add, lest concepts be lost on the way: with D_j = g(., c_j) - g(., 0),
 * every concept of positive weight counts n times, and one that moves the proposal less than
 * another counts up to n times more often still,
 *
 * <pre>
 * sum_j m_j (n kappa_j - 1) D_j,    kappa_j = min(n, max_k |D_k| / |D_j|).
 * </pre>
 *
 * <p>A shape shows in fewer pixels than a colour does, and would be outweighed. With n = 1 nothing
 * is added.
 *
 * @param weights m_j, [J, 1]: w_j of the concepts, minus their sum for the term f(y, 0); all 0
 *     without such a term ({@link Expression.Part#insistence})
 * @param times n, a scalar, at least 1
 */
public record Insistence(Operand<TFloat32> weights, Operand<TFloat32> times) {
  /** Below any change that shows, so that nothing is divided by 0. */
  private static final float LEAST = 1e-6f;

  /**
   * What is added.
   *
   * @param predictions g(., c_j), [J, B, d]
   * @return [B, d]
   */
  public Operand<TFloat32> more(Ops tf, Operand<TFloat32> predictions) {
    Operand<TFloat32> zero = tf.constant(0f);
    Operand<TFloat32> m = tf.expandDims(weights, tf.constant(2));
    Operand<TFloat32> wanted = tf.math.maximum(m, zero);
    Operand<TFloat32> isWanted = tf.math.sign(wanted);
    Operand<TFloat32> isOpen = tf.math.maximum(tf.math.neg(tf.math.sign(m)), zero);

    Operand<TFloat32> open =
        tf.reduceSum(tf.math.mul(isOpen, predictions), tf.constant(0), ReduceSum.keepDims(true));
    Operand<TFloat32> change = tf.math.mul(isWanted, tf.math.sub(predictions, open));
    Operand<TFloat32> size =
        tf.math.maximum(
            tf.math.sqrt(
                tf.reduceSum(tf.math.square(change), tf.constant(2), ReduceSum.keepDims(true))),
            tf.constant(LEAST));
    Operand<TFloat32> largest = tf.reduceMax(size, tf.constant(0), ReduceMax.keepDims(true));

    Operand<TFloat32> kappa = tf.math.minimum(times, tf.math.div(largest, size));
    Operand<TFloat32> gain = tf.math.sub(tf.math.mul(times, kappa), tf.constant(1f));
    return tf.reduceSum(tf.math.mul(tf.math.mul(wanted, gain), change), tf.constant(0));
  }
}
