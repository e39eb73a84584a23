package org.cdrl.internal.graph;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The same noise for every block of rows: row r has that of row r mod B.
 *
 * @param block noise of rows 0 .. B-1
 * @param first number of the first row, scalar
 * @param size B, scalar
 */
public record RepeatedNoise(Noise block, Operand<TInt32> first, Operand<TInt32> size)
    implements Noise {
  @Override
  public List<Operand<?>> captures() {
    List<Operand<?>> captures = new ArrayList<>(block.captures());
    captures.add(first);
    captures.add(size);
    return captures;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Noise rebind(List<Operand<?>> captures) {
    int end = captures.size();
    return new RepeatedNoise(
        block.rebind(captures.subList(0, end - 2)),
        (Operand<TInt32>) captures.get(end - 2),
        (Operand<TInt32>) captures.get(end - 1));
  }

  @Override
  public Operand<TFloat32> normal(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    return repeated(tf, block.normal(tf, purpose, step, size, width), rows);
  }

  @Override
  public Operand<TFloat32> uniform(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    return repeated(tf, block.uniform(tf, purpose, step, size, width), rows);
  }

  private Operand<TFloat32> repeated(Ops tf, Operand<TFloat32> ofBlock, Operand<TInt32> rows) {
    Operand<TInt32> numbers = tf.range(first, tf.math.add(first, rows), tf.constant(1));
    return tf.gather(ofBlock, tf.math.floorMod(numbers, size), tf.constant(0));
  }
}
