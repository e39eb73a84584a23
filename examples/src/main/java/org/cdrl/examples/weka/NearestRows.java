package org.cdrl.examples.weka;

import java.util.Comparator;
import java.util.List;
import weka.core.Instance;
import weka.core.Instances;

/**
 * Missing values from the nearest rows: their mean, or their most frequent label.
 *
 * <p>The distance is Gower's: the mean, over attributes that both rows have, of differences in
 * parts of the range, or of labels that differ. Weka's own distance counts a missing value as far
 * away, so that it finds rows in the middle.
 */
final class NearestRows {
  private final Instances train;
  private final double[] range;
  private final int k;

  /**
   * Remembers rows.
   *
   * @param train rows, without a class
   * @param k how many of those that have the value count
   */
  NearestRows(Instances train, int k) {
    this.train = train;
    this.k = k;
    range = new double[train.numAttributes()];
    for (int a = 0; a < range.length; a++) {
      var numbers = train.attributeStats(a).numericStats;
      range[a] = numbers == null || !(numbers.max > numbers.min) ? 1 : numbers.max - numbers.min;
    }
  }

  /** Rows without gaps; {@code itself} tells that they are the remembered ones. */
  Instances fill(Instances rows, boolean itself) {
    Instances filled = new Instances(rows);
    for (int r = 0; r < rows.size(); r++) {
      Instance row = rows.get(r);
      if (!row.hasMissingValue()) {
        continue;
      }
      Instance same = itself ? train.get(r) : null;
      List<Instance> nearest =
          train.stream()
              .filter(other -> other != same)
              .map(other -> new Neighbour(other, distance(row, other)))
              .sorted(Comparator.comparingDouble(Neighbour::far))
              .map(Neighbour::row)
              .toList();
      for (int a = 0; a < rows.numAttributes(); a++) {
        if (row.isMissing(a)) {
          filled.get(r).setValue(a, value(nearest, a));
        }
      }
    }
    return filled;
  }

  private record Neighbour(Instance row, double far) {}

  private double distance(Instance a, Instance b) {
    double sum = 0;
    int common = 0;
    for (int j = 0; j < range.length; j++) {
      double difference = Math.abs(a.value(j) - b.value(j));
      if (!Double.isNaN(difference)) {
        boolean nominal = train.attribute(j).isNominal();
        sum += nominal ? Math.signum(difference) : difference / range[j];
        common++;
      }
    }
    return common == 0 ? Double.MAX_VALUE : sum / common;
  }

  private double value(List<Instance> nearest, int attribute) {
    Instances some = new Instances(train, k);
    nearest.stream().filter(row -> !row.isMissing(attribute)).limit(k).forEach(some::add);
    return some.meanOrMode(attribute);
  }
}
