package org.cdrl.examples.weka;

import java.util.Comparator;
import java.util.List;
import weka.core.EuclideanDistance;
import weka.core.Instance;
import weka.core.Instances;

/** Missing values from the nearest rows: their mean, or their most frequent label. */
final class NearestRows {
  private final Instances train;
  private final EuclideanDistance distance;
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
    distance = new EuclideanDistance(train);
  }

  /** Rows without gaps; {@code itself} tells that they are the remembered ones. */
  Instances fill(Instances rows, boolean itself) {
    Instances filled = new Instances(rows);
    for (int r = 0; r < rows.size(); r++) {
      if (!rows.get(r).hasMissingValue()) {
        continue;
      }
      Instance row = rows.get(r);
      Instance same = itself ? train.get(r) : null;
      List<Instance> nearest =
          train.stream()
              .filter(other -> other != same)
              .map(other -> new Neighbour(other, distance.distance(row, other)))
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

  private double value(List<Instance> nearest, int attribute) {
    Instances some = new Instances(train, k);
    nearest.stream().filter(row -> !row.isMissing(attribute)).limit(k).forEach(some::add);
    return some.meanOrMode(attribute);
  }
}
