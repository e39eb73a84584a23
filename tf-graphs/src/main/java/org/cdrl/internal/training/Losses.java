package org.cdrl.internal.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Kernel;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.MarginalDensity;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.energy.Terms;
import org.cdrl.internal.graph.Noise;
import org.cdrl.internal.graph.Noise.Purpose;
import org.cdrl.internal.graph.SpectralNorm;
import org.cdrl.internal.graph.Tensors;
import org.cdrl.internal.langevin.Chain;
import org.cdrl.internal.langevin.RecoveryDensity;
import org.cdrl.internal.network.Network;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;

/**
 * The losses of one iteration on some rows, and their gradients (CDRL paper, algorithm 1; DRL
 * paper, algorithm 1).
 *
 * <p>The energy is raised at data and lowered where K Langevin steps from the initializer's
 * proposal end; the initializer learns to propose that end. Without an initializer (DRL) the chains
 * start at x_i, and the pair (x_{i-1}, x_i) is a step of the forward chain.
 */
final class Losses {
  /**
   * What the losses are made of.
   *
   * @param energy f
   * @param initializer g; null for DRL
   * @param schedule the noise levels
   * @param stepSize s_i^2
   * @param langevinSteps K
   * @param regressionWeight of the data among the initializer's targets
   * @param noisyStarts share of the chains next to data that start with noise; 0 for DRL, whose
   *     chains start at x_i
   * @param gapLimit L, nats per coordinate; 0 for none
   * @param proposal what the initializer's predictions mean
   * @param dataVariance of the coordinates of x_0
   */
  record Parts(
      Network energy,
      Network initializer,
      NoiseSchedule schedule,
      StepSize stepSize,
      int langevinSteps,
      double regressionWeight,
      double noisyStarts,
      double gapLimit,
      Proposal proposal,
      double dataVariance) {
    /** What a run's settings make them of. */
    static Parts of(CdrlConfig config, Networks networks) {
      return new Parts(
          networks.energy(),
          networks.initializer(),
          config.schedule(),
          config.chains().stepSize(),
          config.chains().langevinSteps(),
          config.optimisation().regressionWeight(),
          networks.initializer() == null ? 0 : config.chains().noisyStarts(),
          config.optimisation().gapLimit(),
          networks.proposal(),
          config.chains().dataVariance());
    }

    private long parameters() {
      return energy.layout().size() + (initializer == null ? 0L : initializer.layout().size());
    }
  }

  /**
   * The tensors that they depend on.
   *
   * @param energy parameters of f
   * @param initializer parameters of g; null for DRL
   * @param spectral power-iteration vectors of f; null if f has no normalised weights
   * @param data x_0, [B, d]
   * @param observed 1 where x_0 was given, 0 where it was drawn, [B, d]; null if all was given
   * @param conditions of the rows, or null
   * @param noise purposes LEVEL, FORWARD, TRANSITION, PROPOSAL, LANGEVIN, START, DROPOUT
   */
  record Inputs(
      Operand<TFloat32> energy,
      Operand<TFloat32> initializer,
      Operand<TFloat32> spectral,
      Operand<TFloat32> data,
      Operand<TFloat32> observed,
      ShownConditions conditions,
      Noise noise) {}

  /**
   * What an iteration learns from these rows.
   *
   * @param energyGradient of all parameters of f, not clipped
   * @param initializerGradient of all parameters of g, not clipped; null for DRL
   * @param measures energy gap, energy loss and initializer loss, [3]
   * @param spectral the next power-iteration vectors; null if f has no normalised weights
   */
  record Cooperative(
      Operand<TFloat32> energyGradient,
      Operand<TFloat32> initializerGradient,
      Operand<TFloat32> measures,
      Operand<TFloat32> spectral) {}

  /**
   * What an iteration of the pre-training learns from these rows.
   *
   * @param gradient of all parameters of g, not clipped
   * @param loss scalar
   */
  record Pretraining(Operand<TFloat32> gradient, Operand<TFloat32> loss) {}

