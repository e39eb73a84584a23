package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.network.MaskedNetwork.Linear;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.linalg.MatMul;
import org.tensorflow.op.train.BatchMatMul;
import org.tensorflow.types.TFloat32;

/**
 * Gradients of single rows, of which only norms and weighted sums are ever worked out. The gradient
 * of a row's loss by the matrix of a linear map is a sum of products a d', with what went in and
 * the derivative by what came out, over the row's copies (a row that is masked several times). So
 * its squared norm is the sum over pairs of copies (a_i · a_j)(d_i · d_j).
 *
 * <p>Goodfellow, "Efficient Per-Example Gradient Computations", arXiv:1510.01799, 2015; Li et al.,
 * "Large Language Models Can Be Strong Differentially Private Learners", ICLR 2022, section 4.
 */
final class RowGradients {
  private final Ops tf;
  private final List<Linear> maps;
  private final int copies;
  private final List<Operand<TFloat32>> derivatives = new ArrayList<>();

  /**
   * Differentiates.
   *
   * @param loss sum of the losses of all copies of all rows, each of which depends on its own copy
   *     only
   * @param maps of the pass, which make up the whole network
   * @param copies of every row, one after the other
   */
  @SuppressWarnings("unchecked") // gradients have the type of what they are by
  RowGradients(Ops tf, Operand<TFloat32> loss, List<Linear> maps, int copies) {
    this.tf = tf;
    this.maps = maps;
    this.copies = copies;
    List<Operand<TFloat32>> outs = maps.stream().map(Linear::out).distinct().toList();
    List<Operand<?>> of = List.copyOf(tf.gradients(loss, outs).dy());
    for (Linear map : maps) {
      derivatives.add((Operand<TFloat32>) of.get(outs.indexOf(map.out())));
    }
  }

  /** The norm of every row's gradient by all parameters [rows]. */
  Operand<TFloat32> norms() {
    Operand<TFloat32> squares = null;
    for (int n = 0; n < maps.size(); n++) {
      Operand<TFloat32> products = products(derivatives.get(n));
      if (maps.get(n).in() != null) {
        products = tf.math.mul(products, products(maps.get(n).in()));
      }
      Operand<TFloat32> square = tf.reduceSum(products, tf.constant(new int[] {1, 2}));
      squares = squares == null ? square : tf.math.add(squares, square);
    }
    return tf.math.sqrt(squares);
  }

  /** Products of every two copies of a row [rows, copies, copies]. */
  private Operand<TFloat32> products(Operand<TFloat32> x) {
    Operand<TFloat32> ofRows =
        tf.reshape(
            x,
            tf.stack(
                List.of(
                    tf.constant(-1), tf.constant(copies), tf.constant((int) x.shape().get(1)))));
    return tf.train.batchMatMul(ofRows, ofRows, TFloat32.class, BatchMatMul.adjY(true));
  }

  /**
   * The sum of gradients, each times a weight.
   *
   * @param weights [rows]
   * @return of every parameter, in the order of the maps
   */
  List<Operand<TFloat32>> sum(Operand<TFloat32> weights) {
    Operand<TFloat32> ofCopies =
        tf.reshape(
            tf.tile(tf.expandDims(weights, tf.constant(1)), tf.constant(new int[] {1, copies})),
            tf.constant(new int[] {-1, 1}));
    List<Operand<TFloat32>> sums = new ArrayList<>();
    for (int n = 0; n < maps.size(); n++) {
      // 0 even of what is not finite.
      Operand<TFloat32> weighted = tf.math.mulNoNan(derivatives.get(n), ofCopies);
      sums.add(
          maps.get(n).in() == null
              ? tf.reduceSum(weighted, tf.constant(0))
              : tf.linalg.matMul(maps.get(n).in(), weighted, MatMul.transposeA(true)));
    }
    return sums;
  }
}
