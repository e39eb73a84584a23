package org.cdrl.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cdrl.table.data.Table;
import org.cdrl.table.privacy.DisclosureProtection;
import org.cdrl.table.privacy.PrivacyFindings;
import org.cdrl.table.quality.AlphaPrecision;
import org.cdrl.table.quality.ClosestRecord;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.Coverage;
import org.cdrl.table.quality.EarthMover;
import org.cdrl.table.quality.GowerSpace;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.quality.RandomRows;

/**
 * All that is measured of one table beside a training and a holdout table. Distances of whole rows
 * are measured between at most 2,000 random rows of each table, coverage with at most 3,000;
 * classifiers learn from at most 2,000 rows and are tested on 3,000. The other measures tell their
 * own limits.
 *
 * @param values every measure; those of the target are missing without one
 * @param shapes of the columns
 * @param trends of the pairs of columns
 * @param utility of every learner, if there is a target
 */
public record Findings(
    Map<Measure, Double> values,
    ColumnShapes shapes,
    PairTrends trends,
    Optional<Utility> utility) {
  private static final int MOST_ROWS_TO_MOVE = 2000;
  private static final int MOST_ROWS_TO_COVER = 3000;
  private static final int MOST_ROWS_TO_LEARN = 2000;
  private static final int MOST_ROWS_TO_PREDICT = 3000;

  /** Makes the map unmodifiable. */
  public Findings {
    values = Collections.unmodifiableMap(values);
  }

  /** The value of a measure; NaN if it was not asked for. */
  public double value(Measure measure) {
    return values.getOrDefault(measure, Double.NaN);
  }

  /** These, and one more measure. */
  public Findings with(Measure measure, double value) {
    Map<Measure, Double> more = new EnumMap<>(values);
    more.put(measure, value);
    return new Findings(more, shapes, trends, utility);
  }

  static Findings of(
      Table training,
      Table holdout,
      Table table,
      ColumnRoles roles,
      long seed,
      Consumer<String> progress) {
    Map<Measure, Double> values = new EnumMap<>(Measure.class);
    progress.accept("columns and pairs");
    ColumnShapes shapes = ColumnShapes.of(training, table);
    PairTrends trends = PairTrends.of(training, table);
    values.put(Measure.COLUMN_SHAPES, shapes.mean());
    values.put(Measure.PAIR_TRENDS, trends.mean());

    progress.accept("distances of whole rows");
    GowerSpace space = GowerSpace.of(training);
    // Another seed than that of the real rows, lest rows that correspond be drawn together.
    Table moved = RandomRows.of(table, MOST_ROWS_TO_MOVE, seed + 1);
    values.put(
        Measure.DISTANCE_TO_TRAINING,
        EarthMover.distance(space, moved, RandomRows.of(training, MOST_ROWS_TO_MOVE, seed)));
    values.put(
        Measure.DISTANCE_TO_HOLDOUT,
        EarthMover.distance(space, moved, RandomRows.of(holdout, MOST_ROWS_TO_MOVE, seed)));
    Table covering = RandomRows.of(table, MOST_ROWS_TO_COVER, seed + 1);
    values.put(
        Measure.COVERAGE_OF_TRAINING,
        Coverage.of(space, RandomRows.of(training, MOST_ROWS_TO_COVER, seed), covering).share());
    values.put(
        Measure.COVERAGE_OF_HOLDOUT,
        Coverage.of(space, RandomRows.of(holdout, MOST_ROWS_TO_COVER, seed), covering).share());

    progress.accept("precision and recall");
    AlphaPrecision precision = AlphaPrecision.of(training, table, seed);
    values.put(Measure.PRECISION, precision.precision());
    values.put(Measure.RECALL, precision.recall());
    values.put(Measure.AUTHENTICITY, precision.authenticity());
    progress.accept("privacy");
    ClosestRecord closest = ClosestRecord.of(training, holdout, table, seed);
    values.put(Measure.CLOSEST_RECORD, closest.medianDistance());
    values.put(Measure.NEARER_TO_TRAINING, closest.nearerToTraining());
    PrivacyFindings privacy = PrivacyFindings.of(training, holdout, table, seed);
    values.put(Measure.IDENTICAL_ROWS, privacy.identical().share());
    values.put(Measure.DISTANCE_RATIO, privacy.ratio().lowest());
    values.put(Measure.BASELINE_PROTECTION, privacy.baseline().score());
    values.put(Measure.OVERFITTING_PROTECTION, privacy.overfitting().score());
    if (!roles.known().isEmpty()) {
      values.put(
          Measure.DISCLOSURE_PROTECTION,
          DisclosureProtection.of(training, table, roles.known(), roles.sensitive()).score());
    }
    values.put(Measure.MEMBERSHIP, privacy.attack().area());
    values.put(Measure.MEMBERSHIP_AT_1, privacy.attack().foundAt1());
    values.put(Measure.MEMBERSHIP_AT_10, privacy.attack().foundAt10());

    progress.accept("detection by classifiers");
    values.put(Measure.DETECTION, Detection.of(training, table, seed).score());
    Optional<Utility> utility = Optional.empty();
    if (roles.target().isPresent()) {
      progress.accept("training classifiers on them");
      utility =
          Optional.of(
              Utility.of(
                  RandomRows.of(table, MOST_ROWS_TO_LEARN, seed + 1),
                  RandomRows.of(holdout, MOST_ROWS_TO_PREDICT, seed),
                  roles.target().getAsInt(),
                  seed));
      values.put(Measure.UTILITY, utility.get().mean());
      if (!utility.get().areasUnderCurve().isEmpty()) {
        values.put(Measure.UTILITY_AREA, utility.get().meanAreaUnderCurve());
      }
    }
    return new Findings(values, shapes, trends, utility);
  }
}
