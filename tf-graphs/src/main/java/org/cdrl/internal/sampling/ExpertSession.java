package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.energy.MarginalDensity;
import org.cdrl.internal.energy.Terms;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.langevin.Density;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A graph that holds the experts of one expression, and its session; every program has one. */
final class ExpertSession implements AutoCloseable {
  private final Graph graph = Graphs.create();
  private final Ops tf = Graphs.ops(graph);
  private final List<ExpertNodes> experts = new ArrayList<>();
  private final Diffusion diffusion;
  private final boolean mixture;
  private Session session;

  /** Builds the experts' nodes; the session opens with {@link #open}. */
  ExpertSession(Diffusion diffusion, Expression expression) {
    this.diffusion = diffusion;
    this.mixture = expression.mixture();
    for (int m = 0; m < expression.parts().size(); m++) {
      experts.add(new ExpertNodes(tf, "expert" + m, expression.parts().get(m)));
    }
  }

  Ops tf() {
    return tf;
  }

  List<ExpertNodes> experts() {
    return experts;
  }

  boolean mixture() {
    return mixture;
  }

  NoiseSchedule schedule() {
    return diffusion.schedule();
  }

  StepSize stepSize() {
    return diffusion.stepSize();
  }

  /** log p(y_{i-1}) of the whole expression at transition i. */
  Density marginal(int i) {
    return marginal(tf.constant(i));
  }

  /** log p(y_{i-1}) of the whole expression at transition i, a scalar. */
  Density marginal(Operand<TInt32> i) {
    List<Terms> parts = new ArrayList<>();
    List<Operand<TFloat32>> scales = new ArrayList<>();
    List<Operand<TFloat32>> logWeights = new ArrayList<>();
    for (ExpertNodes expert : experts) {
      parts.add(expert.energy(at(i, n -> schedule().logSnr(n - 1))));
      Operand<TFloat32> inverse = cell(at(i, n -> 1 / stepSize().variance(schedule(), n)));
      scales.add(mixture ? inverse : tf.math.mul(inverse, expert.weight()));
      logWeights.add(tf.reshape(tf.math.log(expert.weight()), tf.constant(new int[] {1})));
    }
    return new MarginalDensity(parts, scales, mixture ? logWeights : null);
  }

  /**
   * A number of a transition, looked up.
   *
   * @param i 1..T, a scalar
   * @return a scalar
   */
  Operand<TFloat32> at(Operand<TInt32> i, IntToDoubleFunction ofTransition) {
    float[] table = new float[schedule().levels()];
    for (int n = 1; n <= table.length; n++) {
      table[n - 1] = (float) ofTransition.applyAsDouble(n);
    }
    return tf.gather(tf.constant(table), tf.math.sub(i, tf.constant(1)), tf.constant(0));
  }

  /** A scalar as [1, 1]. */
  Operand<TFloat32> cell(Operand<TFloat32> scalar) {
    return tf.reshape(scalar, tf.constant(new int[] {1, 1}));
  }

  /** Opens the session once the graph is complete and puts the weights in. */
  void open() {
    session = Sessions.open(graph, diffusion.execution());
    experts.forEach(expert -> expert.load(session));
  }

  /** A run. */
  Session.Runner runner() {
    return session.runner();
  }

  /** What runs need of the expression for rows first .. first+count-1. */
  Feeds feeds(Expression expression, long first, int count) {
    Feeds feeds = new Feeds();
    for (int m = 0; m < experts.size(); m++) {
      experts.get(m).feed(feeds, expression.parts().get(m), first, count);
    }
    return feeds;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
  }
}
