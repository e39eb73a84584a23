package org.cdrl.table.privacy;

import org.cdrl.table.data.Table;

/**
 * Everything of this package that needs no choice of columns, about one table of rows.
 *
 * @param identical rows that occur in the training table
 * @param ratio of the distances to the two nearest training rows
 * @param baseline distance to the training rows, beside that of random rows
 * @param overfitting nearness to training rows, beside that to rows held out
 * @param attack by densities of synthetic and of real rows
 */
public record PrivacyFindings(
    IdenticalRows identical,
    DistanceRatio ratio,
    BaselineProtection baseline,
    OverfittingProtection overfitting,
    MembershipAttack attack) {
  /**
   * Measures.
   *
   * @param holdout real rows that were not learned from, at least two
   * @param rows synthetic rows; or other real rows that were not learned from, to compare with
   * @param seed of all that is random
   */
  public static PrivacyFindings of(Table training, Table holdout, Table rows, long seed) {
    return new PrivacyFindings(
        IdenticalRows.of(training, rows),
        DistanceRatio.of(training, rows, seed),
        BaselineProtection.of(training, rows, seed),
        OverfittingProtection.of(training, holdout, rows, seed),
        DensityRatioAttack.of(training, holdout, rows, seed));
  }
}
