package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cdrl.config.Execution;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Joined;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.network.MaskedNetwork;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

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
  private final Member member;
  private final Batches batches;
  private final Graph graph = Graphs.create();
  private final Session session;
  private final Optimizer optimizer;
  private final MaskedInputs inputs;
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
  public record Length(int iterations, int batchSize, double learningRate) {
    /** The same with a worker's share of the rows. */
    private Length share(Member member) {
      return new Length(iterations, member.share(batchSize), learningRate);
    }
  }

  /**
   * Builds the run.
   *
   * @param tokens of every row [n][d]; -1 where unknown
   * @param weights of the rows
   * @param member which of the workers this is, that learn from other rows in the same iteration
   */
  public MaskedTraining(
      MaskedNetwork network,
      int[][] tokens,
      RowWeights weights,
      Length ofAll,
      long seed,
      Member member,
      Execution execution) {
    this.network = network;
    this.tokens = tokens;
    length = ofAll.share(member);
    this.seed = seed;
    this.member = member;
    batches = new Batches(weights, length.batchSize(), seed);
    Ops tf = Graphs.ops(graph);
    optimizer = new Optimizer(tf, "masked", network.layout().size(), .9, .99, 0, .999);
    inputs =
        new MaskedInputs(
            tf,
            network,
            (long) length.batchSize() * network.columns().size(),
            width -> tf.constant(new int[] {length.batchSize() * width}));
    Tensors parameters = network.layout().split(tf, optimizer.parameters());
    Operand<TFloat32> ofRows = loss(tf, parameters);
    lossOfAverage = loss(tf, network.layout().split(tf, optimizer.state().get(3).value()));
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Operand<?> gradient : tf.gradients(ofRows, parameters.list()).dy()) {
      gradients.add(floats(gradient));
    }
    List<Operand<TFloat32>> learned = List.of(network.layout().join(tf, gradients), ofRows);
    if (member.isJoined()) {
      learned = Joined.means(tf, member, "tokens", learned);
    }
    Optimizer.Clipped clipped = Optimizer.clip(tf, learned.get(0), CLIP);
    loss = learned.get(1);
    updates =
        optimizer.update(tf.withControlDependencies(List.of((Op) clipped.gradient())), clipped);
    session = Sessions.open(graph, execution, member);
    optimizer.begin(session, network.layout().start(new SplittableRandom(seed)));
  }

  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private static Operand<TFloat32> floats(Operand<?> gradient) {
    return (Operand<TFloat32>) gradient;
  }

  /** The bound on the negative log-likelihood of the rows that are fed, their mean. */
  private Operand<TFloat32> loss(Ops tf, Tensors parameters) {
    Operand<TFloat32> features = network.features(tf, parameters, inputs.rows());
    Tensors output = network.output(tf, parameters);
    Operand<TFloat32> logits =
        tf.math.add(tf.linalg.matMul(features, output.get("weight")), output.get("bias"));
    return tf.math.div(inputs.loss(logits), tf.constant((float) length.batchSize()));
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
    SplittableRandom random = random();
    double up = Math.min(1, (done + 1.) / Math.min(WARM_UP, 1 + length.iterations() / 4));
    double down = .5 * (1 + Math.cos(Math.PI * done / length.iterations()));
    try (TFloat32 rates =
        FloatTensors.tensor(optimizer.rates(done, length.learningRate() * up * down))) {
      Session.Runner runner =
          session.runner().setOptions(Joined.options(member)).feed(optimizer.rates(), rates);
      updates.forEach(runner::addTarget);
      float bound = run(runner, loss, MaskedBatch.of(network.columns(), rows, random));
      done++;
      return bound;
    }
  }

  /**
   * What masks this worker's rows in an iteration; joined ones have a part of one sequence each.
   */
  private SplittableRandom random() {
    long of = seed * 0x9E3779B97F4A7C15L + done + 1;
    if (!member.isJoined()) {
      return new SplittableRandom(of + member.rank() * 0xD1B54A32D192ED03L);
    }
    SplittableRandom random = new SplittableRandom(of);
    MaskedBatch.skip(network.columns(), member.rank() * length.batchSize(), random);
    return random;
  }

  private float run(Session.Runner runner, Operand<TFloat32> wanted, MaskedBatch batch) {
    try (MaskedInputs.Fed fed = inputs.tensors(batch);
        var result = fed.to(runner).fetch(wanted).run()) {
      return ((TFloat32) result.get(0)).getFloat();
    }
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

  /** The state, one vector after the other: parameters, first moments, second moments, average. */
  public float[] state() {
    return StateVector.joined(List.of(StateVector.get(session, optimizer.state())));
  }

  /**
   * Puts a state in.
   *
   * @param iterations that are finished
   */
  public void restore(float[] state, int iterations) {
    int[] sizes = new int[optimizer.state().size()];
    Arrays.fill(sizes, network.layout().size());
    StateVector.set(session, optimizer.state(), StateVector.split(state, sizes));
    done = iterations;
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
