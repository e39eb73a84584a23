package org.cdrl.quality;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.cdrl.table.quality.ColumnShapes;
import org.cdrl.table.quality.PairTrends;
import org.cdrl.table.rules.Obedience;

/**
 * All that is measured of one table beside a training and a holdout table.
 *
 * @param values every measure; those of the target are missing without one
 * @param shapes of the columns
 * @param trends of the pairs of columns
 * @param obedience to the rules between columns that the training rows keep
 * @param utility of every learner, if there is a target
 */
public record Findings(
    Map<Measure, Double> values,
    ColumnShapes shapes,
    PairTrends trends,
    Obedience obedience,
    Optional<Utility> utility) {
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
    return new Findings(more, shapes, trends, obedience, utility);
  }
}
