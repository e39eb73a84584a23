package org.cdrl.internal.sampling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cdrl.config.Kernel;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.langevin.Chain;
import org.cdrl.internal.langevin.RecoveryDensity;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;

/** One transition of drawing as a graph, and what comes before the first and after the last. */
final class TransitionGraph {
  private final ExpertSession experts;
  private final Ops tf;
  private final Diffusion diffusion;
  private final NoiseSchedule schedule;
  private final DrawInputs in;
  private final Noise noise;

  /** x_T. */
  Operand<TFloat32> prior;

  /** x_i again, from x_{i-1}. */
  Operand<TFloat32> again;

  /** x_{i-1} as proposed. */
  Operand<TFloat32> proposed;

  /** x_{i-1} after the chain. */
  Operand<TFloat32> cleaner;

  /** Moves of the chain that were accepted, per row. */
  Operand<TFloat32> accepted;

  /** x from x_0. */
  Operand<TFloat32> denoised;

  /**
   * Builds the nodes.
   *
   * @param clipped whether the chains keep |x_{i-1}| within 1
   */
  TransitionGraph(
      ExpertSession experts, Diffusion diffusion, DrawInputs in, Kernel kernel, boolean clipped) {
    this.experts = experts;
    this.tf = experts.tf();
    this.diffusion = diffusion;
    this.schedule = diffusion.schedule();
    this.in = in;
    this.noise = in.noise(in.occasion);
    algorithm2(kernel, clipped);
  }

  /**
   * Sampling (CDRL paper, algorithm 2; DRL paper, algorithm 2, without g): x_T is drawn; for i = T
   * .. 1 a proposal, then Langevin steps on the recovery likelihood; at last a denoising step.
   */
  private void algorithm2(Kernel kernel, boolean clipped) {
    Operand<TFloat32> one = tf.constant(1f);

    // x_T ~ N(0, I)
    Operand<TFloat32> xT = normal(Purpose.PRIOR);
    prior = hold(xT, schedule::signal, schedule::noise, one);

    // Where values are filled in, every i is run several times, and
    // x_i = sqrt(rho_i) x_{i-1} + sigma_i e again in between.
    again = hold(noised(), schedule::signal, schedule::noise, one);

    // for i = T .. 1: one run of what follows

    // y^0 = g(x_i) + sqrt(sigtilde_i^2 rho'_i) z; in DRL y^0 = x_i
    Operand<TFloat32> root = at(i -> Math.sqrt(schedule.rhoPrime(i)));
    Operand<TFloat32> y0 =
        hold(proposal(), i -> schedule.signal(i - 1), i -> schedule.noise(i - 1), root);

    // log p(y | x_i) = f(y, lam_{i-1}) / s_i^2 - |y - x_i|^2 / (2 sigma_i^2) + const
    RecoveryDensity recovery =
        new RecoveryDensity(
            experts.marginal(in.transition),
            in.noisy,
            experts.cell(at(i -> schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i))));

    // for k = 1 .. K': y^k = y^{k-1} + eps^2 / 2 grad log p(y^{k-1} | x_i) + eps e
    // with eps^2 = s_i^2 K / K': fewer steps are sqrt(K / K') times as large.
    Operand<TFloat32> variance =
        tf.math.mul(
            experts.cell(at(i -> diffusion.stepSize().variance(schedule, i))), in.stepScale);
    Chain chain =
        new Chain(recovery, kernel, variance, in.free, clipped ? experts.cell(root) : null, noise);
    Chain.End yK = chain.run(tf, tf.constant(0), in.steps, y0);

    // x_{i-1} = y^K / sqrt(rho'_i)
    Operand<TFloat32> divisor = tf.math.add(root, tf.constant(1e-8f));
    proposed = tf.math.div(y0, divisor);
    cleaner = tf.math.div(yK.y(), divisor);
    accepted = yK.accepted();

    // x = (x_0 + kappa (1 - abar_0) grad log p(x_0)) / sqrt(abar_0)
    denoised = denoised();
  }

  private Operand<TFloat32> at(IntToDoubleFunction ofTransition) {
    return experts.at(in.transition, ofTransition);
  }

  private Operand<TFloat32> normal(Purpose purpose) {
    return noise.normal(tf, purpose, tf.constant(0), in.rows, diffusion.dimension());
  }

  /** sqrt(rho_i) x_{i-1} + sigma_i e. */
  private Operand<TFloat32> noised() {
    Operand<TFloat32> e = normal(Purpose.TRANSITION);
    return tf.math.add(
        tf.math.mul(in.noisy, at(i -> Math.sqrt(schedule.rho(i)))),
        tf.math.mul(e, at(schedule::sigma)));
  }

  /** y^0 of the transition: from the experts' weighted prediction, or x_i without initializers. */
  private Operand<TFloat32> proposal() {
    if (experts.experts().stream().anyMatch(expert -> !expert.hasInitializer())) {
      return in.noisy;
    }
    List<Operand<TFloat32>> predictions = new ArrayList<>();
    List<Operand<TFloat32>> weights = new ArrayList<>();
    for (ExpertNodes expert : experts.experts()) {
      predictions.add(expert.predicted(at(schedule::logSnr), in.insistence, in.noisy));
      weights.add(expert.weight());
    }
    Operand<TFloat32> predicted = predictions.get(0);
    if (predictions.size() > 1) {
      Operand<TFloat32> stacked = tf.stack(weights);
      Operand<TFloat32> shares = tf.math.div(stacked, tf.reduceSum(stacked, tf.constant(0)));
      predicted = experts.mixture() ? chosen(predictions, shares) : weighted(predictions, shares);
    }
    if (in.known != null && diffusion.proposal().ofData()) {
      // What is known of x_0 need not be predicted; labels that are ruled out are not drawn.
      predicted = free(predicted, in.known);
    }
    return diffusion.proposal().start(tf, this::at, predicted, in.noisy, noise, in.rows);
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
        in.noise(tf.constant(0L)).uniform(tf, Purpose.BRANCH, tf.constant(0), in.rows, 1);
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
      Operand<TFloat32> root) {
    if (in.known == null) {
      return y;
    }
    Operand<TFloat32> e = normal(Purpose.KNOWN);
    Operand<TFloat32> there =
        tf.math.mul(
            tf.math.add(tf.math.mul(in.known, at(signal)), tf.math.mul(e, at(deviation))), root);
    return free(y, there);
  }

  /** The first where something is filled in, the second where it is known. */
  private Operand<TFloat32> free(Operand<TFloat32> y, Operand<TFloat32> there) {
    Operand<TFloat32> held = tf.math.sub(tf.constant(1f), in.free);
    return tf.math.add(tf.math.mul(y, in.free), tf.math.mul(there, held));
  }

  /** (x_0 + kappa (1 - abar_0) grad log p(x_0)) / sqrt(abar_0), Tweedie's formula for kappa = 1. */
  private Operand<TFloat32> denoised() {
    Operand<TFloat32> y =
        tf.math.mul(in.noisy, tf.constant((float) Math.sqrt(schedule.rhoPrime(1))));
    Operand<TFloat32> slope =
        tf.gradients(experts.marginal(1).logDensity(tf, y), List.of(in.noisy)).dy(0);
    Operand<TFloat32> move =
        tf.math.mul(
            slope, tf.math.mul(in.denoising, tf.constant((float) schedule.noiseVariance(0))));
    return tf.math.div(tf.math.add(in.noisy, move), tf.constant((float) schedule.signal(0)));
  }
}
