package org.cdrl.internal.training;

import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.langevin.Ascent;
import org.cdrl.internal.langevin.Density;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * Where an iteration's chains start: at y^0, but for a share of those next to data. At other levels
 * the chains are too short to come back from elsewhere, and their energies would learn slopes that
 * are too steep.
 *
 * @param rows where they start, [B, d]
 * @param proposed whether at y^0, [B, 1]; null if all do
 * @param steps r / s_1 of those at the end of a way of length r, and 1 of those at y^0, [B, 1];
 *     null if all are
 */
record ChainStarts(Operand<TFloat32> rows, Operand<TBool> proposed, Operand<TFloat32> steps) {
  /** log p(y) of some rows of the batch. */
  interface RowDensity {
    /**
     * Their density.
     *
     * @param rows which, [n]
     */
    Density of(Ops tf, Operand<TInt64> rows);
  }

  /** The longest way, as far as data are from each other. */
  private static final double MOST = 1;

  /**
   * Momentum of those that follow ridges, as long chains do. If all did, they would mostly end near
   * data, and the energy would become flat.
   */
  private static final float FOLLOWING = .75f;

  /** Momentum of those that go on along the slope at y^0: the energy learns to be steep there. */
  private static final float STRAIGHT = 10;

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
      RowDensity marginal,
      Noise noise,
      Operand<TInt32> count) {
    double share = parts.noisyStarts();
    if (share <= 0) {
      return new ChainStarts(y0, null, null);
    }
    Operand<TFloat32> u = noise.uniform(tf, Purpose.START, tf.constant(0), count, 1);
    Operand<TBool> proposed = tf.math.greaterEqual(u, per.column(i -> i == 1 ? share : 0));

    // r from s_1 to 1, log-uniform
    double least = Math.sqrt(parts.stepSize().variance(parts.schedule(), 1));
    Operand<TFloat32> v = noise.uniform(tf, Purpose.START, tf.constant(1), count, 1);
    Operand<TFloat32> steps =
        tf.math.exp(tf.math.mul(v, tf.constant((float) Math.log(MOST / least))));
    Operand<TFloat32> r = tf.math.mul(steps, tf.constant((float) least));

    // The rows that start elsewhere, [n, 1] and [n]: few, so that their way costs little.
    Operand<TInt64> places =
        tf.where(tf.reshape(tf.math.logicalNot(proposed), tf.constant(new int[] {-1})));
    Operand<TInt64> elsewhere = tf.reshape(places, tf.constant(new int[] {-1}));
    Operand<TFloat32> start = tf.gather(y0, elsewhere, tf.constant(0));
    Operand<TFloat32> length = tf.gather(r, elsewhere, tf.constant(0));
    Operand<TFloat32> m = tf.gather(momentum(tf, noise, count), elsewhere, tf.constant(0));
    Operand<TFloat32> end = Ascent.run(tf, marginal.of(tf, elsewhere), start, length, m);
    return new ChainStarts(
        tf.tensorScatterNdUpdate(y0, places, end),
        proposed,
        tf.select(proposed, tf.onesLike(steps), steps));
  }

  /** m of a way uphill, one or the other with equal chances, [B, 1]. */
  private static Operand<TFloat32> momentum(Ops tf, Noise noise, Operand<TInt32> count) {
    Operand<TFloat32> w = noise.uniform(tf, Purpose.START, tf.constant(2), count, 1);
    Operand<TFloat32> straight =
        tf.dtypes.cast(tf.math.greaterEqual(w, tf.constant(.5f)), TFloat32.class);
    return tf.math.add(
        tf.constant(FOLLOWING), tf.math.mul(straight, tf.constant(STRAIGHT - FOLLOWING)));
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
