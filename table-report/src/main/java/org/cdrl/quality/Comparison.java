package org.cdrl.quality;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.DisclosureProtection;
import org.cdrl.table.privacy.PrivacyFindings;
import org.cdrl.table.privacy.RealRows;
import org.cdrl.table.quality.AlphaPrecision;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.Coverage;
import org.cdrl.table.quality.EarthMover;
import org.cdrl.table.quality.GowerSpace;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.quality.RandomRows;
import org.cdrl.table.rules.Obedience;
import org.cdrl.table.rules.Rules;

/**
 * Training and holdout rows that tables are compared with. Distances of whole rows are measured
 * between at most 2,000 random rows of each table, coverage with at most 3,000; classifiers learn
 * from at most 2,000 rows and are tested on 3,000. The other measures tell their own limits.
 */
final class Comparison {
  private static final int MOST_ROWS_TO_MOVE = 2000;
  private static final int MOST_ROWS_TO_COVER = 3000;
  private static final int MOST_ROWS_TO_LEARN = 2000;
  private static final int MOST_ROWS_TO_PREDICT = 3000;

  private final Table training;
  private final Table holdout;
  private final RealRows real;
  private final Rules rules;
  private final ColumnRoles roles;
  private final long seed;

  private Comparison(
      Table training, Table holdout, RealRows real, Rules rules, ColumnRoles roles, long seed) {
    this.training = training;
    this.holdout = holdout;
    this.real = real;
    this.rules = rules;
    this.roles = roles;
    this.seed = seed;
  }

  static Comparison of(Table training, Table holdout, Rules rules, ColumnRoles roles, long seed) {
    return new Comparison(
        training, holdout, RealRows.of(training, holdout, seed), rules, roles, seed);
  }

  /** How many steps {@link #with} tells of. */
  static int steps(ColumnRoles roles) {
    return roles.target().isPresent() ? 6 : 5;
  }

  /** The same training rows with other rows held out. */
  Comparison withHoldout(Table other) {
    return new Comparison(training, other, real.withHoldout(other), rules, roles, seed);
  }

  /**
   * Measures a table.
   *
   * @param progress is told what is being done
   */
  Findings with(Table table, Consumer<String> progress) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    progress.accept("columns, pairs, rules");
    ColumnShapes shapes = ColumnShapes.of(training, table);
    PairTrends trends = PairTrends.of(training, table);
    values.put(Measure.COLUMN_SHAPES, shapes.mean());
    values.put(Measure.PAIR_TRENDS, trends.mean());
    Obedience obedience = Obedience.of(rules.kept(), table);
    if (!rules.kept().isEmpty()) {
      values.put(Measure.RULES, obedience.share());
    }
    progress.accept("distances of whole rows");
    addDistances(values, table);
    progress.accept("precision and recall");
    AlphaPrecision precision = AlphaPrecision.of(training, table, seed);
    values.put(Measure.PRECISION, precision.precision());
    values.put(Measure.RECALL, precision.recall());
    values.put(Measure.AUTHENTICITY, precision.authenticity());
    progress.accept("privacy");
    addPrivacy(values, table);
    progress.accept("detection by a classifier");
    values.put(Measure.DETECTION, Detection.of(training, table, seed).score());
    Optional<Utility> utility = Optional.empty();
    if (roles.target().isPresent()) {
      progress.accept("learning from them");
      utility = Optional.of(utility(table));
      values.put(Measure.UTILITY, utility.get().mean());
      if (!utility.get().areasUnderCurve().isEmpty()) {
        values.put(Measure.UTILITY_AREA, utility.get().meanAreaUnderCurve());
      }
    }
    return new Findings(values, shapes, trends, obedience, utility);
  }

  private void addDistances(Map<Measure, Double> values, Table table) {
    GowerSpace space = GowerSpace.of(training);
    Table moved = some(table, MOST_ROWS_TO_MOVE);
    values.put(
        Measure.DISTANCE_TO_TRAINING,
        EarthMover.distance(space, moved, RandomRows.of(training, MOST_ROWS_TO_MOVE, seed)));
    values.put(
        Measure.DISTANCE_TO_HOLDOUT,
        EarthMover.distance(space, moved, RandomRows.of(holdout, MOST_ROWS_TO_MOVE, seed)));
    Table covering = some(table, MOST_ROWS_TO_COVER);
    values.put(
        Measure.COVERAGE_OF_TRAINING,
        Coverage.of(space, RandomRows.of(training, MOST_ROWS_TO_COVER, seed), covering).share());
    values.put(
        Measure.COVERAGE_OF_HOLDOUT,
        Coverage.of(space, RandomRows.of(holdout, MOST_ROWS_TO_COVER, seed), covering).share());
  }

  private void addPrivacy(Map<Measure, Double> values, Table table) {
    PrivacyFindings privacy = real.findings(table);
    values.put(Measure.IDENTICAL_ROWS, privacy.identical().share());
    values.put(Measure.CLOSEST_RECORD, privacy.closest().medianDistance());
    values.put(Measure.NEARER_TO_TRAINING, privacy.closest().nearerToTraining());
    values.put(Measure.DISTANCE_RATIO, privacy.ratio().lowest());
    values.put(Measure.BASELINE_PROTECTION, privacy.baseline().score());
    values.put(Measure.OVERFITTING_PROTECTION, privacy.overfitting().score());
    values.put(Measure.MEMBERSHIP, privacy.attack().area());
    values.put(Measure.MEMBERSHIP_AT_1, privacy.attack().foundAt1());
    values.put(Measure.MEMBERSHIP_AT_10, privacy.attack().foundAt10());
    if (!roles.known().isEmpty()) {
      values.put(
          Measure.DISCLOSURE_PROTECTION,
          DisclosureProtection.of(training, table, roles.known(), roles.sensitive()).score());
    }
  }

  private Utility utility(Table table) {
    return Utility.of(
        some(table, MOST_ROWS_TO_LEARN),
        RandomRows.of(holdout, MOST_ROWS_TO_PREDICT, seed),
        roles.target().getAsInt(),
        seed);
  }

  /** With another seed than that of the real rows, lest rows that correspond be drawn together. */
  private Table some(Table table, int most) {
    return RandomRows.of(table, most, seed + 1);
  }
}
