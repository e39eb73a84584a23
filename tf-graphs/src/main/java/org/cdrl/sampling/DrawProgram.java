package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.graph.FloatTensors;
import org.cdrl.graph.InterpolatedNoise;
import org.cdrl.graph.Noise;
import org.cdrl.graph.Noise.Purpose;
import org.cdrl.graph.SeededNoise;
import org.cdrl.langevin.Chain;
import org.cdrl.langevin.Density;
import org.cdrl.langevin.Kernel;
import org.cdrl.langevin.RecoveryDensity;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.family.TType;

/**
 * All levels and steps of sampling as one graph: for i = T .. 1 a proposal, then Langevin steps on
 * the recovery likelihood, then a denoising step (CDRL paper, algorithm 2).
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
    /** Rows on the arc between two rows. */
    INTERPOLATE
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
   */
  public record Run(
      long seed, long first, int rows, int steps, double stepScale, double denoising) {}

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

  private record Transition(
      Operand<TFloat32> proposal, Operand<TFloat32> end, Operand<TFloat32> accepted) {}

  private final ExpertSession experts;
  private final Ops tf;
  private final int dimension;
  private final Mode mode;
  private final int passes;
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
  private final List<Transition> transitions = new ArrayList<>();
  private final Operand<TFloat32> result;

  /**
   * Builds the graph for expressions of this structure.
   *
   * @param passes how often each transition is run; more than once only makes sense to fill in
   */
  public DrawProgram(
      Diffusion diffusion, Expression expression, Kernel kernel, Mode mode, int passes) {
    this.mode = mode;
    this.passes = passes;
    dimension = diffusion.dimension();
    experts = new ExpertSession(diffusion, expression);
    tf = experts.tf();
    seed = scalar(TInt64.class);
    first = scalar(TInt64.class);
    last = mode == Mode.INTERPOLATE ? scalar(TInt64.class) : null;
    rows = scalar(TInt32.class);
    steps = scalar(TInt32.class);
    stepScale = scalar(TFloat32.class);
    denoising = scalar(TFloat32.class);
    known = mode == Mode.FILL ? matrix(dimension) : null;
    free = mode == Mode.FILL ? matrix(dimension) : null;
    angle = mode == Mode.INTERPOLATE ? matrix(1) : null;

    NoiseSchedule schedule = diffusion.schedule();
    Operand<TInt32> zero = tf.constant(0);
    Noise prior = noise(0, 0);
    Operand<TFloat32> x =
        hold(prior.normal(tf, Purpose.PRIOR, zero, rows, dimension), schedule.levels(), 1, prior);
    for (int i = schedule.levels(); i >= 1; i--) {
      for (int pass = 0; pass < passes; pass++) {
        Noise noise = noise(i, pass);
        if (pass > 0) {
          x = hold(noised(x, i, noise), i, 1, noise);
        }
        x = transition(diffusion, i, x, noise, kernel, pass == passes - 1);
      }
    }
    result = denoised(x);
    experts.open();
  }

  private <T extends TType> Placeholder<T> scalar(Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.scalar()));
  }

  private Placeholder<TFloat32> matrix(int width) {
    return tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, width)));
  }

  /** One transition i, x_i to x_{i-1}. */
  private Operand<TFloat32> transition(
      Diffusion diffusion,
      int i,
      Operand<TFloat32> x,
      Noise noise,
      Kernel kernel,
      boolean recorded) {
    NoiseSchedule schedule = diffusion.schedule();
    double root = Math.sqrt(schedule.rhoPrime(i));
    Operand<TFloat32> start = hold(proposal(i, x, noise), i - 1, root, noise);
    double precision = schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i);
    Density density = new RecoveryDensity(experts.marginal(i), x, experts.cell(precision));
    // K' < K steps are sqrt(K / K') times as large.
    Operand<TFloat32> variance =
        tf.math.mul(experts.cell(diffusion.stepSize().variance(schedule, i)), stepScale);
    Chain.End end =
        new Chain(density, kernel, variance, free, noise).run(tf, tf.constant(0), steps, start);
    Operand<TFloat32> divisor = tf.constant((float) (root + 1e-8));
    Operand<TFloat32> cleaner = tf.math.div(end.y(), divisor);
    if (recorded) {
      transitions.add(0, new Transition(tf.math.div(start, divisor), cleaner, end.accepted()));
    }
    return cleaner;
  }

  /** Back to x_i = sqrt(rho_i) x_{i-1} + sigma_i e, to run transition i again. */
  private Operand<TFloat32> noised(Operand<TFloat32> x, int i, Noise noise) {
    NoiseSchedule schedule = experts.schedule();
    Operand<TFloat32> e = noise.normal(tf, Purpose.TRANSITION, tf.constant(0), rows, dimension);
    return tf.math.add(
        tf.math.mul(x, tf.constant((float) Math.sqrt(schedule.rho(i)))),
        tf.math.mul(e, tf.constant((float) schedule.sigma(i))));
  }

  private Noise noise(int level, int pass) {
    Operand<TInt64> at = tf.constant(level + 1000L * pass);
    Noise noise = new SeededNoise(seed, at, first);
    return mode == Mode.INTERPOLATE
        ? new InterpolatedNoise(noise, new SeededNoise(seed, at, last), angle)
        : noise;
  }

  /** y^0 of transition i: the experts' weighted mean plus noise, or x_i without initializers. */
  private Operand<TFloat32> proposal(int i, Operand<TFloat32> x, Noise noise) {
    NoiseSchedule schedule = experts.schedule();
    if (experts.experts().stream().anyMatch(expert -> !expert.hasInitializer())) {
      return x;
    }
    List<Operand<TFloat32>> means = new ArrayList<>();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (ExpertNodes expert : experts.experts()) {
      means.add(expert.initializer(schedule.logSnr(i)).value(tf, x));
      weights.add(expert.weight());
    }
    Operand<TFloat32> mean = means.get(0);
    if (means.size() > 1) {
      Operand<TFloat32> stacked = tf.stack(weights);
      Operand<TFloat32> shares = tf.math.div(stacked, tf.reduceSum(stacked, tf.constant(0)));
      mean = experts.either() ? chosen(means, shares) : weighted(means, shares);
    }
    Operand<TFloat32> z = noise.normal(tf, Purpose.PROPOSAL, tf.constant(0), rows, dimension);
    return tf.math.add(mean, tf.math.mul(z, tf.constant((float) schedule.proposalStd(i))));
  }

  private Operand<TFloat32> weighted(List<Operand<TFloat32>> means, Operand<TFloat32> shares) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < means.size(); m++) {
      parts.add(tf.math.mul(means.get(m), share(shares, m)));
    }
    return parts.stream().reduce(tf.math::add).orElseThrow();
  }

  /** Every row follows the proposals of one expert, drawn once with the experts' shares. */
  private Operand<TFloat32> chosen(List<Operand<TFloat32>> means, Operand<TFloat32> shares) {
    Operand<TFloat32> u = noise(0, 0).uniform(tf, Purpose.BRANCH, tf.constant(0), rows, 1);
    Operand<TFloat32> below = tf.constant(0f);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < means.size(); m++) {
      Operand<TFloat32> above = tf.math.add(below, share(shares, m));
      Operand<TBool> here = tf.math.greaterEqual(u, below);
      if (m < means.size() - 1) {
        here = tf.math.logicalAnd(here, tf.math.less(u, above));
      }
      parts.add(tf.math.mul(means.get(m), tf.dtypes.cast(here, TFloat32.class)));
      below = above;
    }
    return parts.stream().reduce(tf.math::add).orElseThrow();
  }

  private Operand<TFloat32> share(Operand<TFloat32> shares, int m) {
    return tf.gather(shares, tf.constant(m), tf.constant(0));
  }

  /**
   * Puts known coordinates where they belong at a level: root (sqrt(abar) x_0 + noise e). A fresh e
   * at every level measured better than one for all.
   */
  private Operand<TFloat32> hold(Operand<TFloat32> y, int level, double root, Noise noise) {
    if (mode != Mode.FILL) {
      return y;
    }
    Operand<TFloat32> e = noise.normal(tf, Purpose.KNOWN, tf.constant(0), rows, dimension);
    NoiseSchedule schedule = experts.schedule();
    Operand<TFloat32> there =
        tf.math.add(
            tf.math.mul(known, tf.constant((float) (root * schedule.signal(level)))),
            tf.math.mul(e, tf.constant((float) (root * schedule.noise(level)))));
    Operand<TFloat32> held = tf.math.sub(tf.constant(1f), free);
    return tf.math.add(tf.math.mul(y, free), tf.math.mul(there, held));
  }

  /** (x_0 + kappa (1 - abar_0) grad log p(x_0)) / sqrt(abar_0), Tweedie's formula for kappa = 1. */
  private Operand<TFloat32> denoised(Operand<TFloat32> x) {
    NoiseSchedule schedule = experts.schedule();
    Operand<TFloat32> y = tf.math.mul(x, tf.constant((float) Math.sqrt(schedule.rhoPrime(1))));
    Operand<TFloat32> slope = tf.gradients(experts.marginal(1).logDensity(tf, y), List.of(x)).dy(0);
    Operand<TFloat32> move =
        tf.math.mul(slope, tf.math.mul(denoising, tf.constant((float) schedule.noiseVariance(0))));
    return tf.math.div(tf.math.add(x, move), tf.constant((float) schedule.signal(0)));
  }

  /**
   * Draws rows.
   *
   * @param traced whether to return what happened at every level
   */
  public Draw fresh(Expression expression, Run run, boolean traced) {
    Session.Runner runner = experts.runner();
    try (Feeds feeds = feeds(runner, expression, run)) {
      return fetch(runner, run, traced);
    }
  }

  /**
   * Fills in rows.
   *
   * @param rowsKnown x_0 [rows][d] where known
   * @param rowsFree 1 where to fill, 0 where known, [rows][d]
   */
  public float[][] fill(Expression expression, Run run, float[][] rowsKnown, float[][] rowsFree) {
    Session.Runner runner = experts.runner();
    try (Feeds feeds =
        feeds(runner, expression, run)
            .add(known, FloatTensors.tensor(rowsKnown, 0, run.rows()))
            .add(free, FloatTensors.tensor(rowsFree, 0, run.rows()))) {
      return fetch(runner, run, false).rows();
    }
  }

  /** Draws rows on the arc from row {@code run.first()} to row {@code lastRow}, ends included. */
  public float[][] interpolate(Expression expression, Run run, long lastRow) {
    float[][] angles = new float[run.rows()][1];
    for (int n = 0; n < run.rows(); n++) {
      angles[n][0] = (float) (Math.PI / 2 * n / Math.max(1, run.rows() - 1));
    }
    Session.Runner runner = experts.runner();
    try (Feeds feeds =
        feeds(runner, expression, run)
            .int64(last, lastRow)
            .add(angle, FloatTensors.tensor(angles, 0, run.rows()))) {
      return fetch(runner, run, false).rows();
    }
  }

  private Feeds feeds(Session.Runner runner, Expression expression, Run run) {
    return new Feeds(runner)
        .own(experts.feed(runner, expression, run.first(), run.rows()))
        .int64(seed, run.seed())
        .int64(first, run.first())
        .int32(rows, run.rows())
        .int32(steps, run.steps())
        .float32(stepScale, run.stepScale())
        .float32(denoising, run.denoising());
  }

  private Draw fetch(Session.Runner runner, Run run, boolean traced) {
    runner.fetch(result);
    if (traced) {
      for (Transition t : transitions) {
        runner.fetch(t.proposal()).fetch(t.end()).fetch(t.accepted());
      }
    }
    try (Result values = runner.run()) {
      List<Level> levels = new ArrayList<>();
      for (int n = 1; traced && n < 3 * transitions.size(); n += 3) {
        double accepted = 0;
        for (float count : FloatTensors.flat((TFloat32) values.get(n + 2))) {
          accepted += count;
        }
        levels.add(
            new Level(
                FloatTensors.rows((TFloat32) values.get(n)),
                FloatTensors.rows((TFloat32) values.get(n + 1)),
                accepted / run.rows() / Math.max(1, run.steps())));
      }
      return new Draw(FloatTensors.rows((TFloat32) values.get(0)), levels);
    }
  }

  @Override
  public void close() {
    experts.close();
  }
}
