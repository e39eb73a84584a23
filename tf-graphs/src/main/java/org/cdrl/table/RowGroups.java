package org.cdrl.table;

import java.util.Arrays;
import java.util.List;

/**
 * Where training rows are: means of the at least {@value #LEAST} that are nearest to one of them,
 * not the rows themselves. How far a row is from the nearest group is evidence that owes nothing to
 * a network, and tells about what the distance to the nearest neighbours does.
 *
 * <p>Distances are between numbers in standard deviations of their column. Two labels are as far
 * apart as two standard deviations. Missing cells are near everything.
 *
 * @param axes how cells become coordinates, one per column
 * @param means of the groups, [groups][width]
 * @param spreads about the mean squared distance of a group's rows from its mean, [groups]
 * @param centres how many of the training rows every group is around, [groups]
 */
record RowGroups(List<Axis> axes, float[][] means, float[] spreads, int[] centres) {
  /** Fewest rows of a group, unless there are fewer rows in all. */
  static final int LEAST = 5;

  RowGroups {
    axes = List.copyOf(axes);
  }

  /**
   * A column's coordinates.
   *
   * @param centre of numbers, or the only value; NaN if there is none
   * @param scale of numbers; 0 if there is no coordinate, for all are alike
   * @param labels those that have a coordinate each, all others share one; null for numbers
   */
  record Axis(double centre, double scale, int[] labels) {
    /** Two labels differ in two coordinates, and so by 2. */
    private static final double LABEL = Math.sqrt(2);

    /** Farther is taken as this far, so that squares of it can be added. */
    private static final double REACH = 1e9;

    /** A coordinate, or the farthest that counts. */
    static double within(double coordinate) {
      return Math.max(-REACH, Math.min(REACH, coordinate));
    }

    int width() {
      return labels != null ? labels.length + 1 : scale > 0 ? 1 : 0;
    }

    void put(double cell, double[] point, int at) {
      if (labels == null) {
        if (scale > 0) {
          point[at] = within((cell - centre) / scale);
        }
        return;
      }
      for (int l = 0; l <= labels.length; l++) {
        point[at + l] = Double.isNaN(cell) ? Double.NaN : 0;
      }
      if (!Double.isNaN(cell)) {
        int l = 0;
        while (l < labels.length && labels[l] != cell) {
          l++;
        }
        point[at + l] = LABEL;
      }
    }

    /** The shares of labels in a mean; those without a coordinate of their own have none. */
    double[] shares(float[] mean, int at, int count) {
      double[] shares = new double[count];
      for (int l = 0; l < labels.length; l++) {
        shares[labels[l]] = mean[at + l];
      }
      double sum = Arrays.stream(shares).sum();
      Arrays.setAll(shares, l -> shares[l] / sum);
      return shares;
    }

    /** The cell that a group's mean stands for: a number, or the most frequent of its labels. */
    double cell(float[] mean, int at) {
      if (labels == null) {
        return scale > 0 ? centre + scale * mean[at] : centre;
      }
      int most = 0;
      for (int l = 1; l < labels.length; l++) {
        most = mean[at + l] > mean[at + most] ? l : most;
      }
      return labels[most];
    }
  }

  /**
   * The nearest group.
   *
   * @param spread of the group
   * @param parts squared distance from its mean, by column
   */
  record Nearest(double spread, double[] parts) {
    /** The mean squared distance from the group's rows. */
    double distance() {
      return Arrays.stream(parts).sum() + spread;
    }
  }

  /**
   * The nearest groups if one column at a time does not count.
   *
   * @param distances squared, with the group's spread, by the column that is left out
   * @param groups which they are
   */
  record NearestByOthers(double[] distances, int[] groups) {}

  /** A row as coordinates, NaN for missing cells. */
  double[] point(double[] cells) {
    double[] point = new double[axes.stream().mapToInt(Axis::width).sum()];
    int at = 0;
    for (int c = 0; c < cells.length; c++) {
      axes.get(c).put(cells[c], point, at);
      at += axes.get(c).width();
    }
    return point;
  }

