package org.cdrl.internal.training;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.MaskedNetwork;
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
import org.tensorflow.types.TInt64;

/**
 * Training of a {@link MaskedNetwork} that tells little of any single row: every row takes part in
 * an iteration by chance, its gradient is shortened to a norm of at most 1, and noise is added to
 * their sum (Abadi et al., "Deep Learning with Differential Privacy", CCS 2016). A row is masked
 * several times; these copies are one row, with one gradient, their mean (De et al., "Unlocking
 * High-Accuracy Differentially Private Image Classification through Scale", 2022).
 */
public final class PrivateTraining implements AutoCloseable {
  /** Below 1 by more than what rounding makes of a norm. */
  private static final float LONGEST = .999f;

  /** Share of the iterations until the learning rate is at its highest. */
  private static final double WARM_UP = .05;

  private final MaskedNetwork network;
  private final int[][] tokens;
  private final Plan plan;
  private final RandomGenerator secret;
  private final Graph graph = Graphs.create();
  private final Session session;
  private final Optimizer optimizer;
  private final MaskedInputs inputs;
  private final Placeholder<TInt32> copies;
  private final Placeholder<TInt64> seed;
  private final Operand<TFloat32> gradient;
  private final List<Op> updates;
  private int done;

  /**
   * What the guarantee follows from, and the rest of a run's settings.
   *
   * @param iterations sums of gradients that are told
   * @param rate the chance of every row to take part in one
   * @param noise standard deviation of each sum's noise, over the longest gradient of a row
   * @param rows expected in a sum, to divide it by
   * @param copies how often a row is masked
   * @param learningRate the highest
   */
  public record Plan(
      int iterations, double rate, double noise, double rows, int copies, double learningRate) {}

  /**
   * Builds the run.
   *
   * @param tokens of every row [n][d]; -1 where unknown
   * @param start seed of the first weights, which tells nothing
   * @param secret random numbers that choose rows and make the noise; whoever knows them can take
   *     the noise away
   */
  public PrivateTraining(
      MaskedNetwork network,
      int[][] tokens,
      Plan plan,
      long start,
      RandomGenerator secret,
      Execution execution) {
    this.network = network;
    this.tokens = tokens;
    this.plan = plan;
    this.secret = secret;
    Ops tf = Graphs.ops(graph);
    optimizer = new Optimizer(tf, "private", network.size(), .9, .99, 0, .99);
    copies = tf.placeholder(TInt32.class, Placeholder.shape(Shape.of()));
    inputs = new MaskedInputs(tf, network, -1, width -> cells(tf, width));
    seed = tf.placeholder(TInt64.class, Placeholder.shape(Shape.of(2)));
    MaskedNetwork.Pass pass = pass(tf, network.layout().split(tf, optimizer.parameters()));
    RowGradients gradients =
        new RowGradients(
            tf,
            // The sum over rows of the mean over copies.
            tf.math.mul(inputs.loss(pass.logits()), tf.constant(1f / plan.copies())),
            pass.maps(),
            plan.copies());
    Operand<TFloat32> sum =
        network.layout().join(tf, gradients.sum(shortening(tf, gradients.norms())));
    Operand<TFloat32> noise =
        tf.random.statelessRandomNormal(
            tf.constant(new int[] {network.size()}), seed, TFloat32.class);
    gradient =
        tf.math.mul(
            tf.math.add(sum, tf.math.mul(noise, tf.constant((float) plan.noise()))),
            tf.constant((float) (1 / plan.rows())));
    updates =
        optimizer.update(
            tf.withControlDependencies(List.of((Op) gradient)),
            new Optimizer.Clipped(gradient, tf.constant(0f)));
    session = Sessions.open(graph, execution);
    optimizer.begin(session, network.layout().start(new SplittableRandom(start)));
  }

  private MaskedNetwork.Pass pass(Ops tf, Tensors parameters) {
    int width = network.columns().tokens();
    int columns = network.columns().size();
    Operand<TFloat32> rows = inputs.rows();
    return network.pass(tf, parameters, part(tf, rows, 0, width), part(tf, rows, width, columns));
  }

  private static Operand<TFloat32> part(Ops tf, Operand<TFloat32> rows, int first, int width) {
    return tf.ensureShape(
        tf.slice(rows, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, width})),
        Shape.of(-1, width));
  }

  /** Places in a matrix of all copies [1]. */
  private Operand<TInt32> cells(Ops tf, int width) {
    return tf.reshape(tf.math.mul(copies, tf.constant(width)), tf.constant(new int[] {1}));
  }

  /** What gradients of such norms are multiplied by; 0 for those that are not finite. */
  private static Operand<TFloat32> shortening(Ops tf, Operand<TFloat32> norms) {
    Operand<TFloat32> factors =
        tf.math.minimum(tf.constant(1f), tf.math.div(tf.constant(LONGEST), norms));
    return tf.select(tf.math.isFinite(norms), factors, tf.zerosLike(norms));
  }

  /** Finished iterations. */
  public int done() {
    return done;
  }

  /** Runs the next iteration. */
  public void step() {
    int[] rows =
        IntStream.range(0, tokens.length)
            .filter(row -> secret.nextDouble() < plan.rate())
            .toArray();
    double up = Math.min(1, (done + 1) / (WARM_UP * plan.iterations()));
    double down = .5 * (1 + Math.cos(Math.PI * done / plan.iterations()));
    try (TFloat32 rates =
        FloatTensors.tensor(optimizer.rates(done, plan.learningRate() * up * down))) {
      Session.Runner runner = session.runner().feed(optimizer.rates(), rates);
      updates.forEach(runner::addTarget);
      run(runner, rows).close();
      done++;
    }
  }

  /** The noisy gradient of some rows, flat. */
  float[] gradient(int[] rows) {
    try (Result result = run(session.runner().fetch(gradient), rows)) {
      return FloatTensors.flat((TFloat32) result.get(0));
    }
  }

  /** Feeds rows, masked anew; where there are none, one that nothing is known of. */
  private Result run(Session.Runner runner, int[] rows) {
    int[] unknown = new int[network.columns().size()];
    Arrays.fill(unknown, -1);
    int[][] copied = new int[Math.max(1, rows.length) * plan.copies()][];
    Arrays.setAll(copied, r -> rows.length == 0 ? unknown : tokens[rows[r / plan.copies()]]);
    MaskedBatch batch =
        MaskedBatch.of(network.columns(), copied, new SplittableRandom(secret.nextLong()));
    try (MaskedInputs.Fed fed = inputs.tensors(batch);
        TInt32 copiesTensor = TInt32.scalarOf(copied.length);
        TInt64 seedTensor = TInt64.vectorOf(secret.nextLong(), secret.nextLong())) {
      return fed.to(runner).feed(copies, copiesTensor).feed(seed, seedTensor).run();
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