  /**
   * The intermediate values of one iteration, for inspection: x_i, x_{i-1}, y^0, y^K, [B, d], and f
   * at both phases, [B].
   */
  record Inside(
      Operand<TFloat32> noisy,
      Operand<TFloat32> cleaner,
      Operand<TFloat32> start,
      Operand<TFloat32> end,
      Operand<TFloat32> positiveEnergy,
      Operand<TFloat32> negativeEnergy) {}

  /**
   * What the forward part of an iteration found.
   *
   * @param f parameters of f
   * @param g parameters of g; null for DRL
   * @param spectral the next power-iteration vectors
   * @param gap log p(data) - log p(chain ends), nats, [B]
   * @param energyLoss of f, scalar
   * @param initializerLoss of g, scalar; null for DRL
   * @param pretrainingLoss of g alone, scalar; null for DRL
   */
  private record Forward(
      Inside inside,
      Tensors f,
      Tensors g,
      Operand<TFloat32> spectral,
      Operand<TFloat32> gap,
      Operand<TFloat32> energyLoss,
      Operand<TFloat32> initializerLoss,
      Operand<TFloat32> pretrainingLoss) {}

  private final Ops tf;
  private final Parts parts;
  private final Inputs inputs;
  private final Operand<TInt32> rows;
  private final PerTransition per;
  private final Forward forward;

  /** Builds the forward part. */
  Losses(Ops tf, Parts parts, Inputs inputs) {
    this.tf = tf;
    this.parts = parts;
    this.inputs = inputs;
    rows = tf.constant((int) inputs.data().shape().get(0));
    per = new PerTransition(tf, parts.schedule().levels(), transitions());
    forward = algorithm1();
  }

  /**
   * Training on a batch of rows x_0, each at a level i ~ U{1, .., T}, up to the losses (CDRL paper,
   * algorithm 1; DRL paper, algorithm 1, without g).
   */
  private Forward algorithm1() {
    NoiseSchedule schedule = parts.schedule();
    boolean cdrl = parts.initializer() != null;
    Operand<TFloat32> x0 = inputs.data();

    // e ~ N(0, I)
    // x_{i-1} = sqrt(abar_{i-1}) x_0 + sqrt(1 - abar_{i-1}) e
    Operand<TFloat32> e = normal(Purpose.FORWARD);
    Operand<TFloat32> cleaner = mix(i -> schedule.signal(i - 1), x0, i -> schedule.noise(i - 1), e);

    // CDRL: x_i = sqrt(abar_i) x_0 + sqrt(1 - abar_i) e, with the same e, which has less variance
    // DRL:  x_i = sqrt(rho_i) x_{i-1} + sigma_i e'
    Operand<TFloat32> noisy =
        cdrl
            ? mix(schedule::signal, x0, schedule::noise, e)
            : mix(
                i -> Math.sqrt(schedule.rho(i)),
                cleaner,
                schedule::sigma,
                normal(Purpose.TRANSITION));

    // y_{i-1} = sqrt(rho'_i) x_{i-1}
    Operand<TFloat32> y = tf.math.mul(per.column(i -> Math.sqrt(schedule.rhoPrime(i))), cleaner);

    // CDRL: y^0 = g(x_i, lam_i) + sqrt(sigtilde_i^2 rho'_i) z
    // DRL:  y^0 = x_i
    Tensors gWeights = cdrl ? split(parts.initializer(), inputs.initializer()) : null;
    Operand<TFloat32> predicted = cdrl ? predicted(gWeights, noisy) : null;
    Operand<TFloat32> y0 =
        cdrl
            ? parts.proposal().start(tf, per::column, predicted, noisy, inputs.noise(), rows)
            : noisy;
    Observed observed = new Observed(tf, inputs.observed());
    Operand<TFloat32> pretrainingLoss =
        cdrl ? mean(observed.distance(parts, per, x0, noisy, predicted, y0)) : null;

    // log p(y | x_i) = f(y, lam_{i-1}) / s_i^2 - |y - x_i|^2 / (2 sigma_i^2) + const
    Network f = parts.energy();
    Tensors fRaw = split(f, inputs.energy());
    SpectralNorm.Normalized fWeights =
        SpectralNorm.iterate(tf, f.layout(), fRaw, inputs.spectral());
    Tensors fContext = context(f, fWeights.weights(), i -> schedule.logSnr(i - 1));
    Operand<TFloat32> inverseVariance = per.column(i -> 1 / parts.stepSize().variance(schedule, i));
    MarginalDensity marginal =
        MarginalDensity.of(Terms.single(f, fWeights.weights(), fContext), inverseVariance);
    ChainStarts starts = ChainStarts.of(tf, per, parts, y0, marginal::ofRows, inputs.noise(), rows);
    RecoveryDensity recovery =
        new RecoveryDensity(
            marginal,
            noisy,
            per.column(i -> schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i)));

