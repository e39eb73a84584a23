package org.cdrl.internal.training;

import java.util.function.IntFunction;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.network.MaskedNetwork;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** A {@link MaskedBatch} as a graph takes it, and the loss of what a network says of its rows. */
final class MaskedInputs {
  private final Ops tf;
  private final MaskedNetwork network;
  private final IntFunction<Operand<TInt32>> sizes;
  private final Placeholder<TInt32> places;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> counts;

  /**
   * Builds the nodes.
   *
   * @param cells B d, -1 if it is not fixed
   * @param sizes B times a width, [1], as a function of the width
   */
  MaskedInputs(Ops tf, MaskedNetwork network, long cells, IntFunction<Operand<TInt32>> sizes) {
    this.tf = tf;
    this.network = network;
    this.sizes = sizes;
    places = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    counts = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(cells)));
  }

  /** 1 where a row has a token, or a mask after all tokens, [B, V + d]. */
  Operand<TFloat32> rows() {
    int columns = network.columns().size();
    Operand<TFloat32> ones = tf.fill(sizes.apply(columns), tf.constant(1f));
    return spread(places, ones, network.columns().tokens() + columns);
  }

  /**
   * The bound on the negative log-likelihood of the rows, their sum.
   *
   * @param logits [B, V]
   */
  Operand<TFloat32> loss(Operand<TFloat32> logits) {
    Operand<TFloat32> counting =
        tf.reshape(counts, tf.constant(new int[] {-1, network.columns().size()}));
    return tf.math.sub(
        total(tf.math.mul(network.logTotals(tf, logits), counting)),
        total(tf.math.mul(logits, spread(targets, counts, network.columns().tokens()))));
  }

  private Operand<TFloat32> total(Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(new int[] {0, 1}));
  }

  /** Numbers at their places in a matrix of 0, [B, width]. */
  private Operand<TFloat32> spread(Operand<TInt32> at, Operand<TFloat32> numbers, int width) {
    return tf.reshape(
        tf.scatterNd(at, numbers, sizes.apply(width)), tf.constant(new int[] {-1, width}));
  }

  /** The tensors of a batch, to be closed after the run. */
  Fed tensors(MaskedBatch batch) {
    return new Fed(
        column(batch.places()), column(batch.targets()), FloatTensors.tensor(batch.counts()));
  }

  private static TInt32 column(int[] values) {
    return TInt32.tensorOf(Shape.of(values.length, 1), DataBuffers.of(values, true, false));
  }

  /** Tensors of one batch. */
  final class Fed implements AutoCloseable {
    private final TInt32 ofPlaces;
    private final TInt32 ofTargets;
    private final TFloat32 ofCounts;

    private Fed(TInt32 ofPlaces, TInt32 ofTargets, TFloat32 ofCounts) {
      this.ofPlaces = ofPlaces;
      this.ofTargets = ofTargets;
      this.ofCounts = ofCounts;
    }

    /** Feeds them. */
    Session.Runner to(Session.Runner runner) {
      return runner.feed(places, ofPlaces).feed(targets, ofTargets).feed(counts, ofCounts);
    }

    @Override
    public void close() {
      ofPlaces.close();
      ofTargets.close();
      ofCounts.close();
    }
  }
}
