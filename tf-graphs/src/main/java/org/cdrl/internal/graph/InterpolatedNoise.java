package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Noise on the arc between that of two rows: cos(theta) a + sin(theta) b, theta from 0 to pi/2.
 * Every point of the arc is standard normal again, so that what is sampled from it is a sample.
 *
 * @param from noise whose first row is a
 * @param to noise whose first row is b
 * @param angle theta per row, [B, 1]
 */
public record InterpolatedNoise(Noise from, Noise to, Operand<TFloat32> angle) implements Noise {
  @Override
  public List<Operand<?>> captures() {
    List<Operand<?>> captures = new ArrayList<>(from.captures());
    captures.addAll(to.captures());
    captures.add(angle);
    return captures;
  }

  @Override
  public Noise rebind(List<Operand<?>> captures) {
    int middle = from.captures().size();
    int end = captures.size() - 1;
    return new InterpolatedNoise(
        from.rebind(captures.subList(0, middle)),
        to.rebind(captures.subList(middle, end)),
        Loop.float32(captures.get(end)));
  }

  @Override
  public Operand<TFloat32> normal(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    Operand<TInt32> one = tf.constant(1);
    return tf.math.add(
        tf.math.mul(tf.math.cos(angle), from.normal(tf, purpose, step, one, width)),
        tf.math.mul(tf.math.sin(angle), to.normal(tf, purpose, step, one, width)));
  }

  /** Decisions are not interpolated: all rows share those of the first. */
  @Override
  public Operand<TFloat32> uniform(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    Operand<TFloat32> shared = from.uniform(tf, purpose, step, tf.constant(1), width);
    return tf.math.add(shared, tf.math.mul(angle, tf.constant(0f)));
  }
}
