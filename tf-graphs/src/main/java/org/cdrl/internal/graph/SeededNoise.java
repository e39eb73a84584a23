package org.cdrl.internal.graph;

import java.util.List;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Slice;
import org.tensorflow.op.random.StatelessRandomGetKeyCounter;
import org.tensorflow.proto.DataType;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Random numbers that depend on (seed, purpose, occasion, step, row) and on nothing else, so that
 * the same rows come out whether they are drawn in one call or in ten.
 *
 * <p>It uses the counter of TensorFlow's Philox generator directly: row r of an array of width d
 * starts at counter r ceil(d/4), since one count yields four numbers.
 */
public final class SeededNoise implements Noise {
  /** Philox, as numbered by TensorFlow. */
  private static final int PHILOX = 1;

  private final Operand<TInt64> seed;
  private final Operand<TInt64> occasion;
  private final Operand<TInt64> firstRow;

  /**
   * Builds a source.
   *
   * @param seed scalar
   * @param occasion scalar that tells apart the uses of one purpose: a training iteration or a
   *     sampling level
   * @param firstRow scalar, the number of the first row; 0 in training
   */
  public SeededNoise(Operand<TInt64> seed, Operand<TInt64> occasion, Operand<TInt64> firstRow) {
    this.seed = seed;
    this.occasion = occasion;
    this.firstRow = firstRow;
  }

  @Override
  public List<Operand<?>> captures() {
    return List.of(seed, occasion, firstRow);
  }

  @Override
  @SuppressWarnings("unchecked")
  public Noise rebind(List<Operand<?>> captures) {
    return new SeededNoise(
        (Operand<TInt64>) captures.get(0),
        (Operand<TInt64>) captures.get(1),
        (Operand<TInt64>) captures.get(2));
  }

  @Override
  public Operand<TFloat32> normal(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    StatelessRandomGetKeyCounter key = key(tf, purpose, step);
    return trim(
        tf,
        tf.random.statelessRandomNormalV2(
            padded(tf, rows, width),
            untyped(key.key()),
            counter(tf, key, width),
            tf.constant(PHILOX)),
        width);
  }

  @Override
  public Operand<TFloat32> uniform(
      Ops tf, Purpose purpose, Operand<TInt32> step, Operand<TInt32> rows, int width) {
    StatelessRandomGetKeyCounter key = key(tf, purpose, step);
    return trim(
        tf,
        tf.random.statelessRandomUniformV2(
            padded(tf, rows, width),
            untyped(key.key()),
            counter(tf, key, width),
            tf.constant(PHILOX)),
        width);
  }

  private StatelessRandomGetKeyCounter key(Ops tf, Purpose purpose, Operand<TInt32> step) {
    Operand<TInt64> stream =
        tf.math.add(tf.math.mul(seed, tf.constant(64L)), tf.constant((long) purpose.ordinal()));
    Operand<TInt64> moment =
        tf.math.add(
            tf.math.mul(occasion, tf.constant(1L << 24)), tf.dtypes.cast(step, TInt64.class));
    return tf.random.statelessRandomGetKeyCounter(tf.stack(List.of(stream, moment)));
  }

  private static int countsPerRow(int width) {
    return (width + 3) / 4;
  }

  private Operand<TInt32> padded(Ops tf, Operand<TInt32> rows, int width) {
    return tf.stack(List.of(rows, tf.constant(4 * countsPerRow(width))));
  }

  private static Operand<TFloat32> trim(Ops tf, Operand<TFloat32> padded, int width) {
    if (width % 4 == 0) {
      return padded;
    }
    Slice<TFloat32> slice =
        tf.slice(padded, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, width}));
    return slice;
  }

  /**
   * key.counter + (firstRow * countsPerRow, 0), in the unsigned type that Java has no class for.
   */
  private Operand<? extends TType> counter(Ops tf, StatelessRandomGetKeyCounter key, int width) {
    Operand<TInt64> skip = tf.math.mul(firstRow, tf.constant((long) countsPerRow(width)));
    Operation unsigned =
        tf.scope()
            .env()
            .opBuilder("Cast", tf.scope().makeOpName("Unsigned"), tf.scope())
            .addInput(tf.stack(List.of(skip, tf.constant(0L))).asOutput())
            .setAttr("SrcT", DataType.DT_INT64)
            .setAttr("DstT", DataType.DT_UINT64)
            .build();
    Operation sum =
        tf.scope()
            .env()
            .opBuilder("AddV2", tf.scope().makeOpName("Counter"), tf.scope())
            .addInput(key.counter().asOutput())
            .addInput(unsigned.output(0))
            .build();
    return untyped(sum.output(0));
  }

  @SuppressWarnings("unchecked")
  private static Operand<? extends TType> untyped(Operand<?> operand) {
    return (Operand<? extends TType>) operand;
  }
}
