package org.cdrl.table.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Schema;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.Range;
import org.cdrl.table.quality.Tables;
import org.junit.jupiter.api.Test;

/** Against values worked out by hand. */
class PrivacyMeasuresTest {
  private static final double NONE = Double.NaN;
  private static final Schema SCHEMA =
      new Schema(
          List.of(
              Column.real("income"),
              Column.categorical("town", List.of("Aa", "Bb", "Cc")),
              Column.categorical("ill", List.of("no", "yes"))));

  private static Table table(double[]... rows) {
    return new Table(SCHEMA, rows);
  }

  private static double[] row(double... cells) {
    return cells;
  }

  @Test
  void distancesAreMeansOverColumns() {
    RecordSpace space = RecordSpace.of(table(row(0, 0, 0), row(10, 1, NONE)));
    RecordSpace.Nearest[] nearest =
        space.nearest(table(row(4, 0, 1), row(30, 2, NONE), row(NONE, 0, 0)));
    assertEquals((.4 + 0 + 1) / 3, nearest[0].first(), 1e-6);
    assertEquals((.6 + 1 + 1) / 3, nearest[0].second(), 1e-6);
    assertEquals(1.4 / 2.6, nearest[0].ratio(), 1e-6);
    // 30 is two ranges from 10, which counts as one; two missing labels are equal.
    assertEquals((1 + 1 + 0) / 3.0, nearest[1].first(), 1e-6);
    assertEquals(1, nearest[1].second(), 1e-6);
    assertEquals((1 + 0 + 0) / 3.0, nearest[2].first(), 1e-6);
  }

  @Test
  void aColumnWithoutRangeIsEqualOrNot() {
    RecordSpace space = RecordSpace.of(table(row(5, 0, 0), row(5, 0, 0)));
    double[] distances = space.distances(table(row(5, 0, 0), row(5.1, 0, 0)));
    assertEquals(0, distances[0]);
    assertEquals(1 / 3.0, distances[1], 1e-6);
    assertEquals(1, space.nearest(table(row(5, 0, 0)))[0].ratio(), "two copies");
  }

  @Test
  void ofManyRowsTheNearestAreFound() {
    Table reference = Tables.mixed(2500, 1);
    Table rows = Tables.mixed(20, 2);
    RecordSpace.Nearest[] nearest = RecordSpace.of(reference).nearest(rows);
    Range[] ranges =
        IntStream.range(0, 4).mapToObj(c -> Range.of(reference.column(c))).toArray(Range[]::new);
    for (int r = 0; r < rows.size(); r++) {
      double[] row = rows.rows()[r];
      double[] sorted =
          Arrays.stream(reference.rows())
              .mapToDouble(other -> distance(row, other, ranges))
              .sorted()
              .toArray();
      assertEquals(sorted[0], nearest[r].first(), 1e-6);
      assertEquals(sorted[1], nearest[r].second(), 1e-6);
    }
  }

