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
    return CdrlConfig.builder().iterations(1500);
  }

  /**
   * The share of rows that is held out to validate on: none of small tables, which need them all.
   */
  static double validationShare(int rows) {
    return rows < 1000 ? 0 : .1;
  }
}
