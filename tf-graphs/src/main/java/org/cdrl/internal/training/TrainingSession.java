package org.cdrl.internal.training;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Pace;
import org.cdrl.internal.graph.Devices;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.Graphs;
import org.cdrl.internal.graph.Joined;
import org.cdrl.internal.graph.Sessions;
import org.cdrl.internal.graph.StateVector;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.value.Member;
import org.cdrl.value.RowWeights;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/** A training run's graph and session: data, networks, optimizers, and one iteration at a time. */
public final class TrainingSession implements AutoCloseable {
  /** A trial of speed: runs that warm up, and for how long others are timed. */
  private static final int WARM_UP = 2;

  private static final double TIMED_SECONDS = 1;

  private CdrlConfig config;
  private final Networks networks;
  private final Batches ofAll;
  private Batches batches;
  private final RunOptions options;
  private final Graph graph = Graphs.create();
  private final Session session;
  private final Optimizer energy;
  private final Optimizer initializer;
  private final TrainingGraph.State state;
  private final TrainingGraph iteration;
  private final Supplier<MemoryNeed> memoryNeed;

  private final BatchInputs inputs;
  private long done;
  private long nanosInside;

  /** Reads a scaled row when a batch needs it. */
  @FunctionalInterface
  public interface Reader {
    /**
     * The row.
     *
     * @param iteration that it is for, from 1
     */
    float[] read(int row, long iteration);
  }

  /**
   * Builds the run at iteration 0.
   *
   * @param execution of its graph
   * @param data scaled rows [n][d], all finite
   * @param observed 1 where a value was given, 0 where it was drawn, [n][d]; null if all were given
   * @param values condition values [n][attributes], 0 for empty; null without conditions
   * @param sizes number of values of every attribute, the empty one included
   * @param labels of the data; null if they have none
   * @param weights of the rows
   * @param member which of the workers this is, that learn from other rows in the same iteration
   */
  public TrainingSession(
      CdrlConfig config,
      Execution execution,
      float[][] data,
      float[][] observed,
      int[][] values,
      int[] sizes,
      LabelPosterior labels,
      RowWeights weights,
      Member member) {
    this(
        config,
        execution,
        null,
        data[0].length,
        observed != null,
        values,
        sizes,
        labels,
        weights,
        member);
    if (observed != null) {
      inputs.observed(session, observed);
    }
    data(data);
  }

  /**
   * Builds the run at iteration 0 on rows that are read for every batch.
   *
   * @param execution of its graph
   * @param reader of scaled rows
   * @param d width of a row
   * @param values condition values [n][attributes], 0 for empty; null without conditions
   * @param sizes number of values of every attribute, the empty one included
   * @param weights of the n rows
   * @param member which of the workers this is
   */
  public TrainingSession(
      CdrlConfig config,
      Execution execution,
      Reader reader,
      int d,
      int[][] values,
      int[] sizes,
      RowWeights weights,
      Member member) {
    this(config, execution, reader, d, false, values, sizes, null, weights, member);
  }

  private TrainingSession(
      CdrlConfig ofAllWorkers,
      Execution execution,
      Reader reader,
      int d,
      boolean gaps,
      int[][] values,
      int[] sizes,
      LabelPosterior labels,
      RowWeights weights,
      Member member) {
    execution.requireDivides(ofAllWorkers.optimisation().batchSize());
    config = share(ofAllWorkers, member);
    options = Joined.options(member);
    int conditionWidth = 0;
    for (int size : sizes) {
      conditionWidth += size;
    }
    networks = Networks.of(config, d, conditionWidth, labels, execution.mixedPrecision());
    ofAll = new Batches(weights, config.optimisation().batchSize(), config.seed());
    batches = ofAll;
    Ops tf = Graphs.ops(graph);
    inputs = new BatchInputs(tf, config, reader, weights.size(), d, gaps, sizes, member.rank());

    energy = optimizer(tf, "energy", networks.energy().layout().size());
    initializer =
        networks.initializer() == null
            ? null
            : optimizer(tf, "initializer", networks.initializer().layout().size());
    int spectralSize = networks.energy().layout().spectralSize();
    StateVector spectral = spectralSize == 0 ? null : new StateVector(tf, "spectral", spectralSize);
    Losses.Parts parts = Losses.Parts.of(config, networks);
    state = new TrainingGraph.State(energy, initializer, spectral);
    Losses.Cooperative cooperative;
    Losses.Pretraining pretraining;
    if (execution.replicas() == 1) {
      Losses losses = new Losses(tf, parts, inputs.of(state));
      cooperative = losses.cooperative();
      pretraining = losses.pretraining();
      memoryNeed = losses::memoryNeed;
    } else {
      Replicas replicas =
          new Replicas(
              tf, parts, Devices.replicas(execution), inputs.divided(execution.replicas(), state));
      cooperative = replicas.cooperative();
      pretraining = replicas.pretraining();
      memoryNeed = replicas::memoryNeed;
    }
    if (member.isJoined()) {
      Together together = new Together(tf, member);
      cooperative = together.cooperative(cooperative);
      pretraining = together.pretraining(pretraining);
    }
    iteration =
        new TrainingGraph(tf, state, cooperative, pretraining, config.optimisation().clip());
    session = Sessions.open(graph, execution, member);
    inputs.conditions(session, values);
    restore(fresh());
  }

  /** The settings of a worker, which has its share of every batch. */
  private static CdrlConfig share(CdrlConfig config, Member member) {
    return member.isJoined()
        ? config.toBuilder().batchSize(member.share(config.optimisation().batchSize())).build()
        : config;
  }

  /**
   * Takes batches from the first rows only.
   *
   * @param rows from 1 to all
   */
  public void learnFirst(int rows) {
    batches = ofAll.first(rows);
  }

