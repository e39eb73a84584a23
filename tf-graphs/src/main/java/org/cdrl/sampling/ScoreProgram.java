package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.graph.FloatTensors;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/**
 * The log-density of rows at every level: log p(y_{i-1}) = f(y_{i-1}, lam_{i-1}) / s_i^2 + const at
 * y_{i-1} = sqrt(rho'_i abar_{i-1}) x_0, the row without noise.
 */
public final class ScoreProgram implements AutoCloseable {
  private final ExpertSession experts;
  private final Placeholder<TFloat32> rows;
  private final List<Operand<TFloat32>> byTransition = new ArrayList<>();

  /** Builds the graph for expressions of this structure. */
  public ScoreProgram(Diffusion diffusion, Expression expression) {
    experts = new ExpertSession(diffusion, expression);
    Ops tf = experts.tf();
    rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, diffusion.dimension())));
    for (int i = 1; i <= diffusion.schedule().levels(); i++) {
      double scale =
          Math.sqrt(diffusion.schedule().rhoPrime(i)) * diffusion.schedule().signal(i - 1);
      Operand<TFloat32> y = tf.math.mul(rows, tf.constant((float) scale));
      byTransition.add(experts.marginal(i).logDensity(tf, y));
    }
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
    try (Feeds feeds =
        experts.feeds(expression, from, x.length).add(rows, FloatTensors.tensor(x, 0, x.length))) {
      Session.Runner runner = feeds.to(experts.runner());
      for (int i : transitions) {
        runner.fetch(byTransition.get(i - 1));
      }
      try (Result values = runner.run()) {
        float[][] scores = new float[transitions.length][];
        for (int n = 0; n < scores.length; n++) {
          scores[n] = FloatTensors.flat((TFloat32) values.get(n));
        }
        return scores;
      }
    }
  }

  @Override
  public void close() {
    experts.close();
  }
}
