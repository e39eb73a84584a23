package org.cdrl.table.privacy;

import org.cdrl.table.data.Table;

/**
 * Everything of this package that needs no choice of columns, about one table of rows. See {@link
 * RealRows} for how many rows are looked at.
 *
 * @param identical rows that occur in the training table
 * @param closest nearness to training rows, and beside that to rows held out
 * @param ratio of the distances to the two nearest training rows
 * @param baseline distance to the training rows, beside that of random rows
 * @param overfitting nearness to training rows, beside that to rows held out, ties not counted
 * @param attack by densities of synthetic and of real rows
 */
public record PrivacyFindings(
    IdenticalRows identical,
    ClosestRecord closest,
    DistanceRatio ratio,
    BaselineProtection baseline,
    OverfittingProtection overfitting,
    MembershipAttack attack) {
  /**
   * Measures one table; {@link RealRows} measures several.
   *
   * @param holdout real rows that were not learned from, at least two
   * @param rows synthetic rows; or other real rows that were not learned from, to compare with
   * @param seed of all that is random
   */
  public static PrivacyFindings of(Table training, Table holdout, Table rows, long seed) {
    return RealRows.of(training, holdout, seed).findings(rows);
  }
}
