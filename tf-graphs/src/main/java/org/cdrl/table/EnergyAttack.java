package org.cdrl.table;

import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.MembershipAttack;
import org.cdrl.table.quality.RandomRows;

/**
 * An attacker who has the model itself: rows that were learned from may have a higher density than
 * rows that were not, by the energy of the level of least noise, or as tokens where rows are drawn
 * as such. At most 2,000 of each are attacked.
 *
 * <p>This is what somebody can do who is given the model file; who is given drawn rows only has
 * {@link org.cdrl.table.privacy.DensityRatioAttack}.
 */
public final class EnergyAttack {
  private static final int MOST_ROWS = 2000;

  private EnergyAttack() {}

  /**
   * Attacks.
   *
   * @param training rows that the model has learned from, of its schema
   * @param holdout real rows that it has not
   * @param seed of the choice of rows
   */
  public static MembershipAttack of(TableModel model, Table training, Table holdout, long seed) {
    return MembershipAttack.of(
        logDensities(model, RandomRows.of(training, MOST_ROWS, seed)),
        logDensities(model, RandomRows.of(holdout, MOST_ROWS, seed)));
  }

  private static double[] logDensities(TableModel model, Table rows) {
    if (!model.parts().tokens().isEmpty()) {
      int[][] tokens = model.parts().tokens().encoding().encode(model.learned(rows).rows());
      return TokenDensity.logKnown(model.tokens(), tokens);
    }
    float[] of = model.sampler().logDensities(rows, 1)[0];
    double[] scores = new double[of.length];
    for (int r = 0; r < scores.length; r++) {
      scores[r] = of[r];
    }
    return scores;
  }
}