  private Optimizer optimizer(Ops tf, String name, int size) {
    return new Optimizer(
        tf,
        name,
        size,
        .9,
        .999,
        config.optimisation().weightDecay(),
        config.optimisation().averageDecay());
  }

  /**
   * Replaces the rows.
   *
   * @param data scaled rows, as many and as wide as before, all finite
   */
  public void data(float[][] data) {
    inputs.data(session, data);
  }

  /** Number of parameters of both networks. */
  public long parameters() {
    return networks.energy().layout().size()
        + (initializer == null ? 0L : networks.initializer().layout().size());
  }

  private TrainingState fresh() {
    SplittableRandom random = new SplittableRandom(config.seed());
    float[] f = networks.energy().layout().start(random);
    float[] vectors = networks.energy().layout().spectralStart(random);
    List<float[]> g = List.of();
    if (initializer != null) {
      float[] start = networks.initializer().layout().start(random);
      g = List.of(start, new float[start.length], new float[start.length], start);
    }
    return new TrainingState(
        0, List.of(f, new float[f.length], new float[f.length], f), g, vectors, new float[0]);
  }

  /** How much memory of every device an iteration needs, estimated. */
  public MemoryNeed memoryNeed() {
    return memoryNeed.get();
  }

  /** The networks that are trained. */
  public Networks networks() {
    return networks;
  }

  /** Finished iterations, pre-training included. */
  public long done() {
    return done;
  }

  /** Whether the next iteration is of the pre-training. */
  public boolean pretraining() {
    return done < config.pretraining();
  }

  /** Changes how many iterations there are to be; only before the first. */
  public void length(int iterations) {
    config = config.toBuilder().iterations(iterations).build();
  }

  /**
   * Times iterations of both kinds, and puts the state back; draws no missing values.
   *
   * @param trials iterations of each kind that are timed, at most
   */
  public Pace pace(int trials) {
    TrainingState before = state();
    try {
      return new Pace(initializer == null ? 0 : seconds(true, trials), seconds(false, trials), 0);
    } finally {
      restore(before);
      nanosInside = 0;
    }
  }

  private double seconds(boolean pretraining, int trials) {
    for (int n = 0; n < WARM_UP; n++) {
      step(pretraining, 1);
    }
    long begun = System.nanoTime();
    double seconds = 0;
    int n = 0;
    while (n < trials && seconds < TIMED_SECONDS) {
      step(pretraining, 1);
      n++;
      seconds = (System.nanoTime() - begun) / 1e9;
    }
    return seconds / n;
  }

  /**
   * Runs the next iteration.
   *
   * @param learningRateFactor by which both learning rates are multiplied; 1 unless rolled back
   */
  public Step step(double learningRateFactor) {
    return step(pretraining(), learningRateFactor);
  }

  private Step step(boolean pretraining, double learningRateFactor) {
    long cooperative = done - config.pretraining();
    int[] numbers = batches.of(done);
    try (TInt32 rowsTensor = TInt32.vectorOf(numbers);
        TFloat32 batch = inputs.read(numbers, done + 1);
        TInt64 occasionTensor = TInt64.scalarOf(done);
        TFloat32 energyRates =
            FloatTensors.tensor(
                energy.rates(
                    Math.max(0, cooperative),
                    learningRateFactor
                        * config.optimisation().energyLearningRate()
                        * factor(cooperative)));
        TFloat32 initializerRates =
            initializer == null
                ? null
                : FloatTensors.tensor(
                    initializer.rates(
                        done,
                        learningRateFactor
                            * config.optimisation().initializerLearningRate()
                            * (pretraining
                                ? 1
                                : factor(cooperative + config.optimisation().warmUp()))))) {
      Session.Runner runner =
          session
              .runner()
              .setOptions(options)
              .feed(inputs.rows, rowsTensor)
              .feed(inputs.occasion, occasionTensor);
      if (batch != null) {
        runner.feed(inputs.fed, batch);
      }
      if (initializer != null) {
        runner.feed(initializer.rates(), initializerRates);
      }
      if (pretraining) {
        iteration.pretrain(runner);
      } else {
        iteration.iterate(runner.feed(energy.rates(), energyRates));
      }
      long begun = System.nanoTime();
      try (Result result = runner.run()) {
        nanosInside += System.nanoTime() - begun;
        float[] s = FloatTensors.flat((TFloat32) result.get(0));
        done++;
        return new Step(
            s[TrainingGraph.GAP],
            s[TrainingGraph.ENERGY_LOSS],
            s[TrainingGraph.ENERGY_NORM],
            s[TrainingGraph.INITIALIZER_LOSS],
            s[TrainingGraph.INITIALIZER_NORM]);
      }
    }
  }

  /** Learning rate over its full value: linear warm-up, then a linear cool-down at the end. */
  private double factor(long cooperative) {
    double up =
        config.optimisation().warmUp() == 0
            ? 1
            : Math.min(1, (cooperative + 1.0) / config.optimisation().warmUp());
    double left =
        config.optimisation().iterations()
            - Math.min(cooperative, config.optimisation().iterations());
    double down =
        config.optimisation().coolDown() == 0
            ? 1
            : left / (config.optimisation().coolDown() * config.optimisation().iterations());
    return Math.max(0, Math.min(up, down));
  }

  /** Wall time spent inside TensorFlow by all steps so far, seconds. */
  public double secondsInside() {
    return nanosInside / 1e9;
  }

  /** Copies the state out. */
  public TrainingState state() {
    return state.get(session, done);
  }

  /**
   * Puts a state in.
   *
   * @throws IllegalArgumentException if it is not a state of these networks
   */
  public void restore(TrainingState of) {
    state.set(session, of);
    done = of.iteration();
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
