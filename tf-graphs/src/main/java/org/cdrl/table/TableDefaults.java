package org.cdrl.table;

import org.cdrl.CdrlConfig;

/**
 * Settings that follow the size of a table, so that nobody has to tune; chosen by measuring, see
 * docs/benchmarks/tables.md.
 */
final class TableDefaults {
  private TableDefaults() {}

  /**
   * The settings for a table.
   *
   * @param rows training rows
   * @param coordinates of an encoded row
   */
  static CdrlConfig.Builder of(int rows, int coordinates) {
    CdrlConfig.Builder settings =
        CdrlConfig.builder()
            .levels(12)
            .langevinSteps(5)
            .predictData(true)
            .regressionWeight(1)
            .frequencies(0);
    if (rows < 1000) {
      return settings.iterations(1500);
    }
    if (rows < 10_000) {
      return settings.iterations(3000).energyWidth(128).initializerWidth(160);
    }
    return settings.iterations(6000).energyWidth(192).initializerWidth(256);
  }

  /**
   * The share of rows that is held out to validate on: none of small tables, which need them all.
   */
  static double validationShare(int rows) {
    return rows < 1000 ? 0 : .1;
  }
}
