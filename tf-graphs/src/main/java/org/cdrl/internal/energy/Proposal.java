package org.cdrl.internal.energy;

import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Where chains start: y^0 of transition i from what an initializer predicts of x_i.
 *
 * <p>Initializers of the papers predict the mean of y_{i-1} itself, and y^0 = g(x_i) + sqrt(
 * sigtilde_i^2 rho'_i) z. Others predict x_0; then y^0 is a draw of q(y_{i-1} | x_i, x_0) with that
 * estimate as x_0, in which labels are drawn, because their mean is no label: of few levels, means
 * would lose the rare ones.
 *
 * @param schedule noise levels
 * @param ofData whether the initializer predicts x_0
 * @param labels of x_0; null if it has none
 */
public record Proposal(NoiseSchedule schedule, boolean ofData, LabelPosterior labels) {
  /**
   * y^0.
   *
   * @param at a function of the transition as a tensor that broadcasts with rows
   * @param predicted what the initializer predicts, or a combination of predictions, [B, d]
   * @param noisy x_i, [B, d]
   * @param rows B
   */
  public Operand<TFloat32> start(
      Ops tf,
      Function<IntToDoubleFunction, Operand<TFloat32>> at,
      Operand<TFloat32> predicted,
      Operand<TFloat32> noisy,
      Noise noise,
      Operand<TInt32> rows) {
    int width = (int) noisy.shape().get(1);
    Operand<TFloat32> mean = predicted;
    if (ofData) {
      Operand<TFloat32> data = predicted;
      if (labels != null) {
        Operand<TFloat32> u = noise.uniform(tf, Purpose.LABEL, tf.constant(0), rows, width);
        data = labels.draw(tf, predicted, u);
      }
      mean = posteriorMean(tf, at, data, noisy);
    }
    Operand<TFloat32> z = noise.normal(tf, Purpose.PROPOSAL, tf.constant(0), rows, width);
    return tf.math.add(mean, tf.math.mul(z, at.apply(schedule::proposalStd)));
  }

  /** sqrt(rho'_i) E[x_{i-1} | x_i, x_0] (Ho, Jain, Abbeel, NeurIPS 2020, equation 7). */
  public Operand<TFloat32> posteriorMean(
      Ops tf,
      Function<IntToDoubleFunction, Operand<TFloat32>> at,
      Operand<TFloat32> data,
      Operand<TFloat32> noisy) {
    return tf.math.add(
        tf.math.mul(data, at.apply(schedule::posteriorOfData)),
        tf.math.mul(noisy, at.apply(schedule::posteriorOfNoisy)));
  }
}
