package org.cdrl.internal.network;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Norm;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/**
 * The energy network of images: spectrally normalised residual blocks, each told the noise level,
 * with averages of 2 x 2 pixels in between, and a last layer that the level chooses.
 *
 * <p>Per block, with e the embedding of level and condition: r = conv(lrelu(h)) +
 * lrelu(Linear(lrelu(e))), r = g conv(lrelu(r)), h = shortcut(h) + r; at the end f = sum over
 * pixels of relu(h), times Linear(lrelu(e)).
 *
 * <p>Parameters bear the names of the authors' program, so that its checkpoints need no map.
 */
public final class ImageEnergy implements Network {
  /** How networks of the two papers differ. */
  public enum Variant {
    /** Zhu et al., ICLR 2024. */
    CDRL,
    /**
     * Gao et al., ICLR 2021: the level enters by its number and without an activation, and blocks
     * start as the identity.
     */
    DRL
  }

  /**
   * One residual block.
   *
   * @param name of its parameters
   * @param in channels before
   * @param out channels after
   * @param last whether it is the last of its resolution
   */
  private record Block(String name, int in, int out, boolean last) {}

  private final ImageShape shape;
  private final int width;
  private final Variant variant;
  private final double[] levels;
  private final boolean conditional;
  private final Convolutions convolutions;
  private final List<Block> blocks = new ArrayList<>();
  private final ParameterLayout layout = new ParameterLayout();

  /**
   * Builds the network.
   *
   * @param shape of the images; the size must be divisible by 2 between any two resolutions
   * @param width c, the channels at full resolution and the width of the level embedding, even
   * @param multipliers channels of every resolution as a multiple of c; the paper's 1, 2, 2, 2
   * @param blocksEach residual blocks per resolution; the paper's 8
   * @param conditions total length of the one-hot condition vector; 0 for none
   * @param boundedConditions whether the condition's layer is spectrally normalised, as in the
   *     paper; free, conditions show more
   * @param variant which paper's
   * @param levels log-SNR of every level, noisier ones later, by which DRL's variant numbers them;
   *     not read by CDRL's
   * @param mixedPrecision whether convolutions multiply in bfloat16
   */
  public ImageEnergy(
      ImageShape shape,
      int width,
      int[] multipliers,
      int blocksEach,
      int conditions,
      boolean boundedConditions,
      Variant variant,
      double[] levels,
      boolean mixedPrecision) {
    this.convolutions = new Convolutions(mixedPrecision);
    this.shape = shape;
    this.width = width;
    this.variant = variant;
    this.levels = levels.clone();
    this.conditional = conditions > 0;
    int embedding = 4 * width;
    linear("temb_map1", width, embedding, Norm.UNIT);
    linear("temb_map2", embedding, embedding, Norm.UNIT);
    if (conditional) {
      linear("y_map", conditions, embedding, boundedConditions ? Norm.UNIT : Norm.FREE);
    }
    convolution("module_list.0", shape.channels(), width, 1);
    int module = 1;
    int before = width;
    for (int m = 0; m < multipliers.length; m++) {
      for (int b = 0; b < blocksEach; b++) {
        int out = width * multipliers[m];
        boolean last = b == blocksEach - 1 && m < multipliers.length - 1;
        Block block = new Block("module_list." + module++, before, out, last);
        blocks.add(block);
        add(block);
        before = out;
      }
      module++; // a pooling layer has a number too
    }
    if (variant == Variant.DRL) {
      layout.add(
          "temb_final.weight",
          Start.UNIFORM,
          (embedding + before) / 6.,
          Norm.FREE,
          embedding,
          before);
    } else {
      layout.add("temb_final.weight", Start.UNIFORM, embedding, Norm.FREE, embedding, before);
    }
  }

  private void add(Block block) {
    layout.add(block.name() + ".g", Start.ONE, 0, Norm.FREE, 1, block.out());
    convolution(block.name() + ".conv1", block.in(), block.out(), 1);
    convolution(block.name() + ".conv2", block.out(), block.out(), 1e-10);
    linear(block.name() + ".temb_map", 4 * width, block.out(), Norm.UNIT);
    if (block.in() != block.out()) {
      convolution(block.name() + ".short_cut", block.in(), block.out(), 1);
    }
  }

