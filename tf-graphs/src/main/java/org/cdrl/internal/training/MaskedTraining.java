package org.cdrl.internal.training;

import java.util.ArrayList;
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
    int columns = network.columns().size();
    int width = network.columns().tokens();
    int cells = length.batchSize() * columns;
    optimizer = new Optimizer(tf, "masked", network.layout().size(), .9, .99, 0, .999);
    places = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    targets = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of(cells, 1)));
    counts = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(cells)));
    Tensors parameters = network.layout().split(tf, optimizer.parameters());
    Operand<TFloat32> rows =
        spread(
            tf, places, tf.fill(tf.constant(new int[] {cells}), tf.constant(1f)), width + columns);
    Operand<TFloat32> features = network.features(tf, parameters, rows);
    Tensors output = network.output(tf, parameters);
    Operand<TFloat32> logits =
        tf.math.add(tf.linalg.matMul(features, output.get("weight")), output.get("bias"));
    Operand<TFloat32> totals = network.logTotals(tf, logits);
    Operand<TFloat32> counting =
        tf.reshape(counts, tf.constant(new int[] {length.batchSize(), columns}));
    Operand<TFloat32> sum =
        tf.math.sub(
            total(tf, tf.math.mul(totals, counting)),
            total(tf, tf.math.mul(logits, spread(tf, targets, counts, width))));
    loss = tf.math.div(sum, tf.constant((float) length.batchSize()));
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
    int columns = network.columns().size();
    int width = network.columns().tokens();
    int[] firsts = network.columns().firsts();
    int[] batch = batches.of(done);
    int[] placed = new int[batch.length * columns];
    int[] wanted = new int[placed.length];
    float[] counting = new float[placed.length];
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + done + 1);
    int[] order = new int[columns];
    for (int r = 0; r < batch.length; r++) {
      int[] row = tokens[batch[r]];
      shuffle(order, random);
      int masked = 1 + random.nextInt(columns);
      int learned = 0;
      for (int n = 0; n < masked; n++) {
        learned += row[order[n]] < 0 ? 0 : 1;
      }
      for (int n = 0; n < columns; n++) {
        int c = order[n];
        int cell = r * columns + c;
        boolean hidden = n < masked || row[c] < 0;
        int first = firsts[c];
        placed[cell] = r * (width + columns) + (hidden ? width + c : first + row[c]);
        wanted[cell] = r * width + first + Math.max(0, row[c]);
        counting[cell] = n < masked && row[c] >= 0 ? (float) columns / learned : 0;
      }
    }
    double up = Math.min(1, (done + 1.) / Math.min(WARM_UP, 1 + length.iterations() / 4));
    double down = .5 * (1 + Math.cos(Math.PI * done / length.iterations()));
    try (TInt32 placesTensor = column(placed);
        TInt32 targetsTensor = column(wanted);
        TFloat32 countsTensor = FloatTensors.tensor(counting);
        TFloat32 rates =
            FloatTensors.tensor(optimizer.rates(done, length.learningRate() * up * down))) {
      Session.Runner runner =
          session
              .runner()
              .feed(places, placesTensor)
              .feed(targets, targetsTensor)
              .feed(counts, countsTensor)
              .feed(optimizer.rates(), rates);
      updates.forEach(runner::addTarget);
      try (var result = runner.fetch(loss).run()) {
        done++;
        return ((TFloat32) result.get(0)).getFloat();
      }
    }
  }

  private static TInt32 column(int[] values) {
    return TInt32.tensorOf(Shape.of(values.length, 1), DataBuffers.of(values, true, false));
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int n = 0; n < order.length; n++) {
      int at = random.nextInt(n + 1);
      order[n] = order[at];
      order[at] = n;
    }
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
