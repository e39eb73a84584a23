package org.cdrl.weka.learning;

import static org.cdrl.weka.console.NumberOptions.require;

import java.io.Serializable;
import java.time.Duration;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Chains;
import org.cdrl.config.Execution;
import org.cdrl.config.Optimisation;
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
  /** What the option of this name tells its users. */
  public static final String MINUTES =
      "Minutes that training a model may take, instead of iterations: up to four times the default"
          + " number of iterations, or as many as the machine does in this time, so that results"
          + " depend on its speed. A cross-validation trains a model per fold. (default 0: as long"
          + " as the iterations take)";

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
    require(iterations >= 0, "iterations (-I)", iterations, "0 for the default, or more");
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
    require(
        levels >= 0 && levels <= 100,
        "noiseLevels (-levels)",
        levels,
        "0 for the default, or from 1 to 100");
    require(steps >= 0, "langevinSteps (-steps)", steps, "0 for the default, or more");
    require(
        width == 0 || width >= 4 && width <= 8192 && width % 2 == 0,
        "networkWidth (-width)",
        width,
        "0 for the default, or even and from 4 to 8192");
    require(threads >= 0, "threads (-threads)", threads, "0 for one per core, or more");
  }
}
