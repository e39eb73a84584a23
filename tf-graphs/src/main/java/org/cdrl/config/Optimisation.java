package org.cdrl.config;

import java.util.List;
import java.util.Map;

/** How long the networks learn, from what and how fast; immutable. */
public final class Optimisation extends SettingGroup {
  /** Iterations in which both networks learn. */
  public static final Setting<Integer> ITERATIONS =
      Setting.whole(
          "iterations",
          4000,
          v -> v >= 1,
          "at least 1",
          "Training iterations beside those of the pre-training; time grows in proportion. More is"
              + " better until quality stops improving; too few leave the model unfinished. The"
              + " learning rates stretch with it.");

  /** Iterations in which the initializer learns alone. */
  public static final Setting<Integer> PRETRAINING_ITERATIONS =
      Setting.whole(
          "pretrainingIterations",
          500,
          v -> v >= 0,
          "at least 0",
          "Iterations of the pre-training, in which the initializer alone learns the posterior mean"
              + " by regression: before the others, and at most half as many. They are cheap. DRL"
              + " has none.");

  /** B, rows per iteration. */
  public static final Setting<Integer> BATCH_SIZE =
      Setting.whole(
          "batchSize",
          512,
          v -> v >= 1,
          "at least 1",
          "Rows per iteration. Larger batches give smoother gradients at a cost in proportion.");

  /** Adam's step size for the energy. */
  public static final Setting<Double> ENERGY_LEARNING_RATE =
      Setting.number(
          "energyLearningRate",
          1e-3,
          v -> v > 0,
          "positive and finite",
          "Adam's step size for the energy. Higher learns faster until the energy gap starts to"
              + " oscillate; lower it if training diverges.");

  /** Adam's step size for the initializer. */
  public static final Setting<Double> INITIALIZER_LEARNING_RATE =
      Setting.number(
          "initializerLearningRate",
          1e-3,
          v -> v > 0,
          "positive and finite",
          "Adam's step size for the initializer. Raise it if the initializer's loss is still"
              + " falling steeply at the end of training: proposals that lag behind the chains'"
              + " ends leave more to the chains than their steps can do. Too high, proposals jump,"
              + " and the energy with them; lower it with the energy's if training diverges.");

  /** Weight of data among the initializer's targets. */
  public static final Setting<Double> REGRESSION_WEIGHT =
      Setting.number(
          "regressionWeight",
          .2,
          v -> v >= 0,
          "at least 0",
          "Weight of the data's own posterior mean beside the chains' ends as the initializer's"
              + " target. With 0, as in the CDRL paper, proposals and chains drift off together in"
              + " long runs; with 1 or more edges come out softer.");

  /** L, the gap at which a row has no weight in the energy's loss. */
  public static final Setting<Double> GAP_LIMIT =
      Setting.number(
          "gapLimit",
          0,
          v -> v >= 0,
          "positive, or 0 for no limit",
          "Energy gap log p(data) - log p(chain's end), in nats per coordinate, at which a row has"
              + " no weight in the energy's loss; beyond it the weight is negative. Chains that overshoot"
              + " would otherwise make the energy steeper, and overshoot more, until the gap runs"
              + " away. For chains that start elsewhere than proposed, it is a limit per length of a"
              + " Langevin step on the way there. 0 is no limit, as in the papers. Set it to .2 if training of images"
              + " diverges, or with noisy starts; much smaller values slow learning.");

  /** Iterations in which the energy's learning rate rises. */
  public static final Setting<Integer> WARM_UP =
      Setting.whole(
          "warmUp",
          100,
          v -> v >= 0,
          "at least 0",
          "Iterations after the pre-training in which the energy's learning rate rises linearly from"
              + " 0. Raise it if the energy gap runs away in the first iterations. With 0, Adam's"
              + " first steps can throw the energy off; a warm-up as long as iterations never"
              + " reaches the full rate.");

  /** Share of the iterations in which learning rates fall. */
  public static final Setting<Double> COOL_DOWN =
      Setting.number(
          "coolDown",
          1,
          v -> v >= 0 && v <= 1,
          "from 0 to 1",
          "Share of the iterations, at the end, in which the learning rates fall linearly to 0; 0"
              + " for never. Long stretches at the full rate make samples worse, not better.");

  /** Largest norm of a gradient. */
  public static final Setting<Double> CLIP =
      Setting.number(
          "clip",
          1,
          v -> v > 0,
          "positive and finite",
          "Largest norm of a gradient; longer ones are shortened to it. Lower it if single batches"
              + " throw training off.");

