package org.cdrl.internal.network;

import java.util.ArrayList;
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
  /** The parameter that is added to the logits of tokens [V]. */
  public static final String OUTPUT_BIAS = "output.bias";

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
    layout.add(OUTPUT_BIAS, Start.ZERO, 0, false, tokens);
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
      matrix =
          tf.math.add(
              tf.math.mul(matrix, tf.constant(columns.free())),
              tf.linalg.matMul(weights.get("output.basis"), transposedBasis(tf)));
    }
    return new Tensors()
        .put("weight", matrix)
        .put("bias", tf.math.add(weights.get(OUTPUT_BIAS), logShares(tf)));
  }

  private Operand<TFloat32> transposedBasis(Ops tf) {
    return tf.linalg.transpose(tf.constant(columns.basis()), tf.constant(new int[] {1, 0}));
  }

  private Operand<TFloat32> logShares(Ops tf) {
    float[] logShares = new float[columns.tokens()];
    for (int v = 0; v < logShares.length; v++) {
      logShares[v] = (float) Math.log(columns.shares()[v]);
    }
    return tf.constant(logShares);
  }

  /**
   * A linear map of a pass over rows, and the parameter that it is linear in: out = in W + .., or
   * out = b + .. of a bias.
   *
   * @param parameter its name
   * @param in [B, inputs]; null for a bias
   * @param out [B, outputs]
   */
  public record Linear(String parameter, Operand<TFloat32> in, Operand<TFloat32> out) {}

  /**
   * A pass over rows in steps that are each linear in one parameter, for whoever needs gradients of
   * single rows.
   *
   * @param maps one for every parameter, in the order of the layout
   * @param logits [B, V]
   */
  public record Pass(List<Linear> maps, Operand<TFloat32> logits) {}

  /**
   * The logits of rows, as {@link #features} and {@link #output} give them, in steps.
   *
   * @param weights by name
   * @param tokens 1 where a row has a token [B, V]
   * @param masks 1 where a column is masked [B, d]
   */
  public Pass pass(Ops tf, Tensors weights, Operand<TFloat32> tokens, Operand<TFloat32> masks) {
    boolean ordered = columns.functions() > 0;
    Operand<TFloat32> free = tf.constant(columns.free());
    Operand<TFloat32> own = ordered ? tf.math.mul(tokens, free) : tokens;
    Operand<TFloat32> values =
        ordered ? tf.linalg.matMul(tokens, tf.constant(columns.basis())) : null;
    Operand<TFloat32> h =
        tf.math.add(
            tf.linalg.matMul(own, weights.get("token")),
            tf.linalg.matMul(masks, weights.get("mask")));
    if (ordered) {
      h = tf.math.add(h, tf.linalg.matMul(values, weights.get("token.basis")));
    }
    h = tf.math.add(h, weights.get("input.bias"));
    Operand<TFloat32> input = h;
    List<Linear> maps = new ArrayList<>();
    maps.add(new Linear("token", own, input));
    maps.add(new Linear("mask", masks, input));
    maps.add(new Linear("input.bias", null, input));
    for (int b = 0; b < blocks; b++) {
      Operand<TFloat32> x = positive(tf, h);
      Operand<TFloat32> out = Layers.linear(tf, weights, "block" + b, x);
      maps.add(new Linear("block" + b + ".weight", x, out));
      maps.add(new Linear("block" + b + ".bias", null, out));
      h = tf.math.add(h, out);
    }
    Operand<TFloat32> features = positive(tf, h);
    Operand<TFloat32> apart = tf.linalg.matMul(features, weights.get("output.weight"));
    Operand<TFloat32> logits = ordered ? tf.math.mul(apart, free) : apart;
    Operand<TFloat32> functions = null;
    if (ordered) {
      functions = tf.linalg.matMul(features, weights.get("output.basis"));
      logits = tf.math.add(logits, tf.linalg.matMul(functions, transposedBasis(tf)));
    }
    logits = tf.math.add(logits, tf.math.add(weights.get(OUTPUT_BIAS), logShares(tf)));
    maps.add(new Linear("output.weight", features, apart));
    maps.add(new Linear(OUTPUT_BIAS, null, logits));
    if (ordered) {
      maps.add(new Linear("token.basis", values, input));
      maps.add(new Linear("output.basis", features, functions));
    }
    return new Pass(maps, logits);
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