  private void linear(String name, int in, int out, Norm norm) {
    if (variant == Variant.CDRL) {
      layout.add(name + ".weight", Start.UNIFORM, in, norm, in, out);
      layout.add(name + ".bias", Start.UNIFORM, in, Norm.FREE, out);
      return;
    }
    // Variance scaling: +-sqrt(3 / mean of fan-in and fan-out).
    layout.add(name + ".weight", Start.UNIFORM, (in + out) / 6., norm, in, out);
    layout.add(name + ".bias", Start.ZERO, 0, Norm.FREE, out);
  }

  private void convolution(String name, int in, int out, double drlVariance) {
    if (variant == Variant.CDRL) {
      Convolutions.add(layout, name, 3, in, out, Norm.UNIT);
      return;
    }
    double fan = 9 * (in + out) / 6. / drlVariance;
    Norm norm = drlVariance == 1 ? Norm.UNIT : Norm.AT_MOST_UNIT;
    layout.add(name + ".weight", Start.UNIFORM, fan, norm, 3, 3, in, out);
    layout.add(name + ".bias", Start.ZERO, 0, Norm.FREE, out);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensors level(Ops tf, Tensors weights, Operand<TFloat32> logSnr) {
    Operand<TFloat32> e =
        variant == Variant.CDRL
            ? Layers.levelEmbedding(tf, logSnr, width)
            : Layers.sinusoids(tf, number(tf, logSnr), width);
    e = Layers.linear(tf, weights, "temb_map1", e);
    e = Layers.linear(tf, weights, "temb_map2", Layers.leakyRelu(tf, e));
    return new Tensors().put("embedding", e);
  }

  /** 0, 1, .. for the levels: how many are clearly cleaner. */
  private Operand<TFloat32> number(Ops tf, Operand<TFloat32> logSnr) {
    float[] borders = new float[Math.max(0, levels.length - 1)];
    for (int n = 0; n < borders.length; n++) {
      borders[n] = (float) ((levels[n] + levels[n + 1]) / 2);
    }
    Operand<TFloat32> noisier =
        tf.dtypes.cast(
            tf.math.less(
                tf.expandDims(logSnr, tf.constant(1)), tf.constant(new float[][] {borders})),
            TFloat32.class);
    return tf.reduceSum(noisier, tf.constant(1));
  }

  @Override
  public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
    Operand<TFloat32> e = level.get("embedding");
    if (conditional) {
      e = tf.math.add(e, Layers.linear(tf, weights, "y_map", conditions));
    }
    Branches branches = new Branches(tf, Layers.leakyRelu(tf, e));
    Tensors context = new Tensors();
    for (Block block : blocks) {
      Operand<TFloat32> shift =
          Layers.linear(tf, weights, block.name() + ".temb_map", branches.next());
      context.put(block.name(), variant == Variant.CDRL ? Layers.leakyRelu(tf, shift) : shift);
    }
    return context.put("head", tf.linalg.matMul(branches.next(), weights.get("temb_final.weight")));
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    Operand<TFloat32> h =
        tf.reshape(y, tf.constant(new int[] {-1, shape.size(), shape.size(), shape.channels()}));
    h = convolutions.convolve(tf, weights, "module_list.0", h);
    for (Block block : blocks) {
      String name = block.name();
      Operand<TFloat32> r =
          convolutions.convolve(tf, weights, name + ".conv1", Layers.leakyRelu(tf, h));
      r = tf.math.add(r, Convolutions.everywhere(tf, context.get(name)));
      r = convolutions.convolve(tf, weights, name + ".conv2", Layers.leakyRelu(tf, r));
      r = tf.math.mul(r, weights.get(name + ".g"));
      Operand<TFloat32> shortcut =
          block.in() == block.out()
              ? h
              : convolutions.convolve(tf, weights, name + ".short_cut", h);
      h = tf.math.add(shortcut, r);
      if (block.last()) {
        h = Convolutions.halve(tf, h);
      }
    }
    Operand<TFloat32> features = tf.reduceSum(tf.nn.relu(h), tf.constant(new int[] {1, 2}));
    return tf.reduceSum(tf.math.mul(features, context.get("head")), tf.constant(1));
  }
}
