package org.cdrl.internal.network;

import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The energy network of vectors: residual blocks on a row, each told the noise level.
 *
 * <p>With {@code frequencies = 0} it is the network of CDRL's 2-D program. Per block, with e the
 * embedding of level and condition: r = SN-Linear(lrelu(h)) + lrelu(SN-Linear(lrelu(e))), r = g
 * SN-Linear(lrelu(r)), h = shortcut(h) + r; the output is Linear(relu(h)).
 */
public final class VectorEnergy implements Network {
  private final int levelWidth;
  private final int width;
  private final int[] multipliers;
  private final int frequencies;
  private final boolean conditional;
  private final ParameterLayout layout;

  /**
   * Builds the network.
   *
   * @param dimension d, the number of columns
   * @param levelWidth width of the sines and cosines of a level, even, at least 4
   * @param embedding width of the embedding of level and condition; the papers' 4 c
   * @param width c, the width of the first block; the papers' {@code levelWidth}, too
   * @param multipliers width of every block as a multiple of c; the paper's 1, 2, 2, 2
   * @param frequencies number of learned Fourier features of the input; 0 for none
   * @param frequencyScale standard deviation at which the frequencies start, times d (or 2 if d =
   *     1)
   * @param conditions total length of the one-hot condition vector; 0 for none
   */
  public VectorEnergy(
      int dimension,
      int levelWidth,
      int embedding,
      int width,
      int[] multipliers,
      int frequencies,
      double frequencyScale,
      int conditions) {
    this.levelWidth = levelWidth;
    this.width = width;
    this.multipliers = multipliers.clone();
    this.frequencies = frequencies;
    this.conditional = conditions > 0;
    layout = new ParameterLayout();
    layout.linear("time1", levelWidth, embedding, true).linear("time2", embedding, embedding, true);
    if (conditional) {
      // Free of spectral norm, which is about y: bounded, a condition hardly shows beside the
      // level.
      layout.linear("condition", conditions, embedding, false);
    }
    Layers.addFrequencies(layout, dimension, frequencies, frequencyScale);
    layout.linear("input", dimension + 2 * frequencies, width, true);
    int before = width;
    for (int b = 0; b < multipliers.length; b++) {
      int out = width * multipliers[b];
      layout.add(block(b) + "scale", Start.ONE, 0, false, 1, out);
      layout.linear(block(b) + "first", before, out, true);
      layout.linear(block(b) + "second", out, out, true);
      layout.linear(block(b) + "time", embedding, out, true);
      if (before != out) {
        layout.linear(block(b) + "shortcut", before, out, true);
      }
      before = out;
    }
    layout.add("output.weight", Start.UNIFORM, before, false, before, 1);
  }

  private static String block(int b) {
    return "block" + b + ".";
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensors level(Ops tf, Tensors weights, Operand<TFloat32> logSnr) {
    Operand<TFloat32> e = Layers.levelEmbedding(tf, logSnr, levelWidth);
    e = Layers.linear(tf, weights, "time1", e);
    e = Layers.linear(tf, weights, "time2", Layers.leakyRelu(tf, e));
    return new Tensors().put("embedding", e);
  }

  @Override
  public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
    Operand<TFloat32> e = level.get("embedding");
    if (conditional) {
      e = tf.math.add(e, Layers.linear(tf, weights, "condition", conditions));
    }
    e = Layers.leakyRelu(tf, e);
    Branches branches = new Branches(tf, e);
    Tensors context = new Tensors();
    for (int b = 0; b < multipliers.length; b++) {
      context.put(
          block(b),
          Layers.leakyRelu(tf, Layers.linear(tf, weights, block(b) + "time", branches.next())));
    }
    return context;
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    Operand<TFloat32> h =
        Layers.linear(tf, weights, "input", Layers.features(tf, weights, frequencies, y));
    int before = width;
    for (int b = 0; b < multipliers.length; b++) {
      int out = width * multipliers[b];
      Operand<TFloat32> r = Layers.linear(tf, weights, block(b) + "first", Layers.leakyRelu(tf, h));
      r = Layers.leakyRelu(tf, tf.math.add(r, context.get(block(b))));
      r = Layers.linear(tf, weights, block(b) + "second", r);
      r = tf.math.mul(r, weights.get(block(b) + "scale"));
      Operand<TFloat32> shortcut =
          before == out ? h : Layers.linear(tf, weights, block(b) + "shortcut", h);
      h = tf.math.add(shortcut, r);
      before = out;
    }
    Operand<TFloat32> f = tf.linalg.matMul(tf.nn.relu(h), weights.get("output.weight"));
    return tf.squeeze(f, org.tensorflow.op.core.Squeeze.axis(java.util.List.of(1L)));
  }
}
