package org.cdrl.internal.langevin;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Loop;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.math.Mean;
import org.tensorflow.types.TFloat32;

/**
 * A way uphill on a log-density, of a given length: gradients of which only the direction counts,
 * with momentum (Dong et al., CVPR 2018). With some momentum it comes in few steps to where chains
 * of thousands of Langevin steps go if the density rises there; without, it would swing from side
 * to side of the ridges. With much momentum it goes straight on along the first slope.
 */
public final class Ascent {
  private static final int STEPS = 8;

  /** Below any slope, so that nothing is divided by 0. */
  private static final float LEAST_SLOPE = 1e-12f;

  private Ascent() {}

  /**
   * STEPS times v <- m v + u(grad log p(y)), y <- y + r / STEPS u(v), with u(a) = a / rms(a).
   *
   * @param start y, [B, d]
   * @param length r, the root mean squares of the steps together, [B, 1]
   * @param momentum m, [B, 1]
   * @return y, [B, d]
   */
  public static Operand<TFloat32> run(
      Ops tf,
      Density density,
      Operand<TFloat32> start,
      Operand<TFloat32> length,
      Operand<TFloat32> momentum) {
    List<Operand<?>> constants = new ArrayList<>(density.captures());
    int densityEnd = constants.size();
    constants.add(tf.math.div(length, tf.constant((float) STEPS)));
    constants.add(momentum);
    List<Operand<?>> end =
        Loop.run(
            tf,
            tf.constant(0),
            tf.constant(STEPS),
            List.of(start, tf.zerosLike(start)),
            constants,
            (inner, k, now, in) -> {
              Density here = density.rebind(in.subList(0, densityEnd));
              Operand<TFloat32> step = Loop.float32(in.get(densityEnd));
              return move(inner, here, now, step, Loop.float32(in.get(densityEnd + 1)));
            });
    return Loop.float32(end.get(0));
  }

  private static List<Operand<?>> move(
      Ops tf,
      Density density,
      List<Operand<?>> now,
      Operand<TFloat32> step,
      Operand<TFloat32> momentum) {
    Operand<TFloat32> y = Loop.float32(now.get(0));
    Operand<TFloat32> kept = tf.math.mul(Loop.float32(now.get(1)), momentum);
    Operand<TFloat32> v = tf.math.add(kept, unit(tf, density.gradient(tf, y)));
    return List.of(tf.math.add(y, tf.math.mul(step, unit(tf, v))), v);
  }

  private static Operand<TFloat32> unit(Ops tf, Operand<TFloat32> rows) {
    Operand<TFloat32> rms =
        tf.math.sqrt(tf.math.mean(tf.math.square(rows), tf.constant(1), Mean.keepDims(true)));
    return tf.math.div(rows, tf.math.maximum(rms, tf.constant(LEAST_SLOPE)));
  }
}
