package org.cdrl.internal.training;

import java.util.function.IntToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** Numbers of the transitions 1..T, looked up for every row of a batch. */
final class PerTransition {
  private final Ops tf;
  private final int levels;
  private final Operand<TInt32> index;

  /**
   * Builds the look-up.
   *
   * @param index i - 1 per row, [B]
   */
  PerTransition(Ops tf, int levels, Operand<TInt32> index) {
    this.tf = tf;
    this.levels = levels;
    this.index = index;
  }

  /** T. */
  int levels() {
    return levels;
  }

  /** i - 1 per row, [B]. */
  Operand<TInt32> index() {
    return index;
  }

  /** The function's value at every i = 1..T, [T]. */
  Operand<TFloat32> table(IntToDoubleFunction function) {
    float[] table = new float[levels];
    for (int i = 1; i <= levels; i++) {
      table[i - 1] = (float) function.applyAsDouble(i);
    }
    return tf.constant(table);
  }

  /** Rows of a table [T, ...], one per row of the batch. */
  Operand<TFloat32> rows(Operand<TFloat32> table) {
    return tf.gather(table, index, tf.constant(0));
  }

  /** The function's value per row, [B]. */
  Operand<TFloat32> vector(IntToDoubleFunction function) {
    return rows(table(function));
  }

  /** The function's value per row, [B, 1]. */
  Operand<TFloat32> column(IntToDoubleFunction function) {
    return tf.expandDims(vector(function), tf.constant(1));
  }
}
