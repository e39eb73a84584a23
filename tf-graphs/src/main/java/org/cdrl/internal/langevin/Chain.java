package org.cdrl.internal.langevin;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.config.Kernel;
import org.cdrl.internal.graph.Loop;
import org.cdrl.internal.graph.Noise;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The one loop that runs every chain of the project: training, sampling, imputation, composition
 * and long runs differ in the density, not here.
 *
 * @param density what is sampled
 * @param kernel how
 * @param stepVariance eps^2 per row, [B, 1] or [1, 1]
 * @param free 1 where a coordinate moves and 0 where it is held, [B, d]; null if all move
 * @param bound y stays in [-bound, bound], [B, 1] or [1, 1]; null for no bound. Langevin moves are
 *     clipped; trajectories of a Metropolis kernel are reflected, so that the limit is the density
 *     within the bound (Neal, 2011, section 5.5.1.5)
 * @param noise random numbers, purposes LANGEVIN and ACCEPT
 */
public record Chain(
    Density density,
    Kernel kernel,
    Operand<TFloat32> stepVariance,
    Operand<TFloat32> free,
    Operand<TFloat32> bound,
    Noise noise) {

  /**
   * Where the chains ended.
   *
   * @param y [B, d]
   * @param accepted [B] number of accepted moves
   */
  public record End(Operand<TFloat32> y, Operand<TFloat32> accepted) {}

  /**
   * Runs moves first .. last-1.
   *
   * @param start [B, d]
   */
  public End run(Ops tf, Operand<TInt32> first, Operand<TInt32> last, Operand<TFloat32> start) {
    List<Operand<?>> constants = new ArrayList<>(density.captures());
    int densityEnd = constants.size();
    constants.addAll(noise.captures());
    int noiseEnd = constants.size();
    constants.add(stepVariance);
    if (free != null) {
      constants.add(free);
    }
    int freeEnd = constants.size();
    if (bound != null) {
      constants.add(bound);
    }
    Operand<TFloat32> none = tf.math.mul(tf.reduceSum(start, tf.constant(1)), tf.constant(0f));
    List<Operand<?>> state = new ArrayList<>(List.of(start, none));
    if (kernel.metropolis()) {
      Operand<TFloat32> inside = bounded(tf, start);
      Slope slope = slope(tf, density, inside);
      state.set(0, inside);
      state.add(slope.logDensity());
      state.add(slope.gradient());
    }
    List<Operand<?>> end =
        Loop.run(
            tf,
            first,
            last,
            state,
            constants,
            (inner, k, now, in) -> {
              Chain here =
                  new Chain(
                      density.rebind(in.subList(0, densityEnd)),
                      kernel,
                      Loop.float32(in.get(noiseEnd)),
                      free == null ? null : Loop.float32(in.get(noiseEnd + 1)),
                      bound == null ? null : Loop.float32(in.get(freeEnd)),
                      noise.rebind(in.subList(densityEnd, noiseEnd)));
              return here.move(inner, k, now);
            });
    return new End(Loop.float32(end.get(0)), Loop.float32(end.get(1)));
  }

  private List<Operand<?>> move(Ops tf, Operand<TInt32> k, List<Operand<?>> now) {
    Operand<TFloat32> y = Loop.float32(now.get(0));
    Operand<TInt32> rows = tf.gather(tf.shape(y), tf.constant(0), tf.constant(0));
    int width = (int) y.shape().get(1);
    Operand<TFloat32> momentum = held(tf, noise.normal(tf, Noise.Purpose.LANGEVIN, k, rows, width));
    if (!kernel.metropolis()) {
      // eps^2/2 grad + eps p, with one multiplication by eps less than the general form.
      Operand<TFloat32> drift =
          tf.math.mul(tf.math.mul(stepVariance, tf.constant(.5f)), density.gradient(tf, y));
      Operand<TFloat32> move =
          tf.math.add(held(tf, drift), tf.math.mul(tf.math.sqrt(stepVariance), momentum));
      return List.of(
          bounded(tf, tf.math.add(y, move)),
          tf.math.add(Loop.float32(now.get(1)), tf.constant(1f)));
    }
    Operand<TFloat32> eps = tf.math.sqrt(stepVariance);
    Operand<TFloat32> half = tf.math.mul(eps, tf.constant(.5f));
    Operand<TFloat32> logDensity = Loop.float32(now.get(2));
    Operand<TFloat32> gradient = Loop.float32(now.get(3));
    Operand<TFloat32> position = y;
    Operand<TFloat32> speed = momentum;
    Slope slope = new Slope(logDensity, gradient);
    for (int n = 0; n < kernel.leapfrogSteps(); n++) {
      speed = tf.math.add(speed, held(tf, tf.math.mul(half, slope.gradient())));
      Travelled there = reflected(tf, tf.math.add(position, tf.math.mul(eps, speed)), speed);
      position = there.position();
      speed = there.speed();
      slope = slope(tf, density, position);
      speed = tf.math.add(speed, held(tf, tf.math.mul(half, slope.gradient())));
    }
    Operand<TFloat32> gain =
        tf.math.add(
            tf.math.sub(slope.logDensity(), logDensity),
            tf.math.sub(kinetic(tf, momentum), kinetic(tf, speed)));
    Operand<TFloat32> uniform =
        tf.reshape(
            noise.uniform(tf, Noise.Purpose.ACCEPT, k, rows, 1), tf.constant(new int[] {-1}));
    // A non-finite proposal compares false and is rejected.
    Operand<TBool> accept = tf.math.less(tf.math.log(uniform), gain);
    Operand<TBool> acceptRow = tf.expandDims(accept, tf.constant(1));
    return List.of(
        tf.select(acceptRow, position, y),
        tf.math.add(Loop.float32(now.get(1)), tf.dtypes.cast(accept, TFloat32.class)),
        tf.select(accept, slope.logDensity(), logDensity),
        tf.select(acceptRow, slope.gradient(), gradient));
  }

  private record Slope(Operand<TFloat32> logDensity, Operand<TFloat32> gradient) {}

  private static Slope slope(Ops tf, Density density, Operand<TFloat32> y) {
    Operand<TFloat32> logDensity = density.logDensity(tf, y);
    return new Slope(logDensity, tf.gradients(logDensity, List.of(y)).dy(0));
  }

  private Operand<TFloat32> held(Ops tf, Operand<TFloat32> change) {
    return free == null ? change : tf.math.mul(change, free);
  }

  private Operand<TFloat32> bounded(Ops tf, Operand<TFloat32> y) {
    return bound == null ? y : tf.math.minimum(tf.math.maximum(y, tf.math.neg(bound)), bound);
  }

  private record Travelled(Operand<TFloat32> position, Operand<TFloat32> speed) {}

  /** A position beyond the bound, thrown back from both walls as often as it met them. */
  private Travelled reflected(Ops tf, Operand<TFloat32> position, Operand<TFloat32> speed) {
    if (bound == null) {
      return new Travelled(position, speed);
    }
    // The way from wall to wall and back is 4 b long; on its first half the speed is as it was.
    Operand<TFloat32> width = tf.math.mul(bound, tf.constant(2f));
    Operand<TFloat32> round = tf.math.mul(width, tf.constant(2f));
    Operand<TFloat32> way = tf.math.floorMod(tf.math.add(position, bound), round);
    Operand<TBool> inside = tf.math.lessEqual(tf.math.abs(position), bound);
    Operand<TBool> forth = tf.math.logicalOr(inside, tf.math.lessEqual(way, width));
    Operand<TFloat32> folded = tf.math.sub(tf.select(forth, way, tf.math.sub(round, way)), bound);
    return new Travelled(
        tf.select(inside, position, folded), tf.select(forth, speed, tf.math.neg(speed)));
  }

  private static Operand<TFloat32> kinetic(Ops tf, Operand<TFloat32> momentum) {
    return tf.math.mul(tf.reduceSum(tf.math.square(momentum), tf.constant(1)), tf.constant(.5f));
  }
}
