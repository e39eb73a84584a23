package org.cdrl.config;

import java.util.List;
import java.util.Map;

/** Noise levels, and the Langevin chains between them; immutable. */
public final class Chains extends SettingGroup {
  /** T, the number of noise levels. */
  public static final Setting<Integer> LEVELS =
      Setting.whole(
          "levels",
          6,
          v -> v >= 1 && v <= 100,
          "from 1 to 100; the papers use 6",
          "Noise levels. Fewer make every step between two levels harder, and with fewer than 4 the"
              + " model is crude; more make it easier, so that fewer Langevin steps do, but"
              + " sampling takes time in proportion.");

  /** K, Langevin steps per level in training. */
  public static final Setting<Integer> LANGEVIN_STEPS =
      Setting.whole(
          "langevinSteps",
          15,
          v -> v >= 1,
          "at least 1; the papers use 15 or 30",
          "Langevin steps per noise level; training and sampling time grow in proportion. Raise it"
              + " with fewer levels: with 6 levels, fewer than 5 make chains stop short of the"
              + " energy, and the energy gap may run away.");

  /** c of {@link StepSize}. */
  public static final Setting<Double> STEP_COEFFICIENT =
      Setting.number(
          "stepCoefficient",
          .0026,
          v -> v > 0,
          "positive and finite",
          "Variance of a Langevin step over that of the noise, at the finest level. Larger steps"
              + " move further but blur the finest level; too large ones diverge.");

  /** p of {@link StepSize}. */
  public static final Setting<Double> STEP_NOISE_EXPONENT =
      Setting.number(
          "stepNoiseExponent",
          .75,
          v -> v >= 0,
          "at least 0 and finite",
          "How much longer Langevin steps are where the level is noisier; 0 for not at all, 1 in"
              + " both papers for images.");

  /** Standard deviation of the data over that of the noise. */
  public static final Setting<Double> SPREAD =
      Setting.number(
          "spread",
          2,
          v -> v > 0,
          "positive and finite",
          "Standard deviation of every column as the networks see it, in units of the noise. With 1"
              + " the noisiest level is nearly pure noise but the finest level must resolve all"
              + " detail; larger values leave more to the coarse levels. Images are not rescaled:"
              + " for them it is the standard deviation of their values, which the initializer needs.");

  /** What the initializer predicts. */
  public static final Setting<Boolean> PREDICT_DATA =
      Setting.flag(
          "predictData",
          false,
          "Whether the initializer predicts the data, so that labels are drawn instead of averaged,"
              + " or the next cleaner level, as in the paper. Tables with labels need it, or rare"
              + " ones get lost.");

  /** Share of the chains next to data that start away from proposals. */
  public static final Setting<Double> NOISY_STARTS =
      Setting.number(
          "noisyStarts",
          0,
          v -> v >= 0 && v < 1,
          "at least 0 and below 1",
          "Share of the chains next to data that start in training away from the initializer's"
              + " proposal: eight steps uphill on the log-density, straight on or along its ridges,"
              + " which together have a root mean square between the standard deviation of a"
              + " Langevin step and 1, all magnitudes alike. Proposals are close to data, so that"
              + " without such chains the energy next to data never learns what is far from them:"
              + " noise seems likely, and long chains leave the data. With .5 noise is unlikely and"
              + " long chains stay for longer; on larger images training then needs a gap limit. On"
              + " a CPU it costs less per iteration than another Langevin step, as few rows are next"
              + " to data. DRL does not use it.");

  static final List<Setting<?>> SETTINGS =
      List.of(
          LEVELS,
          LANGEVIN_STEPS,
          STEP_COEFFICIENT,
          STEP_NOISE_EXPONENT,
          SPREAD,
          PREDICT_DATA,
          NOISY_STARTS);

  Chains(Map<Setting<?>, Object> given) {
    super(SETTINGS, given);
  }

  /** {@link #LEVELS}. */
  public int levels() {
    return get(LEVELS);
  }

  /** {@link #LANGEVIN_STEPS}. */
  public int langevinSteps() {
    return get(LANGEVIN_STEPS);
  }

  /** s_i^2, of {@link #STEP_COEFFICIENT} and {@link #STEP_NOISE_EXPONENT}. */
  public StepSize stepSize() {
    return new StepSize(get(STEP_COEFFICIENT), get(STEP_NOISE_EXPONENT));
  }

  /** {@link #SPREAD}. */
  public double spread() {
    return get(SPREAD);
  }

  /** Variance of every column as the networks see it. */
  public double dataVariance() {
    return spread() * spread();
  }

  /** {@link #PREDICT_DATA}. */
  public boolean predictData() {
    return get(PREDICT_DATA);
  }

  /** {@link #NOISY_STARTS}. */
  public double noisyStarts() {
    return get(NOISY_STARTS);
  }

  /**
   * What builders have for settings of chains.
   *
   * @param <B> the builder
   */
  public interface Setters<B> extends SettingChanger<B> {
    /** {@link #STEP_COEFFICIENT} and {@link #STEP_NOISE_EXPONENT}. */
    default B stepSize(StepSize value) {
      set(STEP_COEFFICIENT, value.coefficient());
      return set(STEP_NOISE_EXPONENT, value.noiseExponent());
    }

    /** {@link #LEVELS}. */
    default B levels(int value) {
      return set(LEVELS, value);
    }

    /** {@link #LANGEVIN_STEPS}. */
    default B langevinSteps(int value) {
      return set(LANGEVIN_STEPS, value);
    }

    /** {@link #SPREAD}. */
    default B spread(double value) {
      return set(SPREAD, value);
    }

    /** {@link #PREDICT_DATA}. */
    default B predictData(boolean value) {
      return set(PREDICT_DATA, value);
    }

    /** {@link #NOISY_STARTS}. */
    default B noisyStarts(double value) {
      return set(NOISY_STARTS, value);
    }
  }
}
