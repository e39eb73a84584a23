package org.cdrl.internal.sampling;

import org.cdrl.config.Kernel;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.langevin.Chain;
import org.cdrl.internal.langevin.Density;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Long chains on the marginal density of one level, without the pull towards x_i. */
public final class ChainProgram implements AutoCloseable {
  private final ExpertSession experts;
  private final int transition;
  private final Placeholder<TInt64> seed;
  private final Placeholder<TInt32> from;
  private final Placeholder<TInt32> to;
  private final Placeholder<TFloat32> start;
  private final Chain.End end;
  private final Operand<TFloat32> logDensity;

  /**
   * A stretch of a chain.
   *
   * @param y where it ended, [n][d]
   * @param logDensity there, [n]
   * @param accepted moves per row, [n]
   */
  public record Stretch(float[][] y, float[] logDensity, float[] accepted) {}

  /**
   * Builds the graph.
   *
   * @param transition i: the chain moves y_{i-1}
   */
  public ChainProgram(Diffusion diffusion, Expression expression, Kernel kernel, int transition) {
    this.transition = transition;
    experts = new ExpertSession(diffusion, expression);
    Ops tf = experts.tf();
    seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    from = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    to = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    start = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, diffusion.dimension())));
    Density density = experts.marginal(transition);
    Operand<TFloat32> variance =
        experts.cell(
            tf.constant((float) diffusion.stepSize().variance(diffusion.schedule(), transition)));
    // Occasions 0..T belong to drawing.
    long occasion = diffusion.schedule().levels() + (long) transition;
    SeededNoise noise = new SeededNoise(seed, tf.constant(occasion), tf.constant(0L));
    end = new Chain(density, kernel, variance, null, null, noise).run(tf, from, to, start);
    logDensity = density.logDensity(tf, end.y());
    experts.open();
  }

  /** x_{i-1} to y_{i-1}. */
  public double root() {
    return Math.sqrt(experts.schedule().rhoPrime(transition));
  }

  /** Runs moves from .. to-1 of the chains that stand at y. */
  public Stretch run(Expression expression, float[][] y, int fromStep, int toStep, long seedValue) {
    try (Feeds feeds =
            experts
                .feeds(expression, 0, y.length)
                .int64(seed, seedValue)
                .int32(from, fromStep)
                .int32(to, toStep)
                .add(start, FloatTensors.tensor(y, 0, y.length));
        Result values =
            feeds
                .to(experts.runner())
                .fetch(end.y())
                .fetch(logDensity)
                .fetch(end.accepted())
                .run()) {
      return new Stretch(
          FloatTensors.rows((TFloat32) values.get(0)),
          FloatTensors.flat((TFloat32) values.get(1)),
          FloatTensors.flat((TFloat32) values.get(2)));
    }
  }

  @Override
  public void close() {
    experts.close();
  }
}
