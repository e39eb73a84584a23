package org.cdrl.internal.sampling;

import java.util.function.Function;
import org.cdrl.internal.graph.InterpolatedNoise;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.RepeatedNoise;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.sampling.DrawProgram.Mode;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/** What a drawing graph is fed with; what its mode does not need is null. */
final class DrawInputs {
  private final Ops tf;
  private final Mode mode;

  /** Random numbers of an occasion; null for those that the seed tells. */
  private final Function<Operand<TInt64>, Noise> given;

  /** i. */
  final Placeholder<TInt32> transition;

  /** Tells apart the random numbers of transitions and passes. */
  final Placeholder<TInt64> occasion;

  /** x_i, [B, d]. */
  final Placeholder<TFloat32> noisy;

  final Placeholder<TInt64> seed;

  /** Number of the first row. */
  final Placeholder<TInt64> first;

  /** Number of the row where a walk ends. */
  final Placeholder<TInt64> last;

  /** B. */
  final Placeholder<TInt32> rows;

  /** K'. */
  final Placeholder<TInt32> steps;

  /** K / K'. */
  final Placeholder<TFloat32> stepScale;

  /** How strongly proposals insist on concepts. */
  final Placeholder<TFloat32> insistence;

  /** kappa. */
  final Placeholder<TFloat32> denoising;

  /** x_0 where known, [B, d]. */
  final Placeholder<TFloat32> known;

  /** 1 where to fill, 0 where known, [B, d]. */
  final Placeholder<TFloat32> free;

  /** Of the rows on the arc, [B, 1]. */
  final Placeholder<TFloat32> angle;

  final Placeholder<TInt32> blockSize;

  /** The first row's number in its block. */
  final Placeholder<TInt32> blockFirst;

  DrawInputs(Ops tf, Mode mode, int dimension, Function<Operand<TInt64>, Noise> given) {
    this.tf = tf;
    this.mode = mode;
    this.given = given;
    transition = scalar(TInt32.class);
    occasion = scalar(TInt64.class);
    noisy = matrix(dimension);
    seed = scalar(TInt64.class);
    first = scalar(TInt64.class);
    last = mode == Mode.INTERPOLATE ? scalar(TInt64.class) : null;
    rows = scalar(TInt32.class);
    steps = scalar(TInt32.class);
    stepScale = scalar(TFloat32.class);
    insistence = scalar(TFloat32.class);
    denoising = scalar(TFloat32.class);
    known = mode.fills() ? matrix(dimension) : null;
    free = mode.fills() ? matrix(dimension) : null;
    angle = mode == Mode.INTERPOLATE ? matrix(1) : null;
    blockSize = mode == Mode.FILL_IN_BLOCKS ? scalar(TInt32.class) : null;
    blockFirst = mode == Mode.FILL_IN_BLOCKS ? scalar(TInt32.class) : null;
  }

  private <T extends TType> Placeholder<T> scalar(Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  private Placeholder<TFloat32> matrix(int width) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
  }

  /** Random numbers of the rows. */
  Noise noise(Operand<TInt64> at) {
    if (given != null) {
      return given.apply(at);
    }
    if (mode == Mode.FILL_IN_BLOCKS) {
      return new RepeatedNoise(new SeededNoise(seed, at, tf.constant(0L)), blockFirst, blockSize);
    }
    Noise noise = new SeededNoise(seed, at, first);
    return mode == Mode.INTERPOLATE
        ? new InterpolatedNoise(noise, new SeededNoise(seed, at, last), angle)
        : noise;
  }

  /** Feeds with the numbers of a run. */
  Feeds add(Feeds feeds, DrawProgram.Run run) {
    return feeds
        .int64(seed, run.seed())
        .int64(first, run.first())
        .int32(rows, run.rows())
        .int32(steps, run.steps())
        .float32(stepScale, run.stepScale())
        .float32(denoising, run.denoising());
  }
}
