package org.cdrl.sampling;

import java.util.ArrayList;
import java.util.List;
import org.cdrl.energy.MarginalDensity;
import org.cdrl.energy.Terms;
import org.cdrl.graph.Noise;
import org.cdrl.graph.Noise.Purpose;
import org.cdrl.langevin.Chain;
import org.cdrl.langevin.Density;
import org.cdrl.langevin.Kernel;
import org.cdrl.langevin.RecoveryDensity;
import org.cdrl.langevin.StepSize;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;

/**
 * All levels and steps of sampling as one graph: for i = T .. 1 a proposal, then Langevin steps on
 * the recovery likelihood, then a denoising step (CDRL paper, algorithm 2).
 *
 * <p>Conditions, guidance, composition and several models only change the energy expression;
 * filling in only holds some coordinates.
 */
final class SamplingGraph {
  /**
   * What one transition did, all [B, d].
   *
   * @param proposal y^0
   * @param end y^K
   * @param cleaner x_{i-1} = y^K / sqrt(rho'_i)
   * @param accepted [B] accepted moves of K
   */
  record Transition(
      Operand<TFloat32> proposal,
      Operand<TFloat32> end,
      Operand<TFloat32> cleaner,
      Operand<TFloat32> accepted) {}

  /** What a caller decides per run; every member is a node to feed. */
  record Inputs(
      Operand<TInt64> seed,
      Operand<TInt64> firstRow,
      Operand<TInt32> rows,
      Operand<TInt32> steps,
      Operand<TFloat32> stepScale,
      Operand<TFloat32> denoising,
      Operand<TFloat32> known,
      Operand<TFloat32> free,
      Operand<TFloat32> start) {}

  private final Ops tf;
  private final NoiseSchedule schedule;
  private final StepSize stepSize;
  private final List<ExpertNodes> experts;
  private final boolean either;
  private final int width;
  private final List<Transition> transitions = new ArrayList<>();
  private final Operand<TFloat32> result;

