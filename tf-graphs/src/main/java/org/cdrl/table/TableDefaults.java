package org.cdrl.table;

import java.util.List;
import org.cdrl.config.CdrlConfig;

/**
 * Settings that follow the size of a table, so that nobody has to tune; chosen by measuring, see
 * docs/benchmarks/tables.md.
 */
final class TableDefaults {
  private static final int WIDEST = 512;

  /** Tables of fewer rows need all of them to learn from. */
  static final int FEWEST_TO_VALIDATE = 1000;

  private TableDefaults() {}

  /**
   * The settings for a table.
   *
   * @param rows training rows
   * @param coordinates of an encoded row
   * @param tokens whether rows are drawn, filled in, scored and classified as tokens: then energies
   *     are asked for densities only, and learn no longer than those of few rows
   */
  static CdrlConfig.Builder of(int rows, int coordinates, boolean tokens) {
    boolean few = rows < 1000 || tokens;
    // Higher rates learn the same in fewer iterations.
    double rate = few ? 5e-3 : 2e-3;
    CdrlConfig.Builder settings =
        CdrlConfig.builder()
            .levels(12)
            .langevinSteps(5)
            .energyMultipliers(List.of(1, 1))
            .predictData(true)
            .regressionWeight(1)
            .frequencies(0)
            .energyLearningRate(rate)
            .initializerLearningRate(rate);
    if (few) {
      return settings
          .iterations(shortRun(rows))
          .langevinSteps(3)
          .batchSize(256)
          .energyWidth(width(64, coordinates))
          .levelWidth(64);
    }
    if (rows < 10_000) {
      return settings.iterations(1500).energyWidth(width(96, coordinates));
    }
    return settings
        .iterations(3000)
        .energyWidth(width(128, coordinates))
        .initializerWidth(width(256, coordinates));
  }

  /** From 450 to 550 iterations: the fewer rows, the sooner all there is in them is learned. */
  private static int shortRun(int rows) {
    return Math.min(550, 450 + Math.round(rows / 10f));
  }

  /** No narrower than a row, so that it fits through, up to {@value #WIDEST}. */
  private static int width(int least, int coordinates) {
    return Math.max(least, Math.min(WIDEST, (coordinates + 31) / 32 * 32));
  }

  /**
   * The share of rows that is held out to validate on: none of small tables, which need them all.
   */
  static double validationShare(int rows) {
    return rows < FEWEST_TO_VALIDATE ? 0 : .1;
  }
}
