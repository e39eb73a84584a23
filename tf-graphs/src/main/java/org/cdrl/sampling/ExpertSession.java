package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.energy.MarginalDensity;
import org.cdrl.energy.Terms;
import org.cdrl.graph.Sessions;
import org.cdrl.langevin.Density;
import org.cdrl.langevin.StepSize;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** A graph that holds the experts of one expression, and its session; every program has one. */
final class ExpertSession implements AutoCloseable {
  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final List<ExpertNodes> experts = new ArrayList<>();
  private final Diffusion diffusion;
  private final boolean either;
  private Session session;

  /** Builds the experts' nodes; the session opens with {@link #open}. */
  ExpertSession(Diffusion diffusion, Expression expression) {
    this.diffusion = diffusion;
    this.either = expression.either();
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

  boolean either() {
    return either;
  }

  NoiseSchedule schedule() {
    return diffusion.schedule();
  }

  StepSize stepSize() {
    return diffusion.stepSize();
  }

  /** log p(y_{i-1}) of the whole expression. */
  Density marginal(int i) {
    List<Terms> parts = new ArrayList<>();
    List<Operand<TFloat32>> scales = new ArrayList<>();
    List<Operand<TFloat32>> logWeights = new ArrayList<>();
    for (ExpertNodes expert : experts) {
      parts.add(expert.energy(schedule().logSnr(i - 1)));
      Operand<TFloat32> inverse = cell(1 / stepSize().variance(schedule(), i));
      scales.add(either ? inverse : tf.math.mul(inverse, expert.weight()));
      logWeights.add(tf.reshape(tf.math.log(expert.weight()), tf.constant(new int[] {1})));
    }
    return new MarginalDensity(parts, scales, either ? logWeights : null);
  }

  /** A constant [1, 1]. */
  Operand<TFloat32> cell(double value) {
    return tf.constant(new float[][] {{(float) value}});
  }

  /** Opens the session once the graph is complete and puts the weights in. */
  void open() {
    session = Sessions.open(graph, diffusion.threads());
    experts.forEach(expert -> expert.load(session));
  }

  /** A run. */
  Session.Runner runner() {
    return session.runner();
  }

  /** Feeds the expression for rows first .. first+count-1; the caller closes what is returned. */
  List<TFloat32> feed(Session.Runner runner, Expression expression, long first, int count) {
    List<TFloat32> fed = new ArrayList<>();
    for (int m = 0; m < experts.size(); m++) {
      fed.addAll(experts.get(m).feed(runner, expression.parts().get(m), first, count));
    }
    return fed;
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
    }
    graph.close();
  }
}
