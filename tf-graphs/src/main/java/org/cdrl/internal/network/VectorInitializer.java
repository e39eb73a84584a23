package org.cdrl.internal.network;

import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The initializer of vectors: a residual network that predicts y_{i-1} from x_i as a change of x_i,
 * or x_0 from x_i, with labels as means over their probabilities ({@link LabelPosterior}).
 *
 * <p>With group normalisation, one block and {@code frequencies = 0} it is the network of CDRL's
 * 2-D program. Per block: r = Linear(silu(norm(h))), r = norm(r) (1 + scale) + shift with scale and
 * shift from the level, h = h + Linear(silu(r)).
 */
public final class VectorInitializer implements Network {
  private static final float EPSILON = 1e-6f;
  private static final int GROUPS = 32;

  private final int levelWidth;
  private final int width;
  private final int blocks;
  private final boolean groupNorm;
  private final int frequencies;
  private final boolean conditional;
  private final double dataVariance;
  private final LabelPosterior labels;
  private final ParameterLayout layout;

  /**
   * Builds the network.
   *
   * @param dimension d, the number of columns
   * @param levelWidth width of the level embedding, even, at least 4
   * @param width width of the blocks; a multiple of 32 with group normalisation
   * @param blocks number of residual blocks
   * @param groupNorm whether blocks normalise their features in 32 groups; on narrow networks that
   *     makes the output almost discontinuous
   * @param frequencies number of learned Fourier features of the input; 0 for none
   * @param frequencyScale standard deviation at which the frequencies start, times d (or 2 if d =
   *     1)
   * @param conditions total length of the one-hot condition vector; 0 for none
   * @param dataVariance of the coordinates of x_0, if that is what is predicted; 0 for y_{i-1}
   * @param labels of x_0; null if it has none, or if y_{i-1} is predicted
   */
  public VectorInitializer(
      int dimension,
      int levelWidth,
      int width,
      int blocks,
      boolean groupNorm,
      int frequencies,
      double frequencyScale,
      int conditions,
      double dataVariance,
      LabelPosterior labels) {
    this.dataVariance = dataVariance;
    this.labels = labels;
    this.levelWidth = levelWidth;
    this.width = width;
    this.blocks = blocks;
    this.groupNorm = groupNorm;
    this.frequencies = frequencies;
    this.conditional = conditions > 0;
    layout = new ParameterLayout();
    layout.linear("time1", levelWidth, levelWidth, false);
    layout.linear("time2", levelWidth, levelWidth, false);
    if (conditional) {
      layout.linear("condition", conditions, levelWidth, false);
    }
    Layers.addFrequencies(layout, dimension, frequencies, frequencyScale);
    layout.linear("input", dimension + 2 * frequencies, width, false);
    for (int b = 0; b < blocks; b++) {
      if (groupNorm) {
        for (String norm : List.of("norm1", "norm2")) {
          layout.add(block(b) + norm + ".weight", Start.ONE, 0, false, width);
          layout.add(block(b) + norm + ".bias", Start.ZERO, 0, false, width);
        }
      }
      layout.linear(block(b) + "first", width, width, false);
      layout.linear(block(b) + "second", width, width, false);
      layout.linear(block(b) + "time", levelWidth, 2 * width, false);
    }
    layout.add("output.weight", Start.ZERO, 0, false, width, dimension);
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
    return Layers.initializerLevel(tf, weights, "time1", "time2", logSnr, levelWidth);
  }

  @Override
  public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
    Operand<TFloat32> t = level.get("embedding");
    if (conditional) {
      t = tf.math.add(t, Layers.linear(tf, weights, "condition", conditions));
    }
    t = Layers.silu(tf, t);
    Branches branches = new Branches(tf, t);
    Tensors context = new Tensors().put("alphaBar", level.get("alphaBar"));
    for (int b = 0; b < blocks; b++) {
      Operand<TFloat32> modulation = Layers.linear(tf, weights, block(b) + "time", branches.next());
      // Here, where there are few rows.
      Operand<TFloat32> scale = tf.math.add(columns(tf, modulation, 0), tf.constant(1f));
      context.put(block(b) + "scale", scale);
      context.put(block(b) + "shift", columns(tf, modulation, width));
    }
    return context;
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    if (dataVariance == 0) {
      return tf.math.add(y, output(tf, weights, context, y));
    }
    Operand<TFloat32> alphaBar = context.get("alphaBar");
    Preconditioning at = Preconditioning.of(tf, alphaBar, dataVariance);
    Operand<TFloat32> output = output(tf, weights, context, tf.math.mul(y, at.in()));
    Operand<TFloat32> numbers =
        tf.math.add(tf.math.mul(y, at.skip()), tf.math.mul(output, at.out()));
    return labels == null ? numbers : labels.estimate(tf, output, numbers, y, alphaBar);
  }

  private Operand<TFloat32> output(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    Operand<TFloat32> h =
        Layers.linear(tf, weights, "input", Layers.features(tf, weights, frequencies, y));
    for (int b = 0; b < blocks; b++) {
      Operand<TFloat32> r = Layers.silu(tf, norm(tf, weights, block(b) + "norm1", h));
      r = Layers.linear(tf, weights, block(b) + "first", r);
      r = norm(tf, weights, block(b) + "norm2", r);
      r =
          tf.math.add(
              tf.math.mul(r, context.get(block(b) + "scale")), context.get(block(b) + "shift"));
      r = Layers.linear(tf, weights, block(b) + "second", Layers.silu(tf, r));
      h = tf.math.add(h, r);
    }
    return tf.linalg.matMul(Layers.silu(tf, h), weights.get("output.weight"));
  }

  private Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int first) {
    return tf.slice(x, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, width}));
  }

  private Operand<TFloat32> norm(Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    if (!groupNorm) {
      return x;
    }
    Operand<TFloat32> groups = tf.reshape(x, tf.constant(new int[] {-1, GROUPS, width / GROUPS}));
    Operand<TFloat32> centred =
        tf.math.sub(
            groups,
            tf.math.mean(groups, tf.constant(2), org.tensorflow.op.math.Mean.keepDims(true)));
    Operand<TFloat32> variance =
        tf.math.mean(
            tf.math.square(centred), tf.constant(2), org.tensorflow.op.math.Mean.keepDims(true));
    Operand<TFloat32> unit =
        tf.math.mul(centred, tf.math.rsqrt(tf.math.add(variance, tf.constant(EPSILON))));
    Operand<TFloat32> flat = tf.reshape(unit, tf.constant(new int[] {-1, width}));
    return tf.math.add(
        tf.math.mul(flat, weights.get(name + ".weight")), weights.get(name + ".bias"));
  }
}
