package org.cdrl.internal.network;

import java.util.List;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.value.TokenColumns;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The initializer of absorbing levels: the distribution of every masked column of a row given those
 * that are not masked, as logits of its tokens.
 *
 * <p>A residual network: h = sum over columns of an embedding of the token, or of the mask; per
 * block h = h + Linear(relu(h)); logits = log share + Linear(relu(h)). Embeddings and outputs of
 * ordered tokens are linear in functions of their values, so that neighbours know of each other.
 * Outputs start at 0: columns are independent then, each with its shares.
 */
public final class MaskedNetwork {
  private final TokenColumns columns;
  private final int blocks;
  private final ParameterLayout layout = new ParameterLayout();

  /**
   * Builds the network.
   *
   * @param width of the blocks
   * @param blocks number of residual blocks
   */
  public MaskedNetwork(TokenColumns columns, int width, int blocks) {
    this.columns = columns;
    this.blocks = blocks;
    int tokens = columns.tokens();
    double input = 1 / Math.sqrt(columns.size());
    layout.add("token", Start.NORMAL, input, false, tokens, width);
    layout.add("mask", Start.NORMAL, input, false, columns.size(), width);
    layout.add("input.bias", Start.ZERO, 0, false, width);
    for (int b = 0; b < blocks; b++) {
      layout.add("block" + b + ".weight", Start.NORMAL, 1 / Math.sqrt(width), false, width, width);
      layout.add("block" + b + ".bias", Start.ZERO, 0, false, width);
    }
    layout.add("output.weight", Start.ZERO, 0, false, width, tokens);
    layout.add("output.bias", Start.ZERO, 0, false, tokens);
    if (columns.functions() > 0) {
      layout.add("token.basis", Start.NORMAL, .3 * input, false, columns.functions(), width);

      layout.add("output.basis", Start.ZERO, 0, false, width, columns.functions());
    }
  }

  /** The columns. */
  public TokenColumns columns() {
    return columns;
  }

  /** The number of parameters. */
  public int size() {
    return layout.size();
  }

  /** The parameters. */
  public ParameterLayout layout() {
    return layout;
  }

  /**
   * What the last layer is told of rows.
   *
   * @param weights by name
   * @param places 1 where a row has a token, or a mask after all tokens, [B, V + d]
   * @return [B, width]
   */
  public Operand<TFloat32> features(Ops tf, Tensors weights, Operand<TFloat32> places) {
    Operand<TFloat32> tokens = weights.get("token");
    if (columns.functions() > 0) {
      tokens =
          tf.math.add(
              tf.math.mul(tokens, tf.constant(freeRows())),
              tf.linalg.matMul(tf.constant(columns.basis()), weights.get("token.basis")));
    }
    Operand<TFloat32> embedding = tf.concat(List.of(tokens, weights.get("mask")), tf.constant(0));
    Operand<TFloat32> h =
        tf.math.add(tf.linalg.matMul(places, embedding), weights.get("input.bias"));
    for (int b = 0; b < blocks; b++) {
      h = tf.math.add(h, Layers.linear(tf, weights, "block" + b, positive(tf, h)));
    }
    return positive(tf, h);
  }

  /** The matrix [width, V] that makes logits of features, and what is added to them [V]. */
  public Tensors output(Ops tf, Tensors weights) {
    Operand<TFloat32> matrix = weights.get("output.weight");
    if (columns.functions() > 0) {
      Operand<TFloat32> basis =
          tf.linalg.transpose(tf.constant(columns.basis()), tf.constant(new int[] {1, 0}));
      matrix =
          tf.math.add(
              tf.math.mul(matrix, tf.constant(columns.free())),
              tf.linalg.matMul(weights.get("output.basis"), basis));
    }
    float[] logShares = new float[columns.tokens()];
    for (int v = 0; v < logShares.length; v++) {
      logShares[v] = (float) Math.log(columns.shares()[v]);
    }
    return new Tensors()
        .put("weight", matrix)
        .put("bias", tf.math.add(weights.get("output.bias"), tf.constant(logShares)));
  }

  /** Without the operation of that name, which TensorFlow fails to fuse with what is around it. */
  private static Operand<TFloat32> positive(Ops tf, Operand<TFloat32> x) {
    return tf.math.maximum(x, tf.constant(0f));
  }

  private float[][] freeRows() {
    float[][] rows = new float[columns.tokens()][1];
    for (int v = 0; v < rows.length; v++) {
      rows[v][0] = columns.free()[v];
    }
    return rows;
  }

  /**
   * log of the sum of exp over every column's logits.
   *
   * @param logits [B, V]
   * @return [B, d]
   */
  public Operand<TFloat32> logTotals(Ops tf, Operand<TFloat32> logits) {
    int[] segment = new int[columns.tokens()];
    float[][] sum = new float[columns.tokens()][columns.size()];
    int at = 0;
    for (int c = 0; c < columns.size(); c++) {
      for (int k = 0; k < columns.counts()[c]; k++, at++) {
        segment[at] = c;
        sum[at][c] = 1;
      }
    }
    Operand<TFloat32> most =
        tf.stopGradient(
            tf.linalg.transpose(
                tf.math.unsortedSegmentMax(
                    tf.linalg.transpose(logits, tf.constant(new int[] {1, 0})),
                    tf.constant(segment),
                    tf.constant(columns.size())),
                tf.constant(new int[] {1, 0})));
    Operand<TFloat32> e =
        tf.math.exp(tf.math.sub(logits, tf.gather(most, tf.constant(segment), tf.constant(1))));
    return tf.math.add(most, tf.math.log(tf.linalg.matMul(e, tf.constant(sum))));
  }
}