    // for k = 1 .. K: y^k = y^{k-1} + s_i^2 / 2 grad log p(y^{k-1} | x_i) + s_i e_k
    Operand<TFloat32> yK = chain(recovery, tf.stopGradient(starts.rows()));

    // loss of f = -mean w_i (f(y_{i-1}, lam_{i-1}) - f(y^K, lam_{i-1})), in one batch of 2B rows
    // What is missing in the data agrees in both phases, so that nothing of it is learned.
    Operand<TFloat32> data = observed.or(y, yK);
    Tensors twice = fContext.map(t -> tf.concat(List.of(t, t), tf.constant(0)));
    Operand<TFloat32> both =
        f.value(tf, fWeights.weights(), twice, tf.concat(List.of(data, yK), tf.constant(0)));
    Operand<TFloat32> phases = tf.reshape(both, tf.constant(new int[] {2, -1}));
    Operand<TFloat32> positive = tf.gather(phases, tf.constant(0), tf.constant(0));
    Operand<TFloat32> negative = tf.gather(phases, tf.constant(1), tf.constant(0));
    Operand<TFloat32> difference = tf.math.sub(positive, negative);
    Operand<TFloat32> gap =
        tf.math.mul(difference, tf.reshape(inverseVariance, tf.constant(new int[] {-1})));
    Operand<TFloat32> weight = pull(starts.perStep(tf, gap));
    Operand<TFloat32> energyLoss = tf.math.neg(mean(tf.math.mul(difference, weight)));

    // loss of g = mean |y^K - y^0|^2 + beta (distance from the data)
    // Cooperation alone lets proposals and chains drift off together in long runs.
    Operand<TFloat32> initializerLoss =
        cdrl
            ? tf.math.add(
                mean(starts.counted(tf, squaredDistance(y0, yK))),
                tf.math.mul(pretrainingLoss, tf.constant((float) parts.regressionWeight())))
            : null;

