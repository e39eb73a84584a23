package org.cdrl.internal.langevin;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** An unnormalised log-density of rows, in natural units, that can be built inside a loop. */
public interface Density {
  /**
   * log p(y) + const.
   *
   * @param y [B, d]
   * @return [B]
   */
  Operand<TFloat32> logDensity(Ops tf, Operand<TFloat32> y);

  /**
   * Its gradient, of every row by itself.
   *
   * @param y [B, d]
   * @return [B, d]
   */
  default Operand<TFloat32> gradient(Ops tf, Operand<TFloat32> y) {
    return tf.gradients(logDensity(tf, y), List.of(y)).dy(0);
  }

  /** The tensors it is made of, which must enter a loop as its constants. */
  List<Operand<?>> captures();

  /** This density inside a loop's body, from its captures there. */
  Density rebind(List<Operand<?>> captures);
}
