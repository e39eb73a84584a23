package org.cdrl.internal.training;

import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where an iteration's chains start: at y^0, but for a share of those next to data. At other levels
 * the chains are too short to come back from elsewhere, and their energies would learn slopes that
 * are too steep.
 *
 * @param rows where they start, [B, d]
 * @param proposed whether at y^0, [B, 1]; null if all do
 */
record ChainStarts(Operand<TFloat32> rows, Operand<TBool> proposed) {
  /**
   * Chooses.
   *
   * @param y0 proposals, [B, d]
   * @param noisy x_i, [B, d]
   * @param count B
   */
  static ChainStarts of(
      Ops tf,
      PerTransition per,
      Losses.Parts parts,
      Operand<TFloat32> y0,
      Operand<TFloat32> noisy,
      Noise noise,
      Operand<TInt32> count) {
    double share = parts.noisyStarts();
    if (share <= 0) {
      return new ChainStarts(y0, null);
    }
    Operand<TFloat32> u = noise.uniform(tf, Purpose.START, tf.constant(0), count, 1);
    Operand<TBool> proposed = tf.math.greaterEqual(u, per.column(i -> i == 1 ? share : 0));
    double least = Math.sqrt(parts.stepSize().variance(parts.schedule(), 1));
    double ofNoisy = parts.schedule().noise(1);
    // From y^0 through x_i, whose noise is sqrt(1 - abar_1): with noise from s_1 to 1, log-uniform.
    Operand<TFloat32> v = noise.uniform(tf, Purpose.START, tf.constant(1), count, 1);
    Operand<TFloat32> way =
        tf.math.exp(
            tf.math.sub(
                tf.math.mul(tf.math.sub(tf.constant(1f), v), tf.constant((float) Math.log(least))),
                tf.constant((float) Math.log(ofNoisy))));
    Operand<TFloat32> elsewhere = tf.math.add(y0, tf.math.mul(way, tf.math.sub(noisy, y0)));
    return new ChainStarts(tf.select(proposed, y0, elsewhere), proposed);
  }

  /** Numbers of rows without those that say nothing of the initializer, [B]. */
  Operand<TFloat32> counted(Ops tf, Operand<TFloat32> perRow) {
    if (proposed == null) {
      return perRow;
    }
    Operand<TFloat32> one = tf.dtypes.cast(proposed, TFloat32.class);
    return tf.math.mul(perRow, tf.reshape(one, tf.constant(new int[] {-1})));
  }
}
