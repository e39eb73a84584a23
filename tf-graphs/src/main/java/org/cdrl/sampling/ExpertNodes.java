package org.cdrl.sampling;

import org.cdrl.energy.Terms;
import org.cdrl.graph.StateVector;
import org.cdrl.graph.Tensors;
import org.cdrl.network.Network;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** One expert's place in a graph: its weights, and what is fed about conditions. */
final class ExpertNodes {
  private final Ops tf;
  private final Expert expert;
  private final int terms;
  private final StateVector energyVector;
  private final StateVector initializerVector;
  private final Tensors energyWeights;
  private final Tensors initializerWeights;

  /** a_j, [J, B]; null where the value is a single plain term. */
  final Placeholder<TFloat32> coefficients;

  /** One-hot conditions, J blocks of B rows; null without conditions. */
  final Placeholder<TFloat32> conditions;

  /** The model's weight in a product or mixture, a scalar. */
  final Placeholder<TFloat32> weight;

  /**
   * Builds the nodes.
   *
   * @param name unique in the graph
   * @param terms J; 1 means one term with coefficient 1
   */
  ExpertNodes(Ops tf, String name, Expert expert, int terms) {
    this.tf = tf;
    this.expert = expert;
    this.terms = terms;
    energyVector = new StateVector(tf, name + "_energy", expert.energyWeights().length);
    energyWeights = expert.energy().layout().split(tf, energyVector.value());
    if (expert.initializer() == null) {
      initializerVector = null;
      initializerWeights = null;
    } else {
      initializerVector =
          new StateVector(tf, name + "_initializer", expert.initializerWeights().length);
      initializerWeights = expert.initializer().layout().split(tf, initializerVector.value());
    }
    coefficients =
        terms == 1 ? null : tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(terms, -1)));
    conditions =
        expert.conditionWidth() == 0
            ? null
            : tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, expert.conditionWidth())));
    weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** Puts the weights into a session. */
  void load(Session session) {
    energyVector.set(session, expert.energyWeights());
    if (initializerVector != null) {
      initializerVector.set(session, expert.initializerWeights());
    }
  }

  /** Whether the model proposes where chains start. */
  boolean hasInitializer() {
    return initializerVector != null;
  }

  /** sum_j a_j f(., c_j) at a level. */
  Terms energy(double logSnr) {
    return terms(expert.energy(), energyWeights, logSnr);
  }

  /** sum_j a_j g(., c_j) at a level. */
  Terms initializer(double logSnr) {
    return terms(expert.initializer(), initializerWeights, logSnr);
  }

  private Terms terms(Network network, Tensors weights, double logSnr) {
    Operand<TFloat32> level = tf.constant(new float[] {(float) logSnr});
    if (conditions != null) {
      Operand<TFloat32> rows =
          tf.reduceSum(tf.math.mul(conditions, tf.constant(0f)), tf.constant(1));
      level = tf.math.add(rows, level);
    }
    Tensors context = network.context(tf, weights, level, conditions);
    return new Terms(network, weights, context, terms, coefficients);
  }
}
