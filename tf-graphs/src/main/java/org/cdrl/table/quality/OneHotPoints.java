package org.cdrl.table.quality;

import java.util.Arrays;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/**
 * Rows as points: numbers scaled to 0..1 by a reference table, with one more coordinate each that
 * is 1 where they are missing, and labels and missing labels one-hot. Of those only the place of
 * the 1 is kept, as two points are 0 or 2 apart there.
 */
final class OneHotPoints {
  private final float[][] numbers;
  private final int[][] labels;

  /** How many labels each column of labels has, with the missing one. */
  private final int[] counts;

  private OneHotPoints(float[][] numbers, int[][] labels, int[] counts) {
    this.numbers = numbers;
    this.labels = labels;
    this.counts = counts;
  }

  /** The rows of a table; missing numbers are at the mean of the reference. */
  static OneHotPoints of(Table reference, Table table) {
    int numeric = (int) reference.schema().columns().stream().filter(Column::isNumeric).count();
    float[][] numbers = new float[table.size()][2 * numeric];
    int[][] labels = new int[table.size()][reference.schema().size() - numeric];
    int[] counts = new int[reference.schema().size() - numeric];
    int number = 0;
    int label = 0;
    for (int c = 0; c < reference.schema().size(); c++) {
      Column column = reference.schema().column(c);
      if (!column.isNumeric()) {
        Classes classes = Classes.ofLabels(column);
        counts[label] = classes.count();
        for (int r = 0; r < labels.length; r++) {
          labels[r][label] = classes.of(table.rows()[r][c]);
        }
        label++;
        continue;
      }
      double[] cells = reference.column(c);
      Range range = Range.of(cells);
      double scale = range.width() > 0 ? range.width() : 1;
      double middle = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).average().orElse(0);
      for (int r = 0; r < numbers.length; r++) {
        double cell = table.rows()[r][c];
        boolean missing = Double.isNaN(cell);
        numbers[r][number] = (float) (((missing ? middle : cell) - range.low()) / scale);
        numbers[r][number + 1] = missing ? 1 : 0;
      }
      number += 2;
    }
    return new OneHotPoints(numbers, labels, counts);
  }

  int size() {
    return numbers.length;
  }

  /** The squared distance of one of these from one of others. */
  float squaredDistance(int i, OneHotPoints others, int j) {
    float[] a = numbers[i];
    float[] b = others.numbers[j];
    float sum = 0;
    for (int k = 0; k < a.length; k++) {
      float difference = a[k] - b[k];
      sum += difference * difference;
    }
    int apart = 0;
    int[] ofA = labels[i];
    int[] ofB = others.labels[j];
    for (int k = 0; k < ofA.length; k++) {
      apart += ofA[k] == ofB[k] ? 0 : 2;
    }
    return sum + apart;
  }

  /** The distances of the mean of these points from some points. */
  double[] fromMean(OneHotPoints points) {
    double[] mean = new double[numbers[0].length];
    double[][] shares = new double[counts.length][];
    for (int k = 0; k < mean.length; k++) {
      int at = k;
      mean[k] = Arrays.stream(numbers).mapToDouble(row -> row[at]).average().orElseThrow();
    }
    for (int k = 0; k < shares.length; k++) {
      shares[k] = new double[counts[k]];
      for (int[] row : labels) {
        shares[k][row[k]] += 1.0 / labels.length;
      }
    }
    double squares = Arrays.stream(shares).flatMapToDouble(Arrays::stream).map(p -> p * p).sum();
    double[] distances = new double[points.size()];
    for (int r = 0; r < distances.length; r++) {
      double sum = squares;
      for (int k = 0; k < mean.length; k++) {
        double difference = points.numbers[r][k] - mean[k];
        sum += difference * difference;
      }
      for (int k = 0; k < shares.length; k++) {
        sum += 1 - 2 * shares[k][points.labels[r][k]];
      }
      distances[r] = Math.sqrt(Math.max(0, sum));
    }
    return distances;
  }
}