  /**
   * Builds the graph.
   *
   * @param width d
   * @param kernel moves of the chains
   * @param either whether several experts are alternatives instead of factors
   * @param in fed nodes; {@code known}, {@code free} [B, d] are null unless values are filled in;
   *     {@code start} [B, d] replaces x_T unless null
   */
  SamplingGraph(
      Ops tf,
      NoiseSchedule schedule,
      StepSize stepSize,
      List<ExpertNodes> experts,
      boolean either,
      int width,
      Kernel kernel,
      Inputs in) {
    this.tf = tf;
    this.schedule = schedule;
    this.stepSize = stepSize;
    this.experts = experts;
    this.either = either;
    this.width = width;
    Operand<TInt32> zero = tf.constant(0);
    Noise prior = noise(in, 0);
    Operand<TFloat32> x =
        in.start() != null ? in.start() : prior.normal(tf, Purpose.PRIOR, zero, in.rows(), width);
    Operand<TFloat32> knownNoise =
        in.known() == null ? null : prior.normal(tf, Purpose.KNOWN, zero, in.rows(), width);
    int levels = schedule.levels();
    x = hold(in, x, levels, 1, knownNoise);
    for (int i = levels; i >= 1; i--) {
      Noise noise = noise(in, i);
      double root = Math.sqrt(schedule.rhoPrime(i));
      Operand<TFloat32> start = hold(in, proposal(i, x, noise, in), i - 1, root, knownNoise);
      double precision = schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i);
      Density density = new RecoveryDensity(marginal(i), x, cell(precision));
      // K' < K steps are sqrt(K / K') times as large.
      Operand<TFloat32> variance =
          tf.math.mul(cell(stepSize.variance(schedule, i)), in.stepScale());
      Chain.End end =
          new Chain(density, kernel, variance, in.free(), noise).run(tf, zero, in.steps(), start);
      x = tf.math.div(end.y(), tf.constant((float) (root + 1e-8)));
      transitions.add(0, new Transition(start, end.y(), x, end.accepted()));
    }
    result = denoised(x, in.denoising());
  }

  private Noise noise(Inputs in, int occasion) {
    return new org.cdrl.graph.SeededNoise(in.seed(), tf.constant((long) occasion), in.firstRow());
  }

  private Operand<TFloat32> cell(double value) {
    return tf.constant(new float[][] {{(float) value}});
  }

  /** log p(y_{i-1}) of the whole expression. */
  Density marginal(int i) {
    List<Terms> parts = new ArrayList<>();
    List<Operand<TFloat32>> scales = new ArrayList<>();
    List<Operand<TFloat32>> logWeights = new ArrayList<>();
    for (ExpertNodes expert : experts) {
      parts.add(expert.energy(schedule.logSnr(i - 1)));
      Operand<TFloat32> inverse = cell(1 / stepSize.variance(schedule, i));
      scales.add(either ? inverse : tf.math.mul(inverse, expert.weight));
      logWeights.add(tf.reshape(tf.math.log(expert.weight), tf.constant(new int[] {1})));
    }
    return new MarginalDensity(parts, scales, either ? logWeights : null);
  }

  /** y^0 of transition i: the experts' weighted mean plus noise, or x_i without initializers. */
  private Operand<TFloat32> proposal(int i, Operand<TFloat32> x, Noise noise, Inputs in) {
    List<Operand<TFloat32>> means = new ArrayList<>();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (ExpertNodes expert : experts) {
      if (!expert.hasInitializer()) {
        return x;
      }
      means.add(expert.initializer(schedule.logSnr(i)).value(tf, x));
      weights.add(expert.weight);
    }
    Operand<TFloat32> mean = means.get(0);
    if (means.size() > 1) {
      Operand<TFloat32> stacked = tf.stack(weights);
      Operand<TFloat32> shares = tf.math.div(stacked, tf.reduceSum(stacked, tf.constant(0)));
      mean = either ? chosen(means, shares, in) : weighted(means, shares);
    }
    Operand<TFloat32> z = noise.normal(tf, Purpose.PROPOSAL, tf.constant(0), in.rows(), width);
    return tf.math.add(mean, tf.math.mul(z, tf.constant((float) schedule.proposalStd(i))));
  }

  private Operand<TFloat32> weighted(List<Operand<TFloat32>> means, Operand<TFloat32> shares) {
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < means.size(); m++) {
      parts.add(tf.math.mul(means.get(m), tf.gather(shares, tf.constant(m), tf.constant(0))));
    }
    return tf.math.addN(parts);
  }

  /** Every row follows the proposals of one expert, drawn once with the experts' shares. */
  private Operand<TFloat32> chosen(
      List<Operand<TFloat32>> means, Operand<TFloat32> shares, Inputs in) {
    Operand<TFloat32> u = noise(in, 0).uniform(tf, Purpose.BRANCH, tf.constant(0), in.rows(), 1);
    Operand<TFloat32> below = tf.constant(0f);
    List<Operand<TFloat32>> parts = new ArrayList<>();
    for (int m = 0; m < means.size(); m++) {
      Operand<TFloat32> above =
          tf.math.add(below, tf.gather(shares, tf.constant(m), tf.constant(0)));
      Operand<org.tensorflow.types.TBool> from = tf.math.greaterEqual(u, below);
      Operand<org.tensorflow.types.TBool> here =
          m == means.size() - 1 ? from : tf.math.logicalAnd(from, tf.math.less(u, above));
      parts.add(tf.math.mul(means.get(m), tf.dtypes.cast(here, TFloat32.class)));
      below = above;
    }
    return tf.math.addN(parts);
  }

  /** Puts known coordinates where they belong at a level: root (sqrt(abar) x_0 + noise e). */
  private Operand<TFloat32> hold(
      Inputs in, Operand<TFloat32> y, int level, double root, Operand<TFloat32> e) {
    if (in.known() == null) {
      return y;
    }
    Operand<TFloat32> there =
        tf.math.add(
            tf.math.mul(in.known(), tf.constant((float) (root * schedule.signal(level)))),
            tf.math.mul(e, tf.constant((float) (root * schedule.noise(level)))));
    Operand<TFloat32> held = tf.math.sub(tf.constant(1f), in.free());
    return tf.math.add(tf.math.mul(y, in.free()), tf.math.mul(there, held));
  }

  /** (x_0 + kappa (1 - abar_0) grad log p(x_0)) / sqrt(abar_0), Tweedie's formula for kappa = 1. */
  private Operand<TFloat32> denoised(Operand<TFloat32> x, Operand<TFloat32> kappa) {
    Operand<TFloat32> y = tf.math.mul(x, tf.constant((float) Math.sqrt(schedule.rhoPrime(1))));
    Operand<TFloat32> slope = tf.gradients(marginal(1).logDensity(tf, y), List.of(x)).dy(0);
    Operand<TFloat32> move =
        tf.math.mul(slope, tf.math.mul(kappa, tf.constant((float) schedule.noiseVariance(0))));
    return tf.math.div(tf.math.add(x, move), tf.constant((float) schedule.signal(0)));
  }

  /** The samples, [B, d]. */
  Operand<TFloat32> result() {
    return result;
  }

  /** What happened at transition i = 1..T. */
  Transition transition(int i) {
    return transitions.get(i - 1);
  }
}
