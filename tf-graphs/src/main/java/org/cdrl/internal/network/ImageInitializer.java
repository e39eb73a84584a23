package org.cdrl.internal.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.cdrl.internal.graph.Branches;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Norm;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The initializer of images: a U-Net (Nichol, Dhariwal, ICML 2021, at half its width) that predicts
 * y_{i-1} from x_i as a change of x_i, or x_0 from x_i.
 *
 * <p>Per residual block: r = conv(silu(norm(h))), r = norm(r) (1 + scale) + shift with scale and
 * shift from the level, h = shortcut(h) + conv(dropout(silu(r))). Blocks that change the resolution
 * do so between their first activation and convolution.
 *
 * <p>Parameters bear the names of the authors' program, so that its checkpoints need no map.
 */
public final class ImageInitializer implements Network {
  /** What sees single pixels where the others see patches. */
  private static final String REFINE = "refine";

  /** What a block does to the resolution. */
  private enum Sampling {
    SAME,
    DOWN,
    UP
  }

  /**
   * A layer in the order of execution.
   *
   * @param name of its parameters
   * @param in channels before, those of the skip connection included
   * @param out channels after
   * @param sampling what it does to the resolution
   * @param attention whether pixels attend to each other afterwards
   * @param attentionName of the parameters of the attention
   * @param pushes whether its result is kept for the way up
   * @param pops whether a kept result joins its input
   */
  private record Layer(
      String name,
      int in,
      int out,
      Sampling sampling,
      boolean attention,
      String attentionName,
      boolean pushes,
      boolean pops) {}

  private final ImageShape shape;
  private final int patch;
  private final int width;
  private final double dropout;
  private final boolean conditional;
  private final double dataVariance;
  private final Convolutions convolutions;
  private final List<Layer> layers = new ArrayList<>();
  private final ParameterLayout layout = new ParameterLayout();

  /** Where dropout's random numbers come from; null where nothing is dropped. */
  private final Noise noise;

  /**
   * Builds the network.
   *
   * @param shape of the images; the size must be divisible by 2 between any two resolutions
   * @param patch p: p x p pixels enter and leave as the channels of one (Luhman, Luhman, 2022); 1
   *     for the paper's network. Resolutions are those of patches
   * @param width channels at full resolution and width of the level embedding, a multiple of 32
   * @param multipliers channels of every resolution as a multiple of the width; the paper's 1, 1, 1
   * @param blocksEach residual blocks per resolution on the way down, one less than on the way up
   * @param attention sizes at which pixels attend to each other; the paper's 16 and 8. The middle
   *     always does
   * @param dropout share of features hidden in training, at least 0 and below 1
   * @param conditions total length of the one-hot condition vector; 0 for none
   * @param dataVariance of the values of x_0, if that is what is predicted; 0 for y_{i-1}
   * @param mixedPrecision whether convolutions multiply in bfloat16
   */
  public ImageInitializer(
      ImageShape shape,
      int patch,
      int width,
      int[] multipliers,
      int blocksEach,
      List<Integer> attention,
      double dropout,
      int conditions,
      double dataVariance,
      boolean mixedPrecision) {
    this.convolutions = new Convolutions(mixedPrecision);
    this.shape = shape;
    this.patch = patch;
    this.width = width;
    this.dropout = dropout;
    this.conditional = conditions > 0;
    this.dataVariance = dataVariance;
    this.noise = null;
    int embedding = 4 * width;
    int channels = patch * patch * shape.channels();
    Convolutions.add(layout, "init_conv", 3, channels, width, Norm.FREE);
    layout.linear("time_mlp.1", width, embedding, false);
    layout.linear("time_mlp.3", embedding, embedding, false);
    if (conditional) {
      layout.linear("y_mlp.0", conditions, embedding, false);
    }
    if (patch > 1) {
      Convolutions.add(layout, REFINE + ".conv1", 3, 2 * shape.channels(), width, Norm.FREE);
      layout.linear(REFINE + ".mlp.1", embedding, 2 * width, false);
      Convolutions.add(
          layout, REFINE + ".conv2", 3, width, shape.channels(), Norm.FREE, Start.ZERO);
    }
    List<Layer> middle = plan(multipliers, blocksEach, attention);
    // Stored in the order of the authors' parameters: down, up, middle.
    layers.stream().filter(layer -> !middle.contains(layer)).forEach(this::add);
    middle.forEach(this::add);
    Convolutions.addNorm(layout, "norm", width * multipliers[0]);
    Convolutions.add(
        layout, "final_conv", 3, width * multipliers[0], channels, Norm.FREE, Start.ZERO);
  }

