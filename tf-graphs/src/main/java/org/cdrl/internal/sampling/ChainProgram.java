package org.cdrl.internal.sampling;

import org.cdrl.config.Kernel;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.langevin.Chain;
import org.cdrl.internal.langevin.Density;
import org.cdrl.internal.langevin.RecoveryDensity;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** Long chains at one level, with or without the pull towards x_i. */
public final class ChainProgram implements AutoCloseable {
  private final ExpertSession experts;
  private final int transition;
  private final Placeholder<TInt64> seed;
  private final Placeholder<TInt32> from;
  private final Placeholder<TInt32> to;
  private final Placeholder<TInt64> firstRow;
  private final Placeholder<TFloat32> start;
  private final Placeholder<TFloat32> noisier;
  private final Chain.End end;
  private final Operand<TFloat32> logDensity;

  /**
   * The numbers of one run.
   *
   * @param seed of all noise
   * @param row number of the first row
   * @param from the first move
   * @param to one more than the last
   */
  public record Run(long seed, int row, int from, int to) {}

  /**
   * A stretch of chains.
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
   * @param recovery whether the density is the recovery likelihood, given x_i; else the marginal
   * @param clipped whether the chain keeps |x_{i-1}| within 1
   */
  public ChainProgram(
      Diffusion diffusion,
      Expression expression,
      Kernel kernel,
      int transition,
      boolean recovery,
      boolean clipped) {
    this.transition = transition;
    experts = new ExpertSession(diffusion, expression);
    Ops tf = experts.tf();
    seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    from = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    to = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    firstRow = tf.placeholder(TInt64.class, Placeholder.shape(Shape.scalar()));
    start = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, diffusion.dimension())));
    Density density = experts.marginal(transition);
    if (recovery) {
      noisier =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, diffusion.dimension())));
      NoiseSchedule schedule = diffusion.schedule();
      double precision = schedule.isFinal(transition) ? 0 : 1 / schedule.sigmaSquared(transition);
      density = new RecoveryDensity(density, noisier, experts.cell(tf.constant((float) precision)));
    } else {
      noisier = null;
    }
    Operand<TFloat32> variance =
        experts.cell(
            tf.constant((float) diffusion.stepSize().variance(diffusion.schedule(), transition)));
    // Occasions 0..T belong to drawing.
    long occasion = diffusion.schedule().levels() + (long) transition;
    SeededNoise noise = new SeededNoise(seed, tf.constant(occasion), firstRow);
    Operand<TFloat32> bound = clipped ? experts.cell(tf.constant((float) root())) : null;
    end = new Chain(density, kernel, variance, null, bound, noise).run(tf, from, to, start);
    logDensity = density.logDensity(tf, end.y());
    experts.open();
  }

  /** x_{i-1} to y_{i-1}. */
  public double root() {
    return Math.sqrt(experts.schedule().rhoPrime(transition));
  }

  /**
   * Runs moves of the chains that stand at y.
   *
   * @param centre x_i, [n][d]; null without a pull
   * @param y [n][d]
   */
  public Stretch run(Expression expression, Run run, float[][] centre, float[][] y) {
    try (Feeds feeds = feeds(expression, run, centre, y);
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

  private Feeds feeds(Expression expression, Run run, float[][] centre, float[][] y) {
    Feeds feeds =
        experts
            .feeds(expression, run.row, y.length)
            .int64(seed, run.seed)
            .int64(firstRow, run.row)
            .int32(from, run.from)
            .int32(to, run.to)
            .add(start, FloatTensors.tensor(y, 0, y.length));
    return noisier == null
        ? feeds
        : feeds.add(noisier, FloatTensors.tensor(centre, 0, centre.length));
  }

  @Override
  public void close() {
    experts.close();
  }
}
