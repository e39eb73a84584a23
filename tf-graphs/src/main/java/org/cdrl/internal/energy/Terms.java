package org.cdrl.internal.energy;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;

/**
 * A weighted sum of one network's values under J conditions, on the same rows: sum_j a_j f(y, c_j).
 *
 * <p>Plain: J = 1. Guided: (1 + w) f(y, c) - w f(y, 0). Composed: f(y, 0) + sum_j w_j (f(y, c_j) -
 * f(y, 0)). All J are evaluated as one batch of J B rows.
 *
 * @param network energy or initializer
 * @param weights ready for use
 * @param context its rows are the J blocks of B rows one after another, or a single row
 * @param count J
 * @param coefficients a_j, [J, B] or [J, 1]; null for J = 1 and a = 1
 */
public record Terms(
    Network network, Tensors weights, Tensors context, int count, Operand<TFloat32> coefficients) {

  /** A single term with coefficient 1. */
  public static Terms single(Network network, Tensors weights, Tensors context) {
    return new Terms(network, weights, context, 1, null);
  }

  /**
   * A single term for some rows by themselves.
   *
   * @param rows which, [n]; the context must have B rows
   */
  Terms ofRows(Ops tf, Operand<TInt64> rows) {
    if (coefficients != null) {
      throw new IllegalStateException("Rows of several terms are not together");
    }
    return single(network, weights, context.map(tensor -> tf.gather(tensor, rows, tf.constant(0))));
  }

  /**
   * The sum.
   *
   * @param y [B, d]
   * @return [B] for an energy network, [B, d] for an initializer
   */
  public Operand<TFloat32> value(Ops tf, Operand<TFloat32> y) {
    if (coefficients == null) {
      return network.value(tf, weights, context, y);
    }
    return sum(tf, byTerm(tf, y));
  }

  /**
   * The sum of an initializer's terms, some of which are insisted on.
   *
   * @param y [B, d]
   * @return [B, d]
   */
  public Operand<TFloat32> value(Ops tf, Operand<TFloat32> y, Insistence insistence) {
    Operand<TFloat32> byTerm = byTerm(tf, y);
    return tf.math.add(sum(tf, byTerm), insistence.more(tf, byTerm));
  }

  /** The values of the terms, [J, B] for an energy network, [J, B, d] for an initializer. */
  private Operand<TFloat32> byTerm(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> values = network.value(tf, weights, context, count == 1 ? y : copies(tf, y));
    int[] shape =
        values.shape().numDimensions() == 1
            ? new int[] {count, -1}
            : new int[] {count, -1, (int) y.shape().get(1)};
    return tf.reshape(values, tf.constant(shape));
  }

  private Operand<TFloat32> sum(Ops tf, Operand<TFloat32> byTerm) {
    Operand<TFloat32> each =
        byTerm.shape().numDimensions() == 2
            ? coefficients
            : tf.expandDims(coefficients, tf.constant(2));
    return tf.reduceSum(tf.math.mul(byTerm, each), tf.constant(0));
  }

  /**
   * y below itself for every term, by a multiplication: a tile's gradient transposes integers, of
   * which oneDNN complains in the log.
   */
  private Operand<TFloat32> copies(Ops tf, Operand<TFloat32> y) {
    Operand<TFloat32> stacked =
        tf.math.mul(
            tf.expandDims(y, tf.constant(0)),
            tf.ones(tf.constant(new int[] {count, 1, 1}), TFloat32.class));
    return tf.reshape(stacked, tf.constant(new int[] {-1, (int) y.shape().get(1)}));
  }

  /** The tensors it is made of. */
  public List<Operand<?>> captures() {
    List<Operand<?>> captures = new ArrayList<>();
    captures.addAll(weights.list());
    captures.addAll(context.list());
    if (coefficients != null) {
      captures.add(coefficients);
    }
    return captures;
  }

  /** The same sum from its captures inside a loop. */
  @SuppressWarnings("unchecked")
  public Terms rebind(List<Operand<?>> captures) {
    List<Operand<TFloat32>> tensors = (List<Operand<TFloat32>>) (List<?>) captures;
    int contextStart = weights.size();
    int contextEnd = contextStart + context.size();
    return new Terms(
        network,
        weights.rebind(tensors.subList(0, contextStart)),
        context.rebind(tensors.subList(contextStart, contextEnd)),
        count,
        coefficients == null ? null : tensors.get(contextEnd));
  }
}
