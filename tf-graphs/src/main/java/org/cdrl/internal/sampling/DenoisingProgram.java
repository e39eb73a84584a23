package org.cdrl.internal.sampling;

import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.network.Preconditioning;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * How well the initializer of one model finds rows again that were noised: per coordinate the
 * squared difference of its prediction at x_i = sqrt(abar_i) x_0 + sqrt(1 - abar_i) e from x_0 in
 * standard deviations of x_0 given x_i, or from the mean of y_{i-1} in those of the proposal.
 */
public final class DenoisingProgram implements AutoCloseable {
  private final ExpertSession experts;
  private final Placeholder<TFloat32> rows;
  private final Placeholder<TFloat32> noise;
  private final Placeholder<TInt32> transition;
  private final Operand<TFloat32> squares;

  /**
   * Builds the graph of one transition for expressions of this structure.
   *
   * @param dataVariance of the coordinates of x_0
   */
  public DenoisingProgram(Diffusion diffusion, Expression expression, double dataVariance) {
    experts = new ExpertSession(diffusion, expression);
    Ops tf = experts.tf();
    int width = diffusion.dimension();
    rows = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    noise = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
    transition = tf.placeholder(TInt32.class, Placeholder.shape(Shape.scalar()));
    NoiseSchedule schedule = diffusion.schedule();
    Operand<TFloat32> noisy =
        tf.math.add(
            tf.math.mul(rows, experts.at(transition, schedule::signal)),
            tf.math.mul(noise, experts.at(transition, schedule::noise)));
    Operand<TFloat32> predicted =
        experts
            .experts()
            .get(0)
            .initializer(experts.at(transition, schedule::logSnr))
            .value(tf, noisy);
    Operand<TFloat32> truth = rows;
    Operand<TFloat32> deviation;
    if (diffusion.proposal().ofData()) {
      Operand<TFloat32> alphaBar = experts.at(transition, schedule::alphaBar);
      deviation = Preconditioning.of(tf, alphaBar, dataVariance).out();
    } else {
      truth = diffusion.proposal().posteriorMean(tf, of -> experts.at(transition, of), rows, noisy);
      deviation = experts.at(transition, schedule::proposalStd);
    }
    squares = tf.math.square(tf.math.div(tf.math.sub(predicted, truth), deviation));
    experts.open();
  }

  /**
   * Averages the squares over several noises.
   *
   * @param from number of the first row within the expression's per-row conditions
   * @param x scaled rows [n][d]
   * @param noises e, [draws][d]; the same for all rows and transitions
   * @param most rows that may run together: few rows run with several noises at once, for a run
   *     takes its time however few there are
   * @param transitions which of 1..T
   * @return means over the noises, [transitions.length][n][d]
   */
  public float[][][] squares(
      Expression expression,
      int from,
      float[][] x,
      float[][] noises,
      int most,
      int... transitions) {
    int n = x.length;
    int together = Math.max(1, Math.min(noises.length, most / n));
    int d = x[0].length;
    float[][][] means = new float[transitions.length][n][d];
    for (int m = 0; m < noises.length; ) {
      int draws = Math.min(together, noises.length - m);
      int count = draws * n;
      try (Feeds feeds =
          experts
              .feeds(expression.repeating(from, n), from, count)
              .add(rows, repeated(count, r -> x[r % n]))) {
        // The rows stay as long as equally many noises are left.
        for (; m + draws <= noises.length; m += draws) {
          int first = m;
          feeds.add(noise, repeated(count, r -> noises[first + r / n]));
          for (int t = 0; t < transitions.length; t++) {
            float[] once = run(feeds.int32(transition, transitions[t]));
            for (int r = 0; r < count; r++) {
              for (int j = 0; j < d; j++) {
                means[t][r % n][j] += once[r * d + j] / noises.length;
              }
            }
          }
        }
      }
    }
    return means;
  }

  private float[] run(Feeds feeds) {
    try (Result values = feeds.to(experts.runner()).fetch(squares).run()) {
      return FloatTensors.flat((TFloat32) values.get(0));
    }
  }

  private static TFloat32 repeated(int count, IntFunction<float[]> row) {
    float[][] all = IntStream.range(0, count).mapToObj(row).toArray(float[][]::new);
    return FloatTensors.tensor(all, 0, count);
  }

  @Override
  public void close() {
    experts.close();
  }
}
