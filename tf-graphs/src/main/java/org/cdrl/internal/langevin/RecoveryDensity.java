package org.cdrl.internal.langevin;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.Loop;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The recovery likelihood log p(y | x_i) = log p(y) - precision/2 |y - x_i|^2, precision =
 * 1/sigma_i^2, and 0 at the final transition (DRL paper, equation 8).
 *
 * @param marginal log p(y)
 * @param centre x_i, [B, d]
 * @param precision [B, 1] or [1, 1]
 */
public record RecoveryDensity(
    Density marginal, Operand<TFloat32> centre, Operand<TFloat32> precision) implements Density {
  @Override
  public Operand<TFloat32> logDensity(Ops tf, Operand<TFloat32> point) {
    Branches branches = new Branches(tf, point);
    Operand<TFloat32> y = branches.next();
    Operand<TFloat32> pull =
        tf.reduceSum(
            tf.math.mul(tf.math.square(tf.math.sub(y, centre)), precision), tf.constant(1));
    return tf.math.sub(
        marginal.logDensity(tf, branches.next()), tf.math.mul(pull, tf.constant(.5f)));
  }

  @Override
  public Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> pull = tf.math.mul(tf.math.sub(centre, y), precision);
    return tf.math.add(marginal.gradient(tf, y), pull);
  }

  @Override
  public List<Operand<?>> captures() {
    List<Operand<?>> captures = new ArrayList<>(marginal.captures());
    captures.add(centre);
    captures.add(precision);
    return captures;
  }

  @Override
  public Density rebind(List<Operand<?>> captures) {
    int n = captures.size();
    return new RecoveryDensity(
        marginal.rebind(captures.subList(0, n - 2)),
        Loop.float32(captures.get(n - 2)),
        Loop.float32(captures.get(n - 1)));
  }
}