  /** The third column of {@link Tables#mixed} has labels. */
  private static double distance(double[] a, double[] b, Range[] ranges) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      if (Double.isNaN(a[c]) || Double.isNaN(b[c])) {
        sum += Double.isNaN(a[c]) && Double.isNaN(b[c]) ? 0 : 1;
      } else {
        sum += c == 2 ? (a[c] == b[c] ? 0 : 1) : Math.abs(a[c] - b[c]) / ranges[c].width();
      }
    }
    return sum / a.length;
  }

  @Test
  void closestRecordByHand() {
    Table training = Tables.column(0, 8);
    Table holdout = Tables.column(4, 6);
    ClosestRecord record = ClosestRecord.of(training, holdout, Tables.column(1, 2, 5, 7), 1);
    // 1 is nearer to 0 and 2 as near to 4; 5 is nearer to 4 and 6, and 7 between 6 and 8.
    assertEquals(2 / 4.0, record.nearerToTraining());
    assertEquals((1 + 2) / 16.0, record.medianDistance(), 1e-6);
  }

  @Test
  void copiesAreNearAndFreshRowsAreNot() {
    Table training = Tables.mixed(900, 1);
    Table holdout = Tables.mixed(300, 2);
    RealRows real = RealRows.of(training, holdout, 5);
    PrivacyFindings copy = real.findings(training);
    PrivacyFindings fresh = real.findings(Tables.mixed(900, 3));
    assertEquals(0, copy.closest().medianDistance(), 1e-9);
    assertEquals(1, copy.closest().nearerToTraining(), 1e-9);
    assertEquals(.5, fresh.closest().nearerToTraining(), .05);
    assertEquals(
        real.withHoldout(training).findings(holdout).closest().medianDistance(),
        fresh.closest().medianDistance(),
        .02);
    assertEquals(fresh, PrivacyFindings.of(training, holdout, Tables.mixed(900, 3), 5));
  }

  @Test
  void identicalRowsAgreeInEveryCellAlsoInMissingOnes() {
    Table training = table(row(1, 0, NONE), row(2, 1, 1));
    Table rows = table(row(1, 0, NONE), row(1, 0, 0), row(2, 1, 1), row(2, NONE, 1));
    assertEquals(.5, IdenticalRows.of(training, rows).share());
  }

  @Test
  void ratiosAreLowWhereOneTrainingRowIsSingledOut() {
    Table training = Tables.column(0, 10);
    assertEquals(1 / 3.0, ratios(training, 2.5).median(), 1e-6, "2.5 to 7.5");
    DistanceRatio many = ratios(training, 0, 5, 5, 5, 5, 5, 5, 5);
    assertEquals(1, many.median(), 1e-6);
    assertEquals(0, many.lowest(), 1e-6);
  }

  private static DistanceRatio ratios(Table training, double... rows) {
    return DistanceRatio.of(RecordSpace.of(training).nearest(Tables.column(rows)));
  }

  private static OverfittingProtection overfitting(Table training, Table holdout, double... rows) {
    Table made = Tables.column(rows);
    return OverfittingProtection.of(
        RecordSpace.of(training).distances(made),
        training.size(),
        RecordSpace.of(holdout).distances(made),
        holdout.size());
  }

  private static BaselineProtection baseline(Table training, double... rows) {
    RecordSpace space = RecordSpace.of(training);
    return BaselineProtection.of(
        space.distances(Tables.column(rows)), BaselineProtection.randomDistance(space, 5000, 1));
  }

  @Test
  void nearerToTrainingCountsStrictlyNearerRowsOnly() {
    Table training = Tables.column(0, 10);
    Table holdout = Tables.column(2, 12);
    // Nearer to training: 0 and 9.5; a tie: 1; nearer to the others: 3 and 11.5.
    OverfittingProtection found = overfitting(training, holdout, 0, 9.5, 1, 3, 11.5);
    assertEquals(.4, found.nearerToTraining(), 1e-9);
    assertEquals(1, found.score(), 1e-9);
    OverfittingProtection copies = overfitting(training, holdout, 0, 10, 0, 13);
    assertEquals(.75, copies.nearerToTraining(), 1e-9);
    assertEquals(.5, copies.score(), 1e-9);
    // Four training rows against two held out: odds of 2 to 1 are worth 1 to 1.
    OverfittingProtection unequal =
        overfitting(Tables.column(0, 10, 10, 0), Tables.column(4, 14), 1, 9, 5);
    assertEquals(.5, unequal.nearerToTraining(), 1e-9);
  }

  @Test
  void protectionByDistanceIsThatBesideUniformRows() {
    // Uniform on [0, 1] with training rows at 0 and 1: distances to the nearest are uniform on
    // [0, .5], with the median .25.
    double[] places = IntStream.range(0, 4000).mapToDouble(i -> .1).toArray();
    BaselineProtection found = baseline(Tables.column(0, 1), places);
    assertEquals(.1, found.distance(), 1e-6);
    assertEquals(.25, found.randomDistance(), .01);
    assertEquals(.1 / found.randomDistance(), found.score(), 1e-6);
    assertEquals(0, baseline(Tables.column(0, 1), 0, 1).score());
  }

  @Test
  void disclosureIsTheChanceToGuessRightAmongRowsThatAgree() {
    Table real = table(row(1, 0, 0), row(1, 0, 1), row(1, 1, 1), row(1, 2, 0));
    Table made =
        table(
            row(1, 0, 0), row(1, 0, 0), row(1, 0, 1), row(1, 1, 1), row(1, 1, 1), row(1, NONE, 0));
    // Aa: guesses "no" right with 2/3, "yes" with 1/3; Bb: "yes" with 1; Cc has no match.
    DisclosureProtection found = DisclosureProtection.of(real, made, List.of(1), List.of(2));
    double mean = (2 / 3.0 + 1 / 3.0 + 1) / 3;
    assertEquals(1 - mean, found.protection(), 1e-12);
    assertEquals(.5, found.baseline(), 1e-12);
    assertEquals((1 - mean) / .5, found.score(), 1e-12);
    Table strangers = table(row(1, NONE, 0));
    assertTrue(
        Double.isNaN(DisclosureProtection.of(real, strangers, List.of(1), List.of(2)).score()));
  }

  @Test
  void numbersAreAttackedInTenBinsWithOpenEnds() {
    Table real = table(row(0, 0, 0), row(100, 0, 1), row(10, 0, 0), row(10.5, 0, 1));
    Table made = table(row(-50, 0, 0), row(180, 0, 1), row(19.9, 0, 1));
    // Bins end at 10, 20, ...: -50 is in the bin of 0 and 10, 19.9 in that of 10.5.
    DisclosureProtection found = DisclosureProtection.of(real, made, List.of(0), List.of(2));
    assertEquals(0, found.protection(), 1e-12);
  }

  @Test
  void aColumnIsNotBothKnownAndSensitive() {
    Table real = table(row(1, 0, 0), row(1, 0, 1));
    Exception e =
        assertThrows(
            IllegalArgumentException.class,
            () -> DisclosureProtection.of(real, real, List.of(0, 1), List.of(1)));
    assertTrue(e.getMessage().contains("town"), e.getMessage());
  }

  @Test
  void anAttackFindsMembersAtFewFalseAccusations() {
    double[] others = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
    MembershipAttack found = MembershipAttack.of(new double[] {98.5, 95, 89.5, 20}, others);
    // One of 100 may be accused: above 98. Ten: above 89.
    assertEquals(.25, found.foundAt1());
    assertEquals(.75, found.foundAt10());
    assertEquals((99 + 95.5 + 90 + 20.5) / 400, found.area(), 1e-9);
    MembershipAttack blind = MembershipAttack.of(new double[] {1, 1}, new double[] {1, 1, 1});
    assertEquals(.5, blind.area());
    assertEquals(0, blind.foundAt10());
  }

  @Test
  void copiesGiveMembersAwayAndFreshRowsDoNot() {
    Table training = Tables.mixed(400, 1);
    Table holdout = Tables.mixed(400, 2);
    MembershipAttack copy = DensityRatioAttack.of(training, holdout, training, 5);
    assertTrue(copy.area() > .7 && copy.foundAt1() > .3, copy.toString());
    // The area of 400 members against 200 others has a standard error of .025.
    MembershipAttack fresh = DensityRatioAttack.of(training, holdout, Tables.mixed(400, 3), 5);
    assertEquals(.5, fresh.area(), .075);
  }
}
