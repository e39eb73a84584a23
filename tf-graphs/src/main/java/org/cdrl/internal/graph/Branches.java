package org.cdrl.internal.graph;

import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * A tensor that three or more nodes use, handed out so that its gradient has the same bits in every
 * run.
 *
 * <p>TensorFlow sums the gradients of all users in one AddN, which starts with whichever operand's
 * memory happens to be free; with three operands the order, and so the rounding, is left to chance.
 * Each {@link #next} is an identity of the one before, so that every sum has two operands.
 */
public final class Branches {
  private final Ops tf;
  private Operand<TFloat32> tensor;

  public Branches(Ops tf, Operand<TFloat32> tensor) {
    this.tf = tf;
    this.tensor = tensor;
  }

  /** The tensor, for one user. */
  public Operand<TFloat32> next() {
    Operand<TFloat32> handedOut = tensor;
    tensor = tf.identity(tensor);
    return handedOut;
  }
}