  /** Fills the list of layers; returns those in the middle. */
  private List<Layer> plan(int[] multipliers, int blocksEach, List<Integer> attention) {
    int last = multipliers.length - 1;
    int size = shape.size() / patch;
    int before = width;
    Deque<Integer> kept = new ArrayDeque<>(List.of(width));
    for (int m = 0; m <= last; m++) {
      boolean attends = attention.contains(size);
      int number = 0;
      for (int b = 0; b < blocksEach; b++) {
        int out = width * multipliers[m];
        String name = "downs." + m + "." + number++;
        String attentionName = "downs." + m + "." + number;
        number += attends ? 1 : 0;
        layers.add(
            new Layer(name, before, out, Sampling.SAME, attends, attentionName, true, false));
        before = out;
        kept.push(out);
      }
      if (m < last) {
        layers.add(
            new Layer(
                "downs." + m + "." + number,
                before,
                before,
                Sampling.DOWN,
                false,
                "",
                true,
                false));
        kept.push(before);
        size /= 2;
      }
    }
    List<Layer> middle =
        List.of(
            new Layer("mid_block1", before, before, Sampling.SAME, true, "mid_attn", false, false),
            new Layer("mid_block2", before, before, Sampling.SAME, false, "", false, false));
    layers.addAll(middle);
    for (int m = last; m >= 0; m--) {
      boolean attends = attention.contains(size);
      String level = "ups." + (last - m) + ".";
      int number = 0;
      for (int b = 0; b <= blocksEach; b++) {
        int out = width * multipliers[m];
        String name = level + number++;
        String attentionName = level + number;
        number += attends ? 1 : 0;
        layers.add(
            new Layer(
                name,
                before + kept.pop(),
                out,
                Sampling.SAME,
                attends,
                attentionName,
                false,
                true));
        before = out;
      }
      if (m > 0) {
        layers.add(new Layer(level + number, before, before, Sampling.UP, false, "", false, false));
        size *= 2;
      }
    }
    return middle;
  }

  private void add(Layer layer) {
    Convolutions.addNorm(layout, layer.name() + ".norm1", layer.in());
    Convolutions.addNorm(layout, layer.name() + ".norm2", layer.out());
    Convolutions.add(layout, layer.name() + ".conv1", 3, layer.in(), layer.out(), Norm.FREE);
    Convolutions.add(
        layout, layer.name() + ".conv2", 3, layer.out(), layer.out(), Norm.FREE, Start.ZERO);
    layout.linear(layer.name() + ".mlp.1", 4 * width, 2 * layer.out(), false);
    if (layer.in() != layer.out()) {
      Convolutions.add(layout, layer.name() + ".res_conv", 1, layer.in(), layer.out(), Norm.FREE);
    }
    if (layer.attention()) {
      String name = layer.attentionName();
      Convolutions.addNorm(layout, name + ".norm", layer.out());
      Convolutions.add(layout, name + ".to_qkv", 1, layer.out(), 3 * layer.out(), Norm.FREE);
      Convolutions.add(
          layout, name + ".to_out", 1, layer.out(), layer.out(), Norm.FREE, Start.ZERO);
    }
  }

