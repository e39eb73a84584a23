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
import org.cdrl.internal.network.Preconditioning;
import org.cdrl.schedule.NoiseSchedule;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TBool;
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
   * @param noisyStarts share of the chains next to data that start between proposal and x_1
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
          config.stepSize(),
          config.langevinSteps(),
          config.regressionWeight(),
          config.noisyStarts(),
          config.gapLimit(),
          networks.proposal(),
          config.dataVariance());
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
   * @param conditions one-hot [B, c], or null
   * @param noise purposes LEVEL, FORWARD, TRANSITION, PROPOSAL, LANGEVIN, START, DROPOUT
   */
  record Inputs(
      Operand<TFloat32> energy,
      Operand<TFloat32> initializer,
      Operand<TFloat32> spectral,
      Operand<TFloat32> data,
      Operand<TFloat32> conditions,
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
   * What an iteration that teaches the initializer alone learns from these rows.
   *
   * @param gradient of all parameters of g, not clipped
   * @param loss scalar
   */
  record Teaching(Operand<TFloat32> gradient, Operand<TFloat32> loss) {}

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

  private final Ops tf;
  private final Parts parts;
  private final Operand<TFloat32> conditions;
  private final PerTransition per;
  private final SpectralNorm.Normalized normalized;
  private final Tensors rawEnergy;
  private final Tensors initializerWeights;
  private final Operand<TFloat32> inverseVariance;
  private final Operand<TFloat32> start;
  private final Operand<TBool> proposed;
  private final Operand<TFloat32> teachingLoss;
  private final Inside inside;

  /** Builds the forward part. */
  Losses(Ops tf, Parts parts, Inputs inputs) {
    this.tf = tf;
    this.parts = parts;
    this.conditions = inputs.conditions();
    Noise noise = inputs.noise();
    Operand<TFloat32> data = inputs.data();
    NoiseSchedule schedule = parts.schedule();
    int width = (int) data.shape().get(1);
    Operand<TInt32> rows = tf.constant((int) data.shape().get(0));
    this.per = new PerTransition(tf, schedule.levels(), transitions(noise, rows));

    // The pair (x_{i-1}, x_i).
    Operand<TFloat32> e = normal(noise, Purpose.FORWARD, rows, width);
    Operand<TFloat32> cleaner =
        mix(i -> schedule.signal(i - 1), data, i -> schedule.noise(i - 1), e);
    Operand<TFloat32> noisy =
        parts.initializer() != null
            // CDRL: both members share e, which has less variance than a forward step.
            ? mix(schedule::signal, data, schedule::noise, e)
            : mix(
                i -> Math.sqrt(schedule.rho(i)),
                cleaner,
                schedule::sigma,
                normal(noise, Purpose.TRANSITION, rows, width));
    Operand<TFloat32> positive =
        tf.math.mul(per.column(i -> Math.sqrt(schedule.rhoPrime(i))), cleaner);

    // y^0, where the chains start.
    if (parts.initializer() == null) {
      initializerWeights = null;
      teachingLoss = null;
      start = noisy;
    } else {
      Network g = parts.initializer().inTraining(noise);
      initializerWeights = g.layout().split(tf, inputs.initializer());
      Operand<TFloat32> predicted =
          g.value(tf, initializerWeights, context(g, initializerWeights, schedule::logSnr), noisy);
      start = parts.proposal().start(tf, per::column, predicted, noisy, noise, rows);
      teachingLoss = teachingLoss(data, noisy, predicted, start);
    }
    proposed = parts.noisyStarts() > 0 ? proposed(noise, rows) : null;
    Operand<TFloat32> chainStart =
        proposed == null ? start : tf.select(proposed, start, onTheWay(start, noisy, noise, rows));

    // y^K, where they end.
    Network f = parts.energy();
    rawEnergy = f.layout().split(tf, inputs.energy());
    normalized = SpectralNorm.iterate(tf, f.layout(), rawEnergy, inputs.spectral());
    Tensors weights = normalized.weights();
    Tensors energyContext = context(f, weights, i -> schedule.logSnr(i - 1));
    inverseVariance = per.column(i -> 1 / parts.stepSize().variance(schedule, i));
    RecoveryDensity recovery =
        new RecoveryDensity(
            MarginalDensity.of(Terms.single(f, weights, energyContext), inverseVariance),
            noisy,
            per.column(i -> schedule.isFinal(i) ? 0 : 1 / schedule.sigmaSquared(i)));
    Chain chain =
        new Chain(
            recovery,
            Kernel.ULA,
            per.column(i -> parts.stepSize().variance(schedule, i)),
            null,
            null,
            noise);
    Operand<TFloat32> end =
        tf.stopGradient(
            chain
                .run(
                    tf,
                    tf.constant(0),
                    tf.constant(parts.langevinSteps()),
                    tf.stopGradient(chainStart))
                .y());

    // Both phases as one batch of 2B rows.
    Operand<TFloat32> both =
        f.value(
            tf,
            weights,
            energyContext.map(t -> tf.concat(List.of(t, t), tf.constant(0))),
            tf.concat(List.of(positive, end), tf.constant(0)));
    Operand<TFloat32> phases = tf.reshape(both, tf.constant(new int[] {2, -1}));
    Operand<TFloat32> positiveEnergy = tf.gather(phases, tf.constant(0), tf.constant(0));
    Operand<TFloat32> negativeEnergy = tf.gather(phases, tf.constant(1), tf.constant(0));
    inside = new Inside(noisy, cleaner, chainStart, end, positiveEnergy, negativeEnergy);
  }

  /** The gradients of both networks. */
  Cooperative cooperative() {
    Operand<TFloat32> difference = tf.math.sub(inside.positiveEnergy(), inside.negativeEnergy());
    Operand<TFloat32> gap =
        tf.math.mul(difference, tf.reshape(inverseVariance, tf.constant(new int[] {-1})));
    Operand<TFloat32> pull = per.vector(parts.schedule()::lossWeight);
    if (parts.gapLimit() > 0) {
      pull = tf.math.mul(pull, restraint(gap));
    }
    Operand<TFloat32> energyLoss = tf.math.neg(mean(tf.math.mul(difference, pull)));
    Operand<TFloat32> energyGradient = gradient(energyLoss, parts.energy(), rawEnergy);
    if (parts.initializer() == null) {
      return new Cooperative(
          energyGradient,
          null,
          tf.stack(List.of(mean(gap), energyLoss, tf.constant(0f))),
          normalized.vectors());
    }
    // Cooperation alone lets proposals and chains drift off together in long runs.
    Operand<TFloat32> initializerLoss =
        tf.math.add(
            mean(counted(squaredDistance(start, inside.end()))),
            tf.math.mul(teachingLoss, tf.constant((float) parts.regressionWeight())));
    return new Cooperative(
        energyGradient,
        gradient(initializerLoss, parts.initializer(), initializerWeights),
        tf.stack(List.of(mean(gap), energyLoss, initializerLoss)),
        normalized.vectors());
  }

  /**
   * 1 - gap / (L d), at most 1 and at least -1, [B]: the gradient of gap - gap^2 / (2 L d). A row
   * lets go of the energy as its gap nears the limit, and beyond it pulls the other way: its chain
   * left the data because the energy is too steep already, and would make it steeper.
   */
  private Operand<TFloat32> restraint(Operand<TFloat32> gap) {
    long d = inside.end().shape().get(1);
    Operand<TFloat32> share = tf.math.mul(gap, tf.constant((float) (1 / (parts.gapLimit() * d))));
    return tf.stopGradient(
        tf.clipByValue(tf.math.sub(tf.constant(1f), share), tf.constant(-1f), tf.constant(1f)));
  }

  /** The gradient of the initializer alone, from the data; null without one. */
  Teaching teaching() {
    if (parts.initializer() == null) {
      return null;
    }
    return new Teaching(
        gradient(teachingLoss, parts.initializer(), initializerWeights), teachingLoss);
  }

  /** How much memory the gradients need that were asked for, estimated from their graph. */
  MemoryNeed memoryNeed() {
    int rows = (int) inside.end().shape().get(0);
    return MemoryNeed.of((Graph) tf.scope().env(), rows, parts.parameters());
  }

  /** The intermediate values. */
  Inside inside() {
    return inside;
  }

  @SuppressWarnings("unchecked") // gradients have the type of what they are of
  private Operand<TFloat32> gradient(Operand<TFloat32> loss, Network network, Tensors parameters) {
    List<Operand<TFloat32>> gradients = new ArrayList<>();
    for (Operand<?> gradient : tf.gradients(loss, parameters.list()).dy()) {
      gradients.add((Operand<TFloat32>) gradient);
    }
    return network.layout().join(tf, gradients);
  }

  /**
   * How far the initializer is from the data: from x_0, in units of its standard deviation given
   * x_i, or from E[y_{i-1} | x_i, x_0], which teaches the mean of the recovery likelihood.
   */
  private Operand<TFloat32> teachingLoss(
      Operand<TFloat32> data,
      Operand<TFloat32> noisy,
      Operand<TFloat32> predicted,
      Operand<TFloat32> start) {
    Proposal proposal = parts.proposal();
    if (!proposal.ofData()) {
      return distance(start, proposal.posteriorMean(tf, per::column, data, noisy));
    }
    Operand<TFloat32> deviation =
        Preconditioning.of(tf, per.column(parts.schedule()::alphaBar), parts.dataVariance()).out();
    return distance(tf.math.div(predicted, deviation), tf.math.div(data, deviation));
  }

  /** i - 1 in 0 .. T-1 for every row. */
  private Operand<TInt32> transitions(Noise noise, Operand<TInt32> rows) {
    int levels = parts.schedule().levels();
    Operand<TFloat32> u =
        tf.reshape(
            noise.uniform(tf, Purpose.LEVEL, tf.constant(0), rows, 1), tf.constant(new int[] {-1}));
    return tf.math.minimum(
        tf.dtypes.cast(tf.math.mul(u, tf.constant((float) levels)), TInt32.class),
        tf.constant(levels - 1));
  }

  /** A network's view of level and condition: T rows looked up, as far as levels alone matter. */
  private Tensors context(Network network, Tensors weights, IntToDoubleFunction logSnr) {
    Tensors levels = network.level(tf, weights, per.table(logSnr));
    if (conditions == null) {
      return network.context(tf, weights, levels, null).map(per::rows);
    }
    return network.context(tf, weights, levels.map(per::rows), conditions);
  }

  private Operand<TFloat32> normal(Noise noise, Purpose purpose, Operand<TInt32> rows, int width) {
    return noise.normal(tf, purpose, tf.constant(0), rows, width);
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

  /** mean_b sum_d (a - b)^2. */
  private Operand<TFloat32> distance(Operand<TFloat32> a, Operand<TFloat32> b) {
    return mean(squaredDistance(a, b));
  }

  /** sum_d (a - b)^2, [B]. */
  private Operand<TFloat32> squaredDistance(Operand<TFloat32> a, Operand<TFloat32> b) {
    return tf.reduceSum(tf.math.square(tf.math.sub(a, b)), tf.constant(1));
  }

  /**
   * Whether a chain starts at the proposal, [B, 1]. At other levels than the first the chains are
   * too short to come back from elsewhere, and their energies would learn slopes that are too
   * steep.
   */
  private Operand<TBool> proposed(Noise noise, Operand<TInt32> rows) {
    Operand<TFloat32> u = noise.uniform(tf, Purpose.START, tf.constant(0), rows, 1);
    return tf.math.greaterEqual(u, per.column(i -> i == 1 ? parts.noisyStarts() : 0));
  }

  /**
   * Somewhere between a proposal and x_i, [B, d]: as noisy as the one, as the other, or between.
   */
  private Operand<TFloat32> onTheWay(
      Operand<TFloat32> proposal, Operand<TFloat32> noisy, Noise noise, Operand<TInt32> rows) {
    Operand<TFloat32> u = noise.uniform(tf, Purpose.START, tf.constant(1), rows, 1);
    return tf.math.add(proposal, tf.math.mul(u, tf.math.sub(noisy, proposal)));
  }

  /** Without the rows that say nothing of the initializer. */
  private Operand<TFloat32> counted(Operand<TFloat32> perRow) {
    if (proposed == null) {
      return perRow;
    }
    Operand<TFloat32> one = tf.dtypes.cast(proposed, TFloat32.class);
    return tf.math.mul(perRow, tf.reshape(one, tf.constant(new int[] {-1})));
  }
}
