package org.cdrl.internal.sampling;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cdrl.internal.energy.Expert;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.energy.Insistence;
import org.cdrl.internal.energy.Terms;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.Network;
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
  private final Placeholder<TFloat32> coefficients;
  private final Placeholder<TFloat32> insisted;
  private final Placeholder<TFloat32> conditions;
  private final Placeholder<TFloat32> weight;

  /**
   * Builds the nodes.
   *
   * @param name unique in the graph
   * @param part whose structure the graph has; coefficients and conditions may change later
   */
  ExpertNodes(Ops tf, String name, Expression.Part part) {
    this.tf = tf;
    this.expert = part.expert();
    this.terms = part.terms().size();
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
        part.plain() ? null : tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(terms, 1)));
    insisted =
        coefficients == null || initializerVector == null
            ? null
            : tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(terms, 1)));
    conditions =
        expert.conditionWidth() == 0
            ? null
            : tf.placeholder(
                TFloat32.class, Placeholder.shape(Shape.of(-1, expert.conditionWidth())));
    weight = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.scalar()));
  }

  /** Puts the weights into a session. */
  void load(Session session) {
    if (initializerVector == null) {
      energyVector.set(session, expert.energyWeights());
    } else {
      StateVector.set(
          session,
          List.of(energyVector, initializerVector),
          List.of(expert.energyWeights(), expert.initializerWeights()));
    }
  }

  /** Adds what runs need for rows first .. first+count-1. */
  void feed(Feeds feeds, Expression.Part part, long first, int count) {
    feeds.float32(weight, part.weight());
    if (coefficients != null) {
      feeds.add(coefficients, column(j -> part.terms().get(j).coefficient()));
    }
    if (insisted != null) {
      double[] more = part.insistence();
      feeds.add(insisted, column(j -> more[j]));
    }
    if (conditions != null) {
      feeds.add(conditions, oneHot(part, first, count));
    }
  }

  private TFloat32 column(IntToDoubleFunction ofTerm) {
    TFloat32 column = TFloat32.tensorOf(Shape.of(terms, 1));
    for (int j = 0; j < terms; j++) {
      column.setFloat((float) ofTerm.applyAsDouble(j), j, 0);
    }
    return column;
  }

  /** One-hot rows, J blocks; a single row where one term has the same condition everywhere. */
  private TFloat32 oneHot(Expression.Part part, long first, int count) {
    boolean alike = terms == 1 && part.terms().get(0).alike();
    int rows = alike ? 1 : count;
    float[][] hot = new float[terms * rows][expert.conditionWidth()];
    for (int j = 0; j < terms; j++) {
      for (int r = 0; r < rows; r++) {
        int[] values = part.terms().get(j).values().apply(first + r);
        int offset = 0;
        for (int a = 0; a < values.length; a++) {
          hot[j * rows + r][offset + values[a]] = 1;
          offset += expert.attributeSizes()[a];
        }
      }
    }
    return FloatTensors.tensor(hot, 0, hot.length);
  }

  /** w_m, a scalar. */
  Operand<TFloat32> weight() {
    return weight;
  }

  /** Whether the model proposes where chains start. */
  boolean hasInitializer() {
    return initializerVector != null;
  }

  /** sum_j a_j f(., c_j) at a level, a scalar. */
  Terms energy(Operand<TFloat32> logSnr) {
    return terms(expert.energy(), energyWeights, logSnr);
  }

  /** sum_j a_j g(., c_j) at a level, a scalar. */
  Terms initializer(Operand<TFloat32> logSnr) {
    return terms(expert.initializer(), initializerWeights, logSnr);
  }

  /**
   * What the initializer predicts of x_i, with concepts insisted on.
   *
   * @param times how often concepts count, a scalar; 1 for as they are
   * @param noisy x_i, [B, d]
   */
  Operand<TFloat32> predicted(
      Operand<TFloat32> logSnr, Operand<TFloat32> times, Operand<TFloat32> noisy) {
    Terms terms = initializer(logSnr);
    return insisted == null
        ? terms.value(tf, noisy)
        : terms.value(tf, noisy, new Insistence(insisted, times));
  }

  private Terms terms(Network network, Tensors weights, Operand<TFloat32> logSnr) {
    Tensors level = network.level(tf, weights, tf.reshape(logSnr, tf.constant(new int[] {1})));
    Tensors context = network.context(tf, weights, level, conditions);
    return new Terms(network, weights, context, terms, coefficients);
  }
}
