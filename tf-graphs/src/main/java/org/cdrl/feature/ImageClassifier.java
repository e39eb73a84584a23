package org.cdrl.feature;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.ParameterLayout;
import org.cdrl.internal.graph.ParameterLayout.Start;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.graph.Tensors;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * A small convolutional classifier trained on the spot: two convolutions with averages of 2 x 2
 * pixels, a layer of 64 features, and the classes.
 *
 * <p>Its features compare sets of images like its own. Figures from them are no FID and must not be
 * called so: they mean something beside figures from the same classifier only.
 */
public final class ImageClassifier implements FeatureNetwork {
  private static final int CHANNELS = 16;
  private static final int FEATURES = 64;
  private static final int BATCH = 64;
  private static final float RATE = 2e-3f;

  private final Graph graph = Graphs.create();
  private final Session session;
  private final Placeholder<TFloat32> images;
  private final Operand<TFloat32> features;
  private final Operand<TFloat32> probabilities;

  /**
   * Trains a classifier.
   *
   * @param image how images are shaped; the size must be divisible by 4
   * @param rows images with values in [-1, 1], [n][values]
   * @param labels the class 0 .. classes-1 of each
   * @param iterations batches of 64; about 500 do for small sets
   * @param seed of weights and batches
   * @param execution of its session
   */
  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  public ImageClassifier(
      ImageArchitecture image,
      float[][] rows,
      int[] labels,
      int classes,
      int iterations,
      long seed,
      Execution execution) {
    Ops tf = Graphs.ops(graph);
    int side = image.size();
    int flat = side / 4 * (side / 4) * 2 * CHANNELS;
    ParameterLayout layout = new ParameterLayout();
    layout
        .add(
            "first",
            Start.NORMAL,
            Math.sqrt(2. / (9 * image.channels())),
            false,
            3,
            3,
            image.channels(),
            CHANNELS)
        .add(
            "second",
            Start.NORMAL,
            Math.sqrt(2. / (9 * CHANNELS)),
            false,
            3,
            3,
            CHANNELS,
            2 * CHANNELS)
        .linear("features", flat, FEATURES, false)
        .linear("classes", FEATURES, classes, false);
    images = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, image.values())));
    Placeholder<TInt32> wanted = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(-1)));
    StateVector parameters = new StateVector(tf, "classifier", layout.size());
    Tensors weights = layout.split(tf, parameters.value());
    Operand<TFloat32> h =
        tf.reshape(images, tf.constant(new int[] {-1, side, side, image.channels()}));
    for (String layer : new String[] {"first", "second"}) {
      h = tf.nn.relu(tf.nn.conv2d(h, weights.get(layer), List.of(1L, 1L, 1L, 1L), "SAME"));
      h = tf.nn.avgPool(h, List.of(1L, 2L, 2L, 1L), List.of(1L, 2L, 2L, 1L), "VALID");
    }
    features =
        tf.nn.relu(
            linear(tf, weights, "features", tf.reshape(h, tf.constant(new int[] {-1, flat}))));
    Operand<TFloat32> logits = linear(tf, weights, "classes", features);
    probabilities = tf.nn.softmax(logits);
    Operand<TFloat32> hot =
        tf.oneHot(wanted, tf.constant(classes), tf.constant(1f), tf.constant(0f));
    Operand<TFloat32> loss =
        tf.math.neg(
            tf.math.mean(
                tf.reduceSum(tf.math.mul(hot, tf.nn.logSoftmax(logits)), tf.constant(1)),
                tf.constant(new int[] {0})));
    List<Operand<TFloat32>> slopes = new java.util.ArrayList<>();
    for (Operand<?> slope : tf.gradients(loss, weights.list()).dy()) {
      slopes.add((Operand<TFloat32>) slope);
    }
    StateVector first = new StateVector(tf, "classifier_first", layout.size());
    StateVector second = new StateVector(tf, "classifier_second", layout.size());
    Placeholder<TFloat32> powers = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(2)));
    Op step =
        tf.train.resourceApplyAdam(
            parameters.handle(),
            first.handle(),
            second.handle(),
            tf.gather(powers, tf.constant(0), tf.constant(0)),
            tf.gather(powers, tf.constant(1), tf.constant(0)),
            tf.constant(RATE),
            tf.constant(.9f),
            tf.constant(.999f),
            tf.constant(1e-8f),
            layout.join(tf, slopes));
    session = Sessions.open(graph, execution);
    SplittableRandom random = new SplittableRandom(seed);
    parameters.set(session, layout.start(random));
    first.set(session, new float[layout.size()]);
    second.set(session, new float[layout.size()]);
    for (int n = 1; n <= iterations; n++) {
      int[] chosen = random.ints(Math.min(BATCH, rows.length), 0, rows.length).toArray();
      float[][] some = IntStream.of(chosen).mapToObj(r -> rows[r]).toArray(float[][]::new);
      float[] decay = {(float) Math.pow(.9, n), (float) Math.pow(.999, n)};
      try (TFloat32 x = FloatTensors.tensor(some, 0, some.length);
          TInt32 y = TInt32.vectorOf(IntStream.of(chosen).map(r -> labels[r]).toArray());
          TFloat32 p = FloatTensors.tensor(decay)) {
        session
            .runner()
            .feed(images, x)
            .feed(wanted, y)
            .feed(powers, p)
            .addTarget(step)
            .run()
            .close();
      }
    }
  }

  private static Operand<TFloat32> linear(
      Ops tf, Tensors weights, String name, Operand<TFloat32> x) {
    return tf.math.add(
        tf.linalg.matMul(x, weights.get(name + ".weight")), weights.get(name + ".bias"));
  }

  @Override
  public String name() {
    return "small classifier";
  }

  @Override
  public Features of(float[][] rows) {
    float[][] values = new float[rows.length][];
    float[][] shares = new float[rows.length][];
    for (int at = 0; at < rows.length; at += 256) {
      int count = Math.min(256, rows.length - at);
      try (TFloat32 x = FloatTensors.tensor(rows, at, at + count);
          Result result =
              session.runner().feed(images, x).fetch(features).fetch(probabilities).run()) {
        System.arraycopy(FloatTensors.rows((TFloat32) result.get(0)), 0, values, at, count);
        System.arraycopy(FloatTensors.rows((TFloat32) result.get(1)), 0, shares, at, count);
      }
    }
    return new Features(values, shares);
  }

  /** Share of images whose most probable class is the given one. */
  public double accuracy(float[][] rows, int[] labels) {
    float[][] shares = of(rows).probabilities();
    int right = 0;
    for (int r = 0; r < rows.length; r++) {
      int best = 0;
      for (int c = 1; c < shares[r].length; c++) {
        best = shares[r][c] > shares[r][best] ? c : best;
      }
      right += best == labels[r] ? 1 : 0;
    }
    return right / (double) rows.length;
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