  /** Decay of the average of weights. */
  public static final Setting<Double> AVERAGE_DECAY =
      Setting.number(
          "averageDecay",
          .999,
          v -> v >= 0 && v < 1,
          "at least 0 and below 1",
          "Decay of the moving average of the weights, which is what the model uses; 0 for no"
              + " average. Raise it towards .9999 for very long runs.");

  /** Decoupled weight decay. */
  public static final Setting<Double> WEIGHT_DECAY =
      Setting.number(
          "weightDecay",
          0,
          v -> v >= 0 && v < 1,
          "at least 0 and below 1",
          "Decoupled weight decay (AdamW) per unit of learning rate. Small positive values restrain"
              + " the networks on tiny data sets.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          ITERATIONS,
          PRETRAINING_ITERATIONS,
          BATCH_SIZE,
          ENERGY_LEARNING_RATE,
          INITIALIZER_LEARNING_RATE,
          REGRESSION_WEIGHT,
          GAP_LIMIT,
          WARM_UP,
          COOL_DOWN,
          CLIP,
          AVERAGE_DECAY,
          WEIGHT_DECAY);

  Optimisation(Map<Setting<?>, Object> given) {
    super(SETTINGS, given);
  }

  /** {@link #ITERATIONS}. */
  public int iterations() {
    return get(ITERATIONS);
  }

  /** {@link #PRETRAINING_ITERATIONS}. */
  public int pretrainingIterations() {
    return get(PRETRAINING_ITERATIONS);
  }

  /** {@link #BATCH_SIZE}. */
  public int batchSize() {
    return get(BATCH_SIZE);
  }

  /** {@link #ENERGY_LEARNING_RATE}. */
  public double energyLearningRate() {
    return get(ENERGY_LEARNING_RATE);
  }

  /** {@link #INITIALIZER_LEARNING_RATE}. */
  public double initializerLearningRate() {
    return get(INITIALIZER_LEARNING_RATE);
  }

  /** {@link #REGRESSION_WEIGHT}. */
  public double regressionWeight() {
    return get(REGRESSION_WEIGHT);
  }

  /** {@link #GAP_LIMIT}. */
  public double gapLimit() {
    return get(GAP_LIMIT);
  }

  /** {@link #WARM_UP}. */
  public int warmUp() {
    return get(WARM_UP);
  }

  /** {@link #COOL_DOWN}. */
  public double coolDown() {
    return get(COOL_DOWN);
  }

  /** {@link #CLIP}. */
  public double clip() {
    return get(CLIP);
  }

  /** {@link #AVERAGE_DECAY}. */
  public double averageDecay() {
    return get(AVERAGE_DECAY);
  }

  /** {@link #WEIGHT_DECAY}. */
  public double weightDecay() {
    return get(WEIGHT_DECAY);
  }

  /**
   * What builders have for settings of optimisation.
   *
   * @param <B> the builder
   */
  public interface Setters<B> extends SettingChanger<B> {
    /** {@link #ITERATIONS}. */
    default B iterations(int value) {
      return set(ITERATIONS, value);
    }

    /** {@link #PRETRAINING_ITERATIONS}. */
    default B pretrainingIterations(int value) {
      return set(PRETRAINING_ITERATIONS, value);
    }

    /** {@link #BATCH_SIZE}. */
    default B batchSize(int value) {
      return set(BATCH_SIZE, value);
    }

    /** {@link #ENERGY_LEARNING_RATE}. */
    default B energyLearningRate(double value) {
      return set(ENERGY_LEARNING_RATE, value);
    }

    /** {@link #INITIALIZER_LEARNING_RATE}. */
    default B initializerLearningRate(double value) {
      return set(INITIALIZER_LEARNING_RATE, value);
    }

    /** {@link #REGRESSION_WEIGHT}. */
    default B regressionWeight(double value) {
      return set(REGRESSION_WEIGHT, value);
    }

    /** {@link #GAP_LIMIT}. */
    default B gapLimit(double value) {
      return set(GAP_LIMIT, value);
    }

    /** {@link #WARM_UP}. */
    default B warmUp(int value) {
      return set(WARM_UP, value);
    }

    /** {@link #COOL_DOWN}. */
    default B coolDown(double value) {
      return set(COOL_DOWN, value);
    }

    /** {@link #CLIP}. */
    default B clip(double value) {
      return set(CLIP, value);
    }

    /** {@link #AVERAGE_DECAY}. */
    default B averageDecay(double value) {
      return set(AVERAGE_DECAY, value);
    }

    /** {@link #WEIGHT_DECAY}. */
    default B weightDecay(double value) {
      return set(WEIGHT_DECAY, value);
    }
  }
}