    return new Forward(
        new Inside(noisy, cleaner, starts.rows(), yK, positive, negative),
        fRaw,
        gWeights,
        fWeights.vectors(),
        gap,
        energyLoss,
        initializerLoss,
        pretrainingLoss);
  }

  /** The gradients of both networks. */
  Cooperative cooperative() {
    Operand<TFloat32> energy = gradient(forward.energyLoss(), parts.energy(), forward.f());
    boolean cdrl = parts.initializer() != null;
    Operand<TFloat32> initializer =
        cdrl ? gradient(forward.initializerLoss(), parts.initializer(), forward.g()) : null;
    Operand<TFloat32> initializerLoss = cdrl ? forward.initializerLoss() : tf.constant(0f);
    return new Cooperative(
        energy,
        initializer,
        tf.stack(List.of(mean(forward.gap()), forward.energyLoss(), initializerLoss)),
        forward.spectral());
  }

  /** w_i, of rows whose gaps are near the limit less, [B]. */
  private Operand<TFloat32> pull(Operand<TFloat32> gap) {
    Operand<TFloat32> pull = per.vector(parts.schedule()::lossWeight);
    return parts.gapLimit() > 0 ? tf.math.mul(pull, restraint(gap)) : pull;
  }

  /**
   * 1 - gap / (L d), at most 1 and at least -1, [B]: the gradient of gap - gap^2 / (2 L d). A row
   * lets go of the energy as its gap nears the limit, and beyond it pulls the other way: its chain
   * left the data because the energy is too steep already, and would make it steeper. The gap of a
   * chain that starts r away counts per length of a Langevin step: data differ among themselves by
   * more than the limit, so that what is far away has to be allowed more.
   */
  private Operand<TFloat32> restraint(Operand<TFloat32> gap) {
    long d = inputs.data().shape().get(1);
    Operand<TFloat32> share = tf.math.mul(gap, tf.constant((float) (1 / (parts.gapLimit() * d))));
    return tf.stopGradient(
        tf.clipByValue(tf.math.sub(tf.constant(1f), share), tf.constant(-1f), tf.constant(1f)));
  }

  /** The gradient of the initializer alone, from the data; null without one. */
  Pretraining pretraining() {
    if (parts.initializer() == null) {
      return null;
    }
    return new Pretraining(
        gradient(forward.pretrainingLoss(), parts.initializer(), forward.g()),
        forward.pretrainingLoss());
  }

  /** How much memory the gradients need that were asked for, estimated from their graph. */
  MemoryNeed memoryNeed() {
    int count = (int) inputs.data().shape().get(0);
    return MemoryNeed.of((Graph) tf.scope().env(), count, parts.parameters());
  }

  /** The intermediate values. */
  Inside inside() {
    return forward.inside();
  }

  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private Operand<TFloat32> gradient(Operand<TFloat32> loss, Network network, Tensors parameters) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Operand<?> gradient : tf.gradients(loss, parameters.list()).dy()) {
      gradients.add((Operand<TFloat32>) gradient);
    }
    return network.layout().join(tf, gradients);
  }

  /** i - 1 in 0 .. T-1 for every row. */
  private Operand<TInt32> transitions() {
    int levels = parts.schedule().levels();
    Operand<TFloat32> u =
        tf.reshape(
            inputs.noise().uniform(tf, Purpose.LEVEL, tf.constant(0), rows, 1),
            tf.constant(new int[] {-1}));
    return tf.math.minimum(
        tf.dtypes.cast(tf.math.mul(u, tf.constant((float) levels)), TInt32.class),
        tf.constant(levels - 1));
  }

  /** A network's view of level and condition: T rows looked up, without conditions. */
  private Tensors context(Network network, Tensors weights, IntToDoubleFunction logSnr) {
    Tensors levels = network.level(tf, weights, per.table(logSnr));
    return inputs.conditions() == null
        ? network.context(tf, weights, levels, null).map(per::rows)
        : inputs.conditions().context(tf, network, weights, levels, per);
  }

  private Operand<TFloat32> normal(Purpose purpose) {
    int width = (int) inputs.data().shape().get(1);
    return inputs.noise().normal(tf, purpose, tf.constant(0), rows, width);
  }

  private Tensors split(Network network, Operand<TFloat32> flat) {
    return network.layout().split(tf, flat);
  }

  /** What g predicts of x_i. */
  private Operand<TFloat32> predicted(Tensors weights, Operand<TFloat32> noisy) {
    Network g = parts.initializer().inTraining(inputs.noise());
    return g.value(tf, weights, context(g, weights, parts.schedule()::logSnr), noisy);
  }

  /** y^K, through which no gradient goes. */
  private Operand<TFloat32> chain(RecoveryDensity recovery, Operand<TFloat32> start) {
    Operand<TFloat32> variance = per.column(i -> parts.stepSize().variance(parts.schedule(), i));
    Chain chain = new Chain(recovery, Kernel.ULA, variance, null, null, inputs.noise());
    Operand<TInt32> steps = tf.constant(parts.langevinSteps());
    return tf.stopGradient(chain.run(tf, tf.constant(0), steps, start).y());
  }

  private Operand<TFloat32> mix(
      IntToDoubleFunction signal,
      Operand<TFloat32> x,
      IntToDoubleFunction noise,
      Operand<TFloat32> e) {
    return tf.math.add(tf.math.mul(per.column(signal), x), tf.math.mul(per.column(noise), e));
  }

  private Operand<TFloat32> mean(Operand<TFloat32> perRow) {
    return tf.math.mean(perRow, tf.constant(new int[] {0}));
  }

  /** sum_d (a - b)^2, [B]. */
  private Operand<TFloat32> squaredDistance(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.reduceSum(tf.math.square(tf.math.sub(a, b)), tf.constant(1));
  }
}
