package org.cdrl.table.privacy;

import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.quality.SameColumns;

/**
 * An attacker who has the synthetic rows and other real rows of the same kind, but not the model:
 * where synthetic rows are denser than real ones are, the generator has seen a row. The score of a
 * row is the logarithm of its distance to the nearest of the attacker's real rows minus that to the
 * nearest synthetic row, the ratio of two nearest-neighbour densities up to a factor that is the
 * same for all rows. The attacker's real rows are one half of the rows held out; the members'
 * opponents are the other half. At most 2,000 members and opponents are attacked, with at most
 * 10,000 real and 10,000 synthetic rows.
 *
 * <p>Source: van Breugel, Sun, Qian and van der Schaar, "Membership Inference Attacks against
 * Synthetic Data through Overfitting Detection" (DOMIAS), AISTATS 2023, with nearest neighbours for
 * densities.
 */
public final class DensityRatioAttack {
  private static final int MOST_ATTACKED = 2000;
  private static final int MOST_SEARCHED = 10_000;

  /** Distances below this count as no distance. */
  private static final double SAME = 1e-9;

  private DensityRatioAttack() {}

  /**
   * Attacks.
   *
   * @param holdout at least two rows
   * @param synthetic what was drawn
   * @param seed of the choice of rows
   */
  public static MembershipAttack of(Table training, Table holdout, Table synthetic, long seed) {
    SameColumns.require(training, holdout);
    SameColumns.require(training, synthetic);
    if (holdout.size() < 2) {
      throw new IllegalArgumentException("The attack needs at least two rows held out");
    }
    Table others = RandomRows.of(holdout, holdout.size(), seed);
    int half = others.size() / 2;
    Table known = others.slice(half, Math.min(others.size(), half + MOST_SEARCHED));
    RecordSpace real = RecordSpace.of(known);
    RecordSpace made = RecordSpace.of(RandomRows.of(synthetic, MOST_SEARCHED, seed + 1), known);
    return MembershipAttack.of(
        scores(RandomRows.of(training, MOST_ATTACKED, seed + 2), real, made),
        scores(others.slice(0, Math.min(half, MOST_ATTACKED)), real, made));
  }

  private static double[] scores(Table rows, RecordSpace real, RecordSpace made) {
    double[] scores = real.distances(rows);
    double[] near = made.distances(rows);
    for (int r = 0; r < scores.length; r++) {
      scores[r] = Math.log(scores[r] + SAME) - Math.log(near[r] + SAME);
    }
    return scores;
  }
}
