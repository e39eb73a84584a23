package org.cdrl.table.privacy;

import java.util.Arrays;
import org.cdrl.metrics.RocCurve;

/**
 * How well a score tells members, rows that were learned from, from rows that were not.
 *
 * <p>The area under the ROC curve is the chance that a member scores higher than another row: .5 if
 * nothing is given away, 1 if everything. The area hides what happens to few; the share of members
 * that an attacker finds who accuses at most 1 % (10 %) of the others wrongly is .01 (.10) if
 * nothing is given away.
 *
 * <p>Source: Carlini, Chien, Nasr, Song, Terzis and Tramer, "Membership Inference Attacks From
 * First Principles", IEEE S&amp;P 2022 (true positives at low rates of false ones).
 *
 * @param area from 0 to 1
 * @param foundAt1 share of members found at 1 % false accusations
 * @param foundAt10 share of members found at 10 % false accusations
 */
public record MembershipAttack(double area, double foundAt1, double foundAt10) {
  /**
   * Measures.
   *
   * @param members scores of rows that were learned from, at least one
   * @param others scores of rows that were not, at least one
   */
  public static MembershipAttack of(double[] members, double[] others) {
    if (members.length == 0 || others.length == 0) {
      throw new IllegalArgumentException("An attack needs members and other rows");
    }
    double[] sorted = others.clone();
    Arrays.sort(sorted);
    return new MembershipAttack(
        RocCurve.area(others, members), found(members, sorted, .01), found(members, sorted, .1));
  }

  /** The share of members above the lowest bound that few enough of the others exceed. */
  private static double found(double[] members, double[] sorted, double rate) {
    int accused = (int) (rate * sorted.length);
    double bound = sorted[sorted.length - 1 - accused];
    return (double) Arrays.stream(members).filter(score -> score > bound).count() / members.length;
  }
}
