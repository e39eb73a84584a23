package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.value.RowWeights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * Training of a {@link MaskedNetwork}: some columns of every row are masked, and it learns what
 * they were. The number of masked columns is uniform from 1 to d and they are any, so what is
 * learned bounds the log-likelihood of rows drawn column by column in any order (Uria, Murray,
 * Larochelle, ICML 2014; Hoogeboom et al., ICLR 2022).
 */
public final class MaskedTraining implements AutoCloseable {
  private static final double CLIP = 10;

  /** Iterations until the learning rate is at its highest; of short runs, a quarter. */
  private static final int WARM_UP = 100;

  /** Masked rows that a loss is the mean of: few rows are masked several times. */
  private static final int FEWEST_MASKED = 1024;

  private static final int MOST_MASKED = 4096;

  private final MaskedNetwork network;
  private final int[][] tokens;
  private final Length length;
  private final long seed;
  private final Batches batches;
  private final Graph graph = Graphs.create();
  private final Session session;
  private final Optimizer optimizer;
  private final Placeholder<TInt32> places;
  private final Placeholder<TInt32> targets;
  private final Placeholder<TFloat32> counts;
  private final Operand<TFloat32> loss;
  private final Operand<TFloat32> lossOfAverage;
  private final List<Op> updates;
  private int done;

  /**
   * How long and how fast is learned.
   *
   * @param iterations until the learning rate has fallen to 0
   * @param batchSize rows of an iteration
   * @param learningRate the highest
   */
  public record Length(int iterations, int batchSize, double learningRate) {}

  /**
   * Builds the run.
   *
   * @param tokens of every row [n][d]; -1 where unknown
   * @param weights of the rows
   */
  public MaskedTraining(
      MaskedNetwork network,
      int[][] tokens,
      RowWeights weights,
      Length length,
      long seed,
      Execution execution) {
    this.network = network;
    this.tokens = tokens;
    this.length = length;
    this.seed = seed;
    batches = new Batches(weights, length.batchSize(), seed);
    Ops tf = Graphs.ops(graph);
    int cells = length.batchSize() * network.columns().size();
    optimizer = new Optimizer(tf, "masked", network.layout().size(), .9, .99, 0, .999);
    places = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    counts = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(cells)));
    Tensors parameters = network.layout().split(tf, optimizer.parameters());
    loss = loss(tf, parameters);
    lossOfAverage = loss(tf, network.layout().split(tf, optimizer.state().get(3).value()));
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Operand<?> gradient : tf.gradients(loss, parameters.list()).dy()) {
      gradients.add(floats(gradient));
    }
    Optimizer.Clipped clipped = Optimizer.clip(tf, network.layout().join(tf, gradients), CLIP);
    updates =
        optimizer.update(tf.withControlDependencies(List.of((Op) clipped.gradient())), clipped);
    session = Sessions.open(graph, execution);
    float[] start = network.layout().start(new SplittableRandom(seed));
    List<StateVector> state = optimizer.state();
    state.get(0).set(session, start);
    state.get(1).set(session, new float[start.length]);
    state.get(2).set(session, new float[start.length]);
    state.get(3).set(session, start);
  }

  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private static Operand<TFloat32> floats(Operand<?> gradient) {
    return (Operand<TFloat32>) gradient;
  }

  /** The bound on the negative log-likelihood of the rows that are fed, their mean. */
  private Operand<TFloat32> loss(Ops tf, Tensors parameters) {
    int columns = network.columns().size();
    int width = network.columns().tokens();
    Operand<TFloat32> ones =
        tf.fill(tf.constant(new int[] {length.batchSize() * columns}), tf.constant(1f));
    Operand<TFloat32> rows = spread(tf, places, ones, width + columns);
    Operand<TFloat32> features = network.features(tf, parameters, rows);
    Tensors output = network.output(tf, parameters);
    Operand<TFloat32> logits =
        tf.math.add(tf.linalg.matMul(features, output.get("weight")), output.get("bias"));
    Operand<TFloat32> counting =
        tf.reshape(counts, tf.constant(new int[] {length.batchSize(), columns}));
    Operand<TFloat32> sum =
        tf.math.sub(
            total(tf, tf.math.mul(network.logTotals(tf, logits), counting)),
            total(tf, tf.math.mul(logits, spread(tf, targets, counts, width))));
    return tf.math.div(sum, tf.constant((float) length.batchSize()));
  }

  private static Operand<TFloat32> total(Ops tf, Operand<TFloat32> x) {
    return tf.reduceSum(x, tf.constant(new int[] {0, 1}));
  }

  /** Numbers at their places in a matrix of 0, [B, width]. */
  private Operand<TFloat32> spread(
      Ops tf, Operand<TInt32> at, Operand<TFloat32> numbers, int width) {
    Operand<TFloat32> flat =
        tf.scatterNd(at, numbers, tf.constant(new int[] {length.batchSize() * width}));
    return tf.reshape(flat, tf.constant(new int[] {length.batchSize(), width}));
  }

  /** Finished iterations. */
  public int done() {
    return done;
  }

  /**
   * Runs the next iteration.
   *
   * @return the bound on the negative log-likelihood of the batch's rows, a noisy estimate, nats
   */
  public float step() {
    int[] batch = batches.of(done);
    int[][] rows = new int[batch.length][];
    Arrays.setAll(rows, r -> tokens[batch[r]]);
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + done + 1);
    double up = Math.min(1, (done + 1.) / Math.min(WARM_UP, 1 + length.iterations() / 4));
    double down = .5 * (1 + Math.cos(Math.PI * done / length.iterations()));
    try (TFloat32 rates =
        FloatTensors.tensor(optimizer.rates(done, length.learningRate() * up * down))) {
      Session.Runner runner = session.runner().feed(optimizer.rates(), rates);
      updates.forEach(runner::addTarget);
      float bound = run(runner, loss, MaskedBatch.of(network.columns(), rows, random));
      done++;
      return bound;
    }
  }

  private float run(Session.Runner runner, Operand<TFloat32> wanted, MaskedBatch batch) {
    try (TInt32 placesTensor = column(batch.places());
        TInt32 targetsTensor = column(batch.targets());
        TFloat32 countsTensor = FloatTensors.tensor(batch.counts());
        var result =
            runner
                .feed(places, placesTensor)
                .feed(targets, targetsTensor)
                .feed(counts, countsTensor)
                .fetch(wanted)
                .run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
  }

  private static TInt32 column(int[] values) {
    return TInt32.tensorOf(Shape.of(values.length, 1), DataBuffers.of(values, true, false));
  }

  /**
   * The bound on the negative log-likelihood of other rows under {@link #average}, their mean; they
   * are masked in the same way every time.
   *
   * @param rows tokens [n][d]
   * @return nats
   */
  public double loss(int[][] rows) {
    int masked = Math.max(FEWEST_MASKED, Math.min(MOST_MASKED, rows.length));
    int parts = (masked + length.batchSize() - 1) / length.batchSize();
    SplittableRandom random = new SplittableRandom(seed);
    int[][] batch = new int[length.batchSize()][];
    double mean = 0;
    for (int n = 0; n < parts; n++) {
      int first = n * batch.length;
      Arrays.setAll(batch, r -> rows[(first + r) % rows.length]);
      MaskedBatch of = MaskedBatch.of(network.columns(), batch, random);
      mean += (double) run(session.runner(), lossOfAverage, of) / parts;
    }
    return mean;
  }

  /** The moving average of the parameters. */
  public float[] average() {
    return optimizer.state().get(3).get(session);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
