package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.cdrl.config.Kernel;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.graph.FloatTensors;
import org.cdrl.internal.graph.InterpolatedNoise;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.graph.RepeatedNoise;
import org.cdrl.internal.graph.SeededNoise;
import org.cdrl.internal.langevin.Chain;
import org.cdrl.internal.langevin.Density;
import org.cdrl.internal.langevin.RecoveryDensity;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * Sampling: for i = T .. 1 a proposal, then Langevin steps on the recovery likelihood, then a
 * denoising step (CDRL paper, algorithm 2).
 *
 * <p>The graph holds one transition with all its steps, and is run once per level: TensorFlow takes
 * longer to prepare a loop than to run it, so a graph with a loop per level and pass would be ready
 * after many seconds only.
 *
 * <p>Conditions, guidance, composition and several models only change the energy expression;
 * filling in only holds some coordinates; interpolation only changes the noise.
 */
public final class DrawProgram implements AutoCloseable {
  /** What the graph is built for. */
  public enum Mode {
    /** Fresh rows. */
    FRESH,
    /** Rows of which some coordinates are known. */
    FILL,
    /** The same, with the same noise for every block of rows. */
    FILL_IN_BLOCKS,
    /** Rows on the arc between two rows. */
    INTERPOLATE;

    private boolean fills() {
      return this == FILL || this == FILL_IN_BLOCKS;
    }
  }

  /**
   * The numbers of one run.
   *
   * @param seed of all noise
   * @param first number of the first row
   * @param rows how many
   * @param steps K'
   * @param stepScale K / K', by which the step variance grows
   * @param denoising kappa of the last step; 0 for none, 1 for Tweedie's formula
   * @param passes how often each transition is run where values are filled in
   */
  public record Run(
      long seed, long first, int rows, int steps, double stepScale, double denoising, int passes) {}

  /**
   * What a run returns.
   *
   * @param rows x, [n][d]
   * @param levels per transition 1..T what happened; empty unless asked for
   */
  public record Draw(float[][] rows, List<Level> levels) {}

  /**
   * One transition of a run.
   *
   * @param proposals x_{i-1} as proposed, [n][d]
   * @param rows x_{i-1} after the chain, [n][d]
   * @param acceptance share of moves accepted
   */
  public record Level(float[][] proposals, float[][] rows, double acceptance) {}

  private final ExpertSession experts;
  private final Ops tf;
  private final int dimension;
  private final Proposal proposal;
  private final Mode mode;
  private final Placeholder<TInt32> transition;
  private final Placeholder<TInt64> occasion;
  private final Placeholder<TFloat32> noisy;
  private final Placeholder<TInt64> seed;
  private final Placeholder<TInt64> first;
  private final Placeholder<TInt64> last;
  private final Placeholder<TInt32> rows;
  private final Placeholder<TInt32> steps;
  private final Placeholder<TFloat32> stepScale;
  private final Placeholder<TFloat32> denoising;
  private final Placeholder<TFloat32> known;
  private final Placeholder<TFloat32> free;
  private final Placeholder<TFloat32> angle;
  private final Placeholder<TInt32> blockSize;
  private final Placeholder<TInt32> blockFirst;

  /** x_T. */
  private final Operand<TFloat32> prior;

  /** x_i again, from x_{i-1}. */
  private final Operand<TFloat32> again;

  /** x_{i-1} as proposed. */
  private final Operand<TFloat32> proposed;

  /** x_{i-1} after the chain. */
  private final Operand<TFloat32> cleaner;

  private final Operand<TFloat32> accepted;

  /** x from x_0. */
  private final Operand<TFloat32> denoised;

  /** Random numbers of an occasion; null for those that the seed tells. */
  private final Function<Operand<TInt64>, Noise> given;

  /** Builds the graph for expressions of this structure, unclipped and with numbers of the seed. */
  public DrawProgram(Diffusion diffusion, Expression expression, Kernel kernel, Mode mode) {
    this(diffusion, expression, kernel, mode, false, null);
  }

