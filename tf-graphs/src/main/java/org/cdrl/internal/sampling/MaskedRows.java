package org.cdrl.internal.sampling;

import java.util.List;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.MaskedNetwork;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/** What a trained {@link MaskedNetwork} says of one column of rows, given their other columns. */
public final class MaskedRows implements Conditional, AutoCloseable {
  private final MaskedNetwork network;
  private final Graph graph = Graphs.create();
  private final Session session;
  private final Placeholder<TInt32> places;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TInt32> slice;
  private final Operand<TFloat32> logits;

  /**
   * Builds the graph.
   *
   * @param weights flat, as {@link MaskedNetwork#layout} has them
   */
  public MaskedRows(MaskedNetwork network, float[] weights, Execution execution) {
    this.network = network;
    Ops tf = Graphs.ops(graph);
    int width = network.columns().tokens() + network.columns().size();
    places = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1, 1)));
    rows = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of()));
    slice = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(2)));
    Tensors parameters = network.layout().split(tf, tf.constant(weights));
    Operand<TInt32> cells =
        tf.reshape(
            tf.math.mul(rows, tf.constant(network.columns().size())), tf.constant(new int[] {1}));
    Operand<TFloat32> ones = tf.fill(cells, tf.constant(1f));
    Operand<TFloat32> flat =
        tf.scatterNd(
            places,
            ones,
            tf.reshape(tf.math.mul(rows, tf.constant(width)), tf.constant(new int[] {1})));
    Operand<TFloat32> matrix = tf.reshape(flat, tf.stack(List.of(rows, tf.constant(width))));
    Operand<TFloat32> features = network.features(tf, parameters, matrix);
    Tensors output = network.output(tf, parameters);
    Operand<TInt32> first = tf.slice(slice, tf.constant(new int[] {0}), tf.constant(new int[] {1}));
    Operand<TInt32> count = tf.slice(slice, tf.constant(new int[] {1}), tf.constant(new int[] {1}));
    Operand<TInt32> none = tf.constant(new int[] {0});
    Operand<TInt32> all = tf.constant(new int[] {-1});
    Operand<TFloat32> weight =
        tf.slice(
            output.get("weight"),
            tf.concat(List.of(none, first), tf.constant(0)),
            tf.concat(List.of(all, count), tf.constant(0)));
    logits =
        tf.math.add(tf.linalg.matMul(features, weight), tf.slice(output.get("bias"), first, count));
    session = Sessions.open(graph, execution);
  }

  @Override
  public float[][] logits(int[][] tokens, int column) {
    int d = network.columns().size();
    int width = network.columns().tokens() + d;
    int[] first = network.columns().firsts();
    int[] placed = new int[tokens.length * d];
    for (int r = 0; r < tokens.length; r++) {
      for (int c = 0; c < d; c++) {
        boolean masked = c == column || tokens[r][c] < 0;
        placed[r * d + c] =
            r * width + (masked ? network.columns().tokens() + c : first[c] + tokens[r][c]);
      }
    }
    int[] part = {first[column], network.columns().counts()[column]};
    try (TInt32 placesTensor =
            TInt32.tensorOf(Shape.of(placed.length, 1), DataBuffers.of(placed, true, false));
        TInt32 rowsTensor = TInt32.scalarOf(tokens.length);
        TInt32 sliceTensor = TInt32.vectorOf(part);
        var result =
            session
                .runner()
                .feed(places, placesTensor)
                .feed(rows, rowsTensor)
                .feed(slice, sliceTensor)
                .fetch(logits)
                .run()) {
      return FloatTensors.rows((TFloat32) result.get(0));
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