  /** The group nearest to a point, in the mean over its rows. */
  Nearest nearest(double[] point) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < means.length; g++) {
      double sum = spreads[g];
      for (int j = 0; j < point.length && sum < least; j++) {
        double d = point[j] - means[g][j];
        sum += Double.isNaN(d) ? 0 : d * d;
      }
      if (sum < least) {
        least = sum;
        best = g;
      }
    }
    double[] parts = new double[axes.size()];
    parts(point, means[best], parts);
    return new Nearest(spreads[best], parts);
  }

  /** The groups nearest to a point without one column, for every column. */
  NearestByOthers nearestByOthers(double[] point) {
    double[] distances = new double[axes.size()];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int[] groups = new int[axes.size()];
    double[] parts = new double[axes.size()];
    double[] before = new double[axes.size()];
    for (int g = 0; g < means.length; g++) {
      parts(point, means[g], parts);
      // Sums from both ends: a difference from the whole sum would lose all but what is far.
      double sum = spreads[g];
      for (int c = 0; c < parts.length; c++) {
        before[c] = sum;
        sum += parts[c];
      }
      sum = 0;
      for (int c = parts.length - 1; c >= 0; c--) {
        double others = before[c] + sum;
        sum += parts[c];
        if (others < distances[c]) {
          distances[c] = others;
          groups[c] = g;
        }
      }
    }
    return new NearestByOthers(distances, groups);
  }

  /** Writes squared distances by column. */
  private void parts(double[] point, float[] mean, double[] parts) {
    int at = 0;
    for (int c = 0; c < parts.length; c++) {
      double sum = 0;
      for (int end = at + axes.get(c).width(); at < end; at++) {
        double d = point[at] - mean[at];
        sum += Double.isNaN(d) ? 0 : d * d;
      }
      parts[c] = sum;
    }
  }

  /**
   * How much every group counts near a point: as many times as it has centres what a normal density
   * has of its distance; with sum 1.
   *
   * @param bandwidth standard deviation of that density
   */
  double[] nearness(double[] point, double bandwidth) {
    double[] near = new double[means.length];
    double least = Double.POSITIVE_INFINITY;
    for (int g = 0; g < near.length; g++) {
      double sum = spreads[g];
      for (int j = 0; j < point.length; j++) {
        double d = point[j] - means[g][j];
        sum += Double.isNaN(d) ? 0 : d * d;
      }
      near[g] = sum;
      least = Math.min(least, sum);
    }
    double nearest = least;
    Arrays.setAll(
        near, g -> centres[g] * Math.exp((nearest - near[g]) / (2 * bandwidth * bandwidth)));
    double total = Arrays.stream(near).sum();
    Arrays.setAll(near, g -> near[g] / total);
    return near;
  }

  /**
   * What groups have in a column: the mean of a number, or the shares of labels; null if there is
   * one value only.
   *
   * @param weights of the groups, with sum 1
   * @param labels of the column, 0 for numbers
   */
  double[] mean(double[] weights, int column, int labels) {
    Axis axis = axes.get(column);
    if (axis.width() == 0) {
      return null;
    }
    int at = first(column);
    float[] mean = new float[at + axis.width()];
    for (int j = at; j < mean.length; j++) {
      double sum = 0;
      for (int g = 0; g < weights.length; g++) {
        sum += weights[g] * means[g][j];
      }
      mean[j] = (float) sum;
    }
    return axis.labels() == null
        ? new double[] {axis.cell(mean, at)}
        : axis.shares(mean, at, labels);
  }

  /** What a group has in a column: the mean of its numbers, or its most frequent label. */
  double cell(int group, int column) {
    return axes.get(column).cell(means[group], first(column));
  }

  private int first(int column) {
    return axes.subList(0, column).stream().mapToInt(Axis::width).sum();
  }
}
