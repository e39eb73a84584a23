package org.cdrl.weka.learning;

import java.io.Serializable;
import org.cdrl.CdrlConfig;
import org.cdrl.table.TableTrainer;
import weka.core.WekaException;

/**
 * What users set of training; 0 leaves a setting to the engine, which follows the number of rows.
 *
 * @param iterations training iterations
 * @param levels noise levels
 * @param steps Langevin steps per level
 * @param width of the energy network
 * @param threads inside an operation
 * @param seed of all random numbers
 */
public record TrainingSettings(
    int iterations, int levels, int steps, int width, int threads, long seed)
    implements Serializable {

  /** Puts these settings into a trainer. */
  public TableTrainer applyTo(TableTrainer trainer) {
    return trainer.settings(this::change);
  }

  private CdrlConfig.Builder change(CdrlConfig.Builder chosen) {
    CdrlConfig suggested = chosen.build();
    return chosen
        .iterations(given(iterations, suggested.iterations()))
        .levels(given(levels, suggested.levels()))
        .langevinSteps(given(steps, suggested.langevinSteps()))
        .energyWidth(given(width, suggested.energyWidth()))
        .threads(threads)
        .seed(seed);
  }

  private static int given(int setting, int otherwise) {
    return setting == 0 ? otherwise : setting;
  }

  /**
   * Checks them before anything is begun.
   *
   * @throws WekaException naming the setting, its value and what it may be
   */
  public void check() throws WekaException {
    try {
      change(CdrlConfig.builder()).build();
    } catch (IllegalArgumentException e) {
      throw new WekaException(e.getMessage(), e);
    }
  }
}
