package org.cdrl.weka.learning;

import static org.cdrl.weka.console.NumberOptions.require;

import java.io.Serializable;
import java.time.Duration;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Execution;
import org.cdrl.config.Optimisation;
import org.cdrl.config.Setting;
import org.cdrl.config.VectorArchitecture;
import org.cdrl.table.TableTrainer;
import org.cdrl.weka.console.SchemeException;

/**
 * What users set of training; 0 leaves a setting to the engine, which follows the number of rows.
 *
 * @param iterations training iterations
 * @param minutes that training a model may take instead
 * @param levels noise levels
 * @param steps Langevin steps per level
 * @param width of the energy network
 * @param threads inside an operation
 * @param seed of all random numbers
 */
public record TrainingSettings(
    int iterations, double minutes, int levels, int steps, int width, int threads, long seed)
    implements Serializable {
  /** What the option for {@link Optimisation#ITERATIONS} tells its users, but for the default. */
  public static final String ITERATIONS =
      "Training iterations, at least 1; time grows in proportion. Raise it if results still improve"
          + " with it, or if rows are to be drawn from the model; too few leave the model"
          + " unfinished.";

  /** What the option tells that limits the time instead. */
  public static final String MINUTES =
      "Minutes that training a model may take, instead of iterations: up to four times the default"
          + " number of iterations, or as many as the machine does in this time, so that results"
          + " depend on its speed. A cross-validation trains a model per fold. (default 0: as long"
          + " as the iterations take)";

  /** What the option for {@link Chains#LEVELS} tells. */
  public static final String LEVELS =
      "Noise levels, from 1 to 100. More make every step between two easier, and predicting and"
          + " drawing slower in proportion; with fewer than 4 the model is crude. (default 0: the"
          + " engine's choice for tables)";

  /** What the option for {@link Chains#LANGEVIN_STEPS} tells. */
  public static final String STEPS =
      "Langevin steps per noise level in training, at least 1; time grows in proportion. Raise it"
          + " with fewer levels; too few make chains stop short and the energy gap run away."
          + " (default 0: the engine's choice for tables)";

  /** What the option for {@link VectorArchitecture#ENERGY_WIDTH} tells. */
  public static final String WIDTH =
      "Width of the energy network, even, from 4 to 8192; time grows with its square. Raise it for"
          + " many attributes with enough rows; too wide for few rows learns them by heart."
          + " (default 0: by the number of rows and attributes)";

  /** What the option for {@link Execution#THREADS} tells. */
  public static final String THREADS =
      "Threads inside an operation: 0 for one per core, or more; the first session of a Java process"
          + " decides for all. Results depend on it in the last digits. (default 0: one per core)";

  /** Puts these settings into a trainer. */
  public TableTrainer applyTo(TableTrainer trainer) {
    TableTrainer set = trainer.settings(this::change).execution(execution());
    return minutes == 0 ? set : set.budget(Duration.ofMillis(Math.round(minutes * 60_000)));
  }

  /** Puts them into the settings that the engine suggests. */
  CdrlConfig.Builder change(CdrlConfig.Builder chosen) {
    return chosen
        .setGiven(Optimisation.ITERATIONS, given(iterations))
        .setGiven(Chains.LEVELS, given(levels))
        .setGiven(Chains.LANGEVIN_STEPS, given(steps))
        .setGiven(VectorArchitecture.ENERGY_WIDTH, given(width))
        .seed(seed);
  }

  /** How training is executed. */
  Execution execution() {
    return Execution.DEFAULT.threads(threads);
  }

  private static Integer given(int setting) {
    return setting == 0 ? null : setting;
  }

  /**
   * Checks them before anything is begun.
   *
   * @throws SchemeException naming the option, its value and what it may be
   */
  public void check() throws SchemeException {
    requireInRange(Optimisation.ITERATIONS, "iterations (-I)", iterations);
    require(
        minutes == 0 || minutes >= .01 && minutes <= 100_000,
        "minutes (-minutes)",
        minutes,
        "0 for no limit, or from 0.01 to 100000");
    require(
        minutes == 0 || iterations == 0,
        "minutes (-minutes)",
        minutes,
        "0 where iterations (-I) are given, for each decides how long training takes");
    requireInRange(Chains.LEVELS, "noiseLevels (-levels)", levels);
    requireInRange(Chains.LANGEVIN_STEPS, "langevinSteps (-steps)", steps);
    requireInRange(VectorArchitecture.ENERGY_WIDTH, "networkWidth (-width)", width);
    require(
        Execution.THREADS.allows(threads),
        "threads (-threads)",
        threads,
        Execution.THREADS.allowed());
  }

  private static void requireInRange(Setting<Integer> setting, String option, int value)
      throws SchemeException {
    require(
        value == 0 || setting.allows(value),
        option,
        value,
        "0 for the default, or " + setting.allowed());
  }
}