  private ImageInitializer(ImageInitializer of, Noise noise) {
    this.shape = of.shape;
    this.patch = of.patch;
    this.width = of.width;
    this.dropout = of.dropout;
    this.conditional = of.conditional;
    this.dataVariance = of.dataVariance;
    this.convolutions = of.convolutions;
    this.layers.addAll(of.layers);
    of.layout
        .entries()
        .forEach(e -> layout.add(e.name(), e.start(), e.scale(), e.norm(), e.shape()));
    this.noise = noise;
  }

  @Override
  public Network inTraining(Noise source) {
    return dropout == 0 ? this : new ImageInitializer(this, source);
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public Tensors level(Ops tf, Tensors weights, Operand<TFloat32> logSnr) {
    return Layers.initializerLevel(tf, weights, "time_mlp.1", "time_mlp.3", logSnr, width);
  }

  @Override
  public Tensors context(Ops tf, Tensors weights, Tensors level, Operand<TFloat32> conditions) {
    Operand<TFloat32> t = level.get("embedding");
    if (conditional) {
      t = tf.math.add(t, Layers.linear(tf, weights, "y_mlp.0", conditions));
    }
    Branches branches = new Branches(tf, Layers.silu(tf, t));
    Tensors context = new Tensors().put("alphaBar", level.get("alphaBar"));
    for (Layer layer : layers) {
      context.put(
          layer.name(), Layers.linear(tf, weights, layer.name() + ".mlp.1", branches.next()));
    }
    if (patch > 1) {
      context.put(REFINE, Layers.linear(tf, weights, REFINE + ".mlp.1", branches.next()));
    }
    return context;
  }

  @Override
  public Operand<TFloat32> value(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    if (dataVariance == 0) {
      return tf.math.add(y, output(tf, weights, context, y));
    }
    Preconditioning at = Preconditioning.of(tf, context.get("alphaBar"), dataVariance);
    Operand<TFloat32> output = output(tf, weights, context, tf.math.mul(y, at.in()));
    return tf.math.add(tf.math.mul(y, at.skip()), tf.math.mul(output, at.out()));
  }

  private Operand<TFloat32> output(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> y) {
    Operand<TFloat32> h =
        tf.reshape(y, tf.constant(new int[] {-1, shape.size(), shape.size(), shape.channels()}));
    h = patch == 1 ? network(tf, weights, context, h) : patched(tf, weights, context, h);
    return tf.reshape(h, tf.constant(new int[] {-1, shape.values()}));
  }

  private Operand<TFloat32> network(
      Ops tf, Tensors weights, Tensors context, Operand<TFloat32> image) {
    Operand<TFloat32> h = activations(tf, weights, context, image).get("final_norm");
    return convolutions.convolve(tf, weights, "final_conv", Layers.silu(tf, h));
  }

  /**
   * p + conv(silu(conv([x, p]) (1 + scale) + shift)), with p what the network makes of patches, and
   * scale and shift from the level. Patches alone are slow to learn what noise a pixel has where
   * there is little.
   */
  private Operand<TFloat32> patched(
      Ops tf, Tensors weights, Tensors context, Operand<TFloat32> image) {
    Branches x = new Branches(tf, image);
    Operand<TFloat32> patches = tf.nn.spaceToDepth(x.next(), (long) patch);
    Branches p =
        new Branches(tf, tf.nn.depthToSpace(network(tf, weights, context, patches), (long) patch));
    Operand<TFloat32> r =
        convolutions.convolve(
            tf, weights, REFINE + ".conv1", tf.concat(List.of(x.next(), p.next()), tf.constant(3)));
    r = modulated(tf, r, context.get(REFINE), width);
    r = convolutions.convolve(tf, weights, REFINE + ".conv2", Layers.silu(tf, r));
    return tf.math.add(p.next(), r);
  }

  /** r (1 + scale) + shift, with both beside each other, [B, 2 channels]. */
  private static Operand<TFloat32> modulated(
      Ops tf, Operand<TFloat32> r, Operand<TFloat32> modulation, int channels) {
    Operand<TFloat32> scale = tf.math.add(columns(tf, modulation, 0, channels), tf.constant(1f));
    Operand<TFloat32> shift = columns(tf, modulation, channels, channels);
    return tf.math.add(
        tf.math.mul(r, Convolutions.everywhere(tf, scale)), Convolutions.everywhere(tf, shift));
  }

  /** What every layer makes of an image's patches [B, height, width, channels], by its name. */
  Tensors activations(Ops tf, Tensors weights, Tensors context, Operand<TFloat32> image) {
    Tensors made = new Tensors();
    Operand<TFloat32> h = convolutions.convolve(tf, weights, "init_conv", image);
    made.put("init_conv", h);
    Branches branches = new Branches(tf, h);
    Deque<Operand<TFloat32>> kept = new ArrayDeque<>();
    kept.push(branches.next());
    h = branches.next();
    for (Layer layer : layers) {
      if (layer.pops()) {
        h = tf.concat(List.of(h, kept.pop()), tf.constant(3));
      }
      h = block(tf, weights, context, layer, h);
      made.put(layer.name(), h);
      if (layer.attention()) {
        h = convolutions.attend(tf, weights, layer.attentionName(), h);
        made.put(layer.attentionName(), h);
      }
      if (layer.pushes()) {
        branches = new Branches(tf, h);
        kept.push(branches.next());
        h = branches.next();
      }
    }
    return made.put("final_norm", Convolutions.normalize(tf, weights, "norm", h));
  }

  private Operand<TFloat32> block(
      Ops tf, Tensors weights, Tensors context, Layer layer, Operand<TFloat32> x) {
    String name = layer.name();
    Branches branches = new Branches(tf, x);
    Operand<TFloat32> r = Convolutions.normalize(tf, weights, name + ".norm1", branches.next());
    r = resampled(tf, layer, Layers.silu(tf, r));
    r = convolutions.convolve(tf, weights, name + ".conv1", r);
    r = Convolutions.normalize(tf, weights, name + ".norm2", r);
    r = modulated(tf, r, context.get(name), layer.out());
    r = dropped(tf, layer, Layers.silu(tf, r));
    r = convolutions.convolve(tf, weights, name + ".conv2", r);
    Operand<TFloat32> shortcut = resampled(tf, layer, branches.next());
    if (layer.in() != layer.out()) {
      shortcut = convolutions.convolve(tf, weights, name + ".res_conv", shortcut);
    }
    return tf.math.add(shortcut, r);
  }

  private static Operand<TFloat32> resampled(Ops tf, Layer layer, Operand<TFloat32> x) {
    return switch (layer.sampling()) {
      case SAME -> x;
      case DOWN -> Convolutions.halve(tf, x);
      case UP -> Convolutions.twice(tf, x);
    };
  }

  private static Operand<TFloat32> columns(Ops tf, Operand<TFloat32> x, int first, int count) {
    return tf.slice(x, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, count}));
  }

  private Operand<TFloat32> dropped(Ops tf, Layer layer, Operand<TFloat32> x) {
    if (noise == null) {
      return x;
    }
    int height = (int) x.shape().get(1);
    int values = height * height * layer.out();
    Operand<TInt32> rows = tf.gather(tf.shape(x), tf.constant(0), tf.constant(0));
    Operand<TFloat32> u =
        noise.uniform(tf, Noise.Purpose.DROPOUT, tf.constant(layers.indexOf(layer)), rows, values);
    Operand<TFloat32> factor =
        tf.math.mul(
            tf.dtypes.cast(tf.math.greaterEqual(u, tf.constant((float) dropout)), TFloat32.class),
            tf.constant((float) (1 / (1 - dropout))));
    return tf.math.mul(
        x, tf.reshape(factor, tf.constant(new int[] {-1, height, height, layer.out()})));
  }
}