  /**
   * Builds the graph for expressions of this structure.
   *
   * @param clipped whether the chains keep |x_{i-1}| within 1
   * @param given the numbers of an occasion: 0 for x_T, i for transition i; null for those that the
   *     seed tells
   */
  public DrawProgram(
      Diffusion diffusion,
      Expression expression,
      Kernel kernel,
      Mode mode,
      boolean clipped,
      Function<Operand<TInt64>, Noise> given) {
    this.mode = mode;
    this.given = given;
    dimension = diffusion.dimension();
    proposal = diffusion.proposal();
    experts = new ExpertSession(diffusion, expression);
    tf = experts.tf();
    transition = scalar(TInt32.class);
    occasion = scalar(TInt64.class);
    noisy = matrix(dimension);
    seed = scalar(TInt64.class);
    first = scalar(TInt64.class);
    last = mode == Mode.INTERPOLATE ? scalar(TInt64.class) : null;
    rows = scalar(TInt32.class);
    steps = scalar(TInt32.class);
    stepScale = scalar(TFloat32.class);
    denoising = scalar(TFloat32.class);
    known = mode.fills() ? matrix(dimension) : null;
    free = mode.fills() ? matrix(dimension) : null;
    angle = mode == Mode.INTERPOLATE ? matrix(1) : null;
    blockSize = mode == Mode.FILL_IN_BLOCKS ? scalar(TInt32.class) : null;
    blockFirst = mode == Mode.FILL_IN_BLOCKS ? scalar(TInt32.class) : null;

    NoiseSchedule schedule = diffusion.schedule();
    Noise noise = noise(occasion);
    Operand<TFloat32> one = tf.constant(1f);
    prior =
        hold(
            noise.normal(tf, Purpose.PRIOR, tf.constant(0), rows, dimension),
            schedule::signal,
            schedule::noise,
            one,
            noise);
    again = hold(noised(noise), schedule::signal, schedule::noise, one, noise);

    Operand<TFloat32> root = at(i -> Math.sqrt(schedule.rhoPrime(i)));
    Operand<TFloat32> start =
        hold(proposal(noise), i -> schedule.signal(i - 1), i -> schedule.noise(i - 1), root, noise);
    Density density =
        new RecoveryDensity(
            experts.marginal(transition),
            noisy,
            experts.cell(at(i -> schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i))));
    // K' < K steps are sqrt(K / K') times as large.
    Operand<TFloat32> variance =
        tf.math.mul(experts.cell(at(i -> diffusion.stepSize().variance(schedule, i))), stepScale);
    Chain.End end =
        new Chain(density, kernel, variance, free, clipped ? experts.cell(root) : null, noise)
            .run(tf, tf.constant(0), steps, start);
    Operand<TFloat32> divisor = tf.math.add(root, tf.constant(1e-8f));
    proposed = tf.math.div(start, divisor);
    cleaner = tf.math.div(end.y(), divisor);
    accepted = end.accepted();
    denoised = denoise();
    experts.open();
  }

  private Operand<TFloat32> at(IntToDoubleFunction ofTransition) {
    return experts.at(transition, ofTransition);
  }

  private <T extends TType> Placeholder<T> scalar(Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  private Placeholder<TFloat32> matrix(int width) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
  }

  /** Back to x_i = sqrt(rho_i) x_{i-1} + sigma_i e, to run transition i again. */
  private Operand<TFloat32> noised(Noise noise) {
    NoiseSchedule schedule = experts.schedule();
    Operand<TFloat32> e = noise.normal(tf, Purpose.TRANSITION, tf.constant(0), rows, dimension);
    return tf.math.add(
        tf.math.mul(noisy, at(i -> Math.sqrt(schedule.rho(i)))),
        tf.math.mul(e, at(schedule::sigma)));
  }

  private Noise noise(Operand<TInt64> at) {
    if (given != null) {
      return given.apply(at);
    }
    if (mode == Mode.FILL_IN_BLOCKS) {
      return new RepeatedNoise(new SeededNoise(seed, at, tf.constant(0L)), blockFirst, blockSize);
    }
    Noise noise = new SeededNoise(seed, at, first);
    return mode == Mode.INTERPOLATE
        ? new InterpolatedNoise(noise, new SeededNoise(seed, at, last), angle)
        : noise;
  }

  /** y^0 of the transition: from the experts' weighted prediction, or x_i without initializers. */
  private Operand<TFloat32> proposal(Noise noise) {
    if (experts.experts().stream().anyMatch(expert -> !expert.hasInitializer())) {
      return noisy;
    }
    List<Operand<TFloat32>> predictions = new ArrayList<>();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (ExpertNodes expert : experts.experts()) {
      predictions.add(expert.initializer(at(experts.schedule()::logSnr)).value(tf, noisy));
      weights.add(expert.weight());
    }
    Operand<TFloat32> predicted = predictions.get(0);
    if (predictions.size() > 1) {
      Operand<TFloat32> stacked = tf.stack(weights);
      Operand<TFloat32> shares = tf.math.div(stacked, tf.reduceSum(stacked, tf.constant(0)));
      predicted = experts.either() ? chosen(predictions, shares) : weighted(predictions, shares);
    }
    return proposal.start(tf, this::at, predicted, noisy, noise, rows);
  }

  private Operand<TFloat32> weighted(
      List<Operand<TFloat32>> predictions, Operand<TFloat32> shares) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < predictions.size(); m++) {
      parts.add(tf.math.mul(predictions.get(m), share(shares, m)));
    }
    return parts.stream().reduce(tf.math::add).orElseThrow();
  }

  /** Every row follows the proposals of one expert, drawn once with the experts' shares. */
  private Operand<TFloat32> chosen(List<Operand<TFloat32>> predictions, Operand<TFloat32> shares) {
    Operand<TFloat32> u =
        noise(tf.constant(0L)).uniform(tf, Purpose.BRANCH, tf.constant(0), rows, 1);
    Operand<TFloat32> below = tf.constant(0f);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < predictions.size(); m++) {
      Operand<TFloat32> above = tf.math.add(below, share(shares, m));
      Operand<TBool> here = tf.math.greaterEqual(u, below);
      if (m < predictions.size() - 1) {
        here = tf.math.logicalAnd(here, tf.math.less(u, above));
      }
      parts.add(tf.math.mul(predictions.get(m), tf.dtypes.cast(here, TFloat32.class)));
      below = above;
    }
    return parts.stream().reduce(tf.math::add).orElseThrow();
  }

  private Operand<TFloat32> share(Operand<TFloat32> shares, int m) {
    return tf.gather(shares, tf.constant(m), tf.constant(0));
  }

  /**
   * Puts known coordinates where they belong at a level: root (signal x_0 + deviation e). A fresh e
   * at every level measured better than one for all.
   */
  private Operand<TFloat32> hold(
      Operand<TFloat32> y,
      IntToDoubleFunction signal,
      IntToDoubleFunction deviation,
      Operand<TFloat32> root,
      Noise noise) {
    if (!mode.fills()) {
      return y;
    }
    Operand<TFloat32> e = noise.normal(tf, Purpose.KNOWN, tf.constant(0), rows, dimension);
    Operand<TFloat32> there =
        tf.math.mul(
            tf.math.add(tf.math.mul(known, at(signal)), tf.math.mul(e, at(deviation))), root);
    Operand<TFloat32> held = tf.math.sub(tf.constant(1f), free);
    return tf.math.add(tf.math.mul(y, free), tf.math.mul(there, held));
  }

  /** (x_0 + kappa (1 - abar_0) grad log p(x_0)) / sqrt(abar_0), Tweedie's formula for kappa = 1. */
  private Operand<TFloat32> denoise() {
    NoiseSchedule schedule = experts.schedule();
    Operand<TFloat32> y = tf.math.mul(noisy, tf.constant((float) Math.sqrt(schedule.rhoPrime(1))));
    Operand<TFloat32> slope =
        tf.gradients(experts.marginal(1).logDensity(tf, y), List.of(noisy)).dy(0);
    Operand<TFloat32> move =
        tf.math.mul(slope, tf.math.mul(denoising, tf.constant((float) schedule.noiseVariance(0))));
    return tf.math.div(tf.math.add(noisy, move), tf.constant((float) schedule.signal(0)));
  }

  /**
   * Draws rows.
   *
   * @param traced whether to return what happened at every level
   */
  public Draw fresh(Expression expression, Run run, boolean traced) {
    try (Feeds feeds = feeds(expression, run)) {
      return draw(feeds, run, 1, traced);
    }
  }

  /**
   * Fills in rows.
   *
   * @param rowsKnown x_0 [rows][d] where known
   * @param rowsFree 1 where to fill, 0 where known, [rows][d]
   */
  public float[][] fill(Expression expression, Run run, float[][] rowsKnown, float[][] rowsFree) {
    try (Feeds feeds = feeds(expression, run)) {
      return fill(feeds, run, rowsKnown, rowsFree);
    }
  }

  /**
   * Fills in rows with the same noise for every block of them.
   *
   * @param block rows of a block
   */
  public float[][] fillInBlocks(
      Expression expression, Run run, float[][] rowsKnown, float[][] rowsFree, int block) {
    try (Feeds feeds =
        feeds(expression, run)
            .int32(blockSize, block)
            .int32(blockFirst, (int) (run.first() % block))) {
      return fill(feeds, run, rowsKnown, rowsFree);
    }
  }

  private float[][] fill(Feeds feeds, Run run, float[][] rowsKnown, float[][] rowsFree) {
    feeds
        .add(known, FloatTensors.tensor(rowsKnown, 0, run.rows()))
        .add(free, FloatTensors.tensor(rowsFree, 0, run.rows()));
    return draw(feeds, run, run.passes(), false).rows();
  }

  /** Draws rows on the arc from row {@code run.first()} to row {@code lastRow}, ends included. */
  public float[][] interpolate(Expression expression, Run run, long lastRow) {
    float[][] angles = new float[run.rows()][1];
    for (int n = 0; n < run.rows(); n++) {
      angles[n][0] = (float) (Math.PI / 2 * n / Math.max(1, run.rows() - 1));
    }
    try (Feeds feeds =
        feeds(expression, run)
            .int64(last, lastRow)
            .add(angle, FloatTensors.tensor(angles, 0, run.rows()))) {
      return draw(feeds, run, 1, false).rows();
    }
  }

  private Feeds feeds(Expression expression, Run run) {
    return experts
        .feeds(expression, run.first(), run.rows())
        .int64(seed, run.seed())
        .int64(first, run.first())
        .int32(rows, run.rows())
        .int32(steps, run.steps())
        .float32(stepScale, run.stepScale())
        .float32(denoising, run.denoising());
  }

  private Draw draw(Feeds feeds, Run run, int passes, boolean traced) {
    int levels = experts.schedule().levels();
    List<Level> trace = new ArrayList<>();
    float[][] x = fetch(feeds.int32(transition, levels).int64(occasion, 0), prior);
    for (int i = levels; i >= 1; i--) {
      feeds.int32(transition, i);
      for (int pass = 0; pass < passes; pass++) {
        feeds.int64(occasion, i + 1000L * pass);
        if (pass > 0) {
          x = fetch(from(feeds, x), again);
        }
        from(feeds, x);
        if (traced) {
          trace.add(0, level(feeds, run));
          x = copy(trace.get(0).rows());
        } else {
          x = fetch(feeds, cleaner);
        }
      }
    }
    return new Draw(fetch(from(feeds, x), denoised), trace);
  }

  private Feeds from(Feeds feeds, float[][] x) {
    return feeds.add(noisy, FloatTensors.tensor(x, 0, x.length));
  }

  private float[][] fetch(Feeds feeds, Operand<TFloat32> wanted) {
    try (Result values = feeds.to(experts.runner()).fetch(wanted).run()) {
      return FloatTensors.rows((TFloat32) values.get(0));
    }
  }

  private Level level(Feeds feeds, Run run) {
    try (Result values =
        feeds.to(experts.runner()).fetch(proposed).fetch(cleaner).fetch(accepted).run()) {
      double moves = 0;
      for (float count : FloatTensors.flat((TFloat32) values.get(2))) {
        moves += count;
      }
      return new Level(
          FloatTensors.rows((TFloat32) values.get(0)),
          FloatTensors.rows((TFloat32) values.get(1)),
          moves / run.rows() / Math.max(1, run.steps()));
    }
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  @Override
  public void close() {
    experts.close();
  }
}
