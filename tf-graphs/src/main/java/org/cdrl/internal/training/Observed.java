package org.cdrl.internal.training;

import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.network.Preconditioning;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * What was given of a batch, of which alone networks learn.
 *
 * @param mask 1 where x_0 was given, 0 where it was drawn, [B, d]; null if all was given
 */
record Observed(Ops tf, Operand<TFloat32> mask) {
  /** The first where x_0 was given, the second where it was drawn. */
  Operand<TFloat32> or(Operand<TFloat32> there, Operand<TFloat32> elsewhere) {
    return mask == null
        ? there
        : tf.math.add(elsewhere, tf.math.mul(mask, tf.math.sub(there, elsewhere)));
  }

  /**
   * How far the initializer is from the data, squared: from x_0, in units of its standard deviation
   * given x_i, or from E[y_{i-1} | x_i, x_0], which teaches the mean of the recovery likelihood.
   *
   * @param predicted of x_i
   * @param start y^0
   * @return [B]
   */
  Operand<TFloat32> distance(
      Losses.Parts parts,
      PerTransition per,
      Operand<TFloat32> data,
      Operand<TFloat32> noisy,
      Operand<TFloat32> predicted,
      Operand<TFloat32> start) {
    Proposal proposal = parts.proposal();
    Operand<TFloat32> difference;
    if (proposal.ofData()) {
      Operand<TFloat32> alphaBar = per.column(parts.schedule()::alphaBar);
      Operand<TFloat32> deviation = Preconditioning.of(tf, alphaBar, parts.dataVariance()).out();
      difference = tf.math.div(tf.math.sub(or(predicted, data), data), deviation);
    } else {
      Operand<TFloat32> mean = proposal.posteriorMean(tf, per::column, data, noisy);
      difference = tf.math.sub(or(start, mean), mean);
    }
    return tf.reduceSum(tf.math.square(difference), tf.constant(1));
  }
}
