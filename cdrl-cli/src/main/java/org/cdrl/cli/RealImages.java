package org.cdrl.cli;

import org.cdrl.LongRun;
import org.cdrl.metrics.EnergyDistance;

/**
 * Real images, noised as those of a level are, that images of long chains are held against.
 *
 * @param rows [n][values]
 * @param logDensity their mean
 * @param apart mean distance of two of them
 * @param nearest mean distance of one of them to the one nearest to it
 */
record RealImages(float[][] rows, double logDensity, double apart, double nearest) {
  static RealImages of(LongRun run) {
    float[][] rows = run.rows();
    double logs = 0;
    double apart = 0;
    double nearest = 0;
    for (int r = 0; r < rows.length; r++) {
      logs += run.logDensity()[r] / rows.length;
      double least = Double.POSITIVE_INFINITY;
      for (int other = 0; other < rows.length; other++) {
        if (other != r) {
          double distance = EnergyDistance.distance(rows[r], rows[other]);
          least = Math.min(least, distance);
          apart += distance / rows.length / (rows.length - 1);
        }
      }
      nearest += least / rows.length;
    }
    return new RealImages(rows, logs, apart, nearest);
  }

  /** How far images are from the nearest of these, in the mean, over the same for these. */
  double nearness(float[][] images) {
    double sum = 0;
    for (float[] image : images) {
      double least = Double.POSITIVE_INFINITY;
      for (float[] row : rows) {
        least = Math.min(least, EnergyDistance.distance(image, row));
      }
      sum += least;
    }
    return sum / images.length / nearest;
  }

  /** Energy distance of images from these, over the mean distance of two of these. */
  double distance(float[][] images) {
    return EnergyDistance.between(images, rows) / apart;
  }
}
