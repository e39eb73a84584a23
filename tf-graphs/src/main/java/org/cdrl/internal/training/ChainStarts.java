package org.cdrl.internal.training;

import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.langevin.Density;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
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
 * @param steps r / s_1 of those that start r away, and 1 of those at y^0, [B, 1]; null if all are
 */
record ChainStarts(Operand<TFloat32> rows, Operand<TBool> proposed, Operand<TFloat32> steps) {
  /** The largest noise, as large as the data. */
  private static final double MOST = 1;

  /** Below any slope, so that nothing is divided by 0. */
  private static final float LEAST_SLOPE = 1e-12f;

  /**
   * Chooses.
   *
   * @param y0 proposals, [B, d]
   * @param marginal log p(y), whose chains these are
   * @param count B
   */
  static ChainStarts of(
      Ops tf,
      PerTransition per,
      Losses.Parts parts,
      Operand<TFloat32> y0,
      Density marginal,
      Noise noise,
      Operand<TInt32> count) {
    double share = parts.noisyStarts();
    if (share <= 0) {
      return new ChainStarts(y0, null, null);
    }
    Operand<TFloat32> u = noise.uniform(tf, Purpose.START, tf.constant(0), count, 1);
    Operand<TBool> proposed = tf.math.greaterEqual(u, per.column(i -> i == 1 ? share : 0));

    // y^0 + r grad log p(y^0) / rms(grad log p(y^0)), with r from s_1 to 1, log-uniform: where long
    // chains would go if the energy rises there.
    double least = Math.sqrt(parts.stepSize().variance(parts.schedule(), 1));
    Operand<TFloat32> v = noise.uniform(tf, Purpose.START, tf.constant(1), count, 1);
    Operand<TFloat32> steps =
        tf.math.exp(tf.math.mul(v, tf.constant((float) Math.log(MOST / least))));
    Operand<TFloat32> r = tf.math.mul(steps, tf.constant((float) least));
    Operand<TFloat32> slope = marginal.gradient(tf, y0);
    Operand<TFloat32> rms =
        tf.math.sqrt(tf.math.mean(tf.math.square(slope), tf.constant(1), Mean.keepDims(true)));
    Operand<TFloat32> uphill = tf.math.div(slope, tf.math.maximum(rms, tf.constant(LEAST_SLOPE)));
    Operand<TFloat32> elsewhere = tf.math.add(y0, tf.math.mul(r, uphill));
    return new ChainStarts(
        tf.select(proposed, y0, elsewhere),
        proposed,
        tf.select(proposed, tf.onesLike(steps), steps));
  }

  /** Numbers of rows without those that say nothing of the initializer, [B]. */
  Operand<TFloat32> counted(Ops tf, Operand<TFloat32> perRow) {
    if (proposed == null) {
      return perRow;
    }
    Operand<TFloat32> one = tf.dtypes.cast(proposed, TFloat32.class);
    return tf.math.mul(perRow, tf.reshape(one, tf.constant(new int[] {-1})));
  }

  /**
   * Energy gaps over r / s_1: what they are per length of a Langevin step on the way to where the
   * chain started. As they are at y^0.
   *
   * @param gap [B]
   */
  Operand<TFloat32> perStep(Ops tf, Operand<TFloat32> gap) {
    return steps == null ? gap : tf.math.div(gap, tf.reshape(steps, tf.constant(new int[] {-1})));
  }
}
