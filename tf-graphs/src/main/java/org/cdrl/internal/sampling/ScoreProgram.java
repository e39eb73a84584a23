package org.cdrl.internal.sampling;

import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The log-density of rows at every level: log p(y_{i-1}) = f(y_{i-1}, lam_{i-1}) / s_i^2 + const at
 * y_{i-1} = sqrt(rho'_i abar_{i-1}) x_0, the row without noise.
 */
public final class ScoreProgram implements AutoCloseable {
  private final ExpertSession experts;
  private final Placeholder<TFloat32> rows;
  private final Placeholder<TInt32> transition;
  private final Operand<TFloat32> logDensity;

  /** Builds the graph of one transition for expressions of this structure. */
  public ScoreProgram(Diffusion diffusion, Expression expression) {
    experts = new ExpertSession(diffusion, expression);
    Ops tf = experts.tf();
    rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, diffusion.dimension())));
    transition = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    NoiseSchedule schedule = diffusion.schedule();
    Operand<TFloat32> scale =
        experts.at(transition, i -> Math.sqrt(schedule.rhoPrime(i)) * schedule.signal(i - 1));
    logDensity = experts.marginal(transition).logDensity(tf, tf.math.mul(rows, scale));
    experts.open();
  }

  /**
   * Scores rows.
   *
   * @param from number of the first row within the expression's per-row conditions
   * @param x scaled rows [n][d]
   * @param transitions which of 1..T
   * @return [transitions.length][n]
   */
  public float[][] score(Expression expression, int from, float[][] x, int... transitions) {
    float[][] scores = new float[transitions.length][];
    try (Feeds feeds =
        experts.feeds(expression, from, x.length).add(rows, FloatTensors.tensor(x, 0, x.length))) {
      for (int n = 0; n < scores.length; n++) {
        feeds.int32(transition, transitions[n]);
        try (Result values = feeds.to(experts.runner()).fetch(logDensity).run()) {
          scores[n] = FloatTensors.flat((TFloat32) values.get(0));
        }
      }
    }
    return scores;
  }

  @Override
  public void close() {
    experts.close();
  }
}
