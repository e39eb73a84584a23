package org.cdrl.examples.tables;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;

/** Filling in without learning. */
final class SimpleFilling {
  private SimpleFilling() {}

  /** Every missing cell from the nearest row that has it, by mean difference of common cells. */
  static Table nearest(Table gaps) {
    int d = gaps.schema().size();
    double[] range = new double[d];
    for (int c = 0; c < d; c++) {
      double[] known = known(gaps, c);
      double width = Arrays.stream(known).max().orElse(0) - Arrays.stream(known).min().orElse(0);
      range[c] = width > 0 ? width : 1;
    }
    double[][] filled = cells(gaps);
    for (int r = 0; r < filled.length; r++) {
      if (Arrays.stream(gaps.rows()[r]).noneMatch(Double::isNaN)) {
        continue;
      }
      double[] least = new double[d];
      Arrays.fill(least, Double.POSITIVE_INFINITY);
      for (int o = 0; o < filled.length; o++) {
        double distance = distance(gaps, r, o, range);
        for (int c = 0; c < d; c++) {
          boolean helps = Double.isNaN(gaps.rows()[r][c]) && !Double.isNaN(gaps.rows()[o][c]);
          if (helps && distance < least[c]) {
            least[c] = distance;
            filled[r][c] = gaps.rows()[o][c];
          }
        }
      }
    }
    return new Table(gaps.schema(), filled);
  }

  private static double distance(Table gaps, int r, int o, double[] range) {
    double sum = 0;
    int common = 0;
    for (int c = 0; c < range.length; c++) {
      double difference = gaps.rows()[r][c] - gaps.rows()[o][c];
      if (!Double.isNaN(difference)) {
        sum +=
            gaps.schema().column(c).isNumeric()
                ? Math.abs(difference) / range[c]
                : Math.signum(Math.abs(difference));
        common++;
      }
    }
    return common == 0 ? Double.MAX_VALUE : sum / common;
  }

  /** Columns' means, and most frequent labels. */
  static Table means(Table gaps) {
    double[][] filled = cells(gaps);
    for (int c = 0; c < gaps.schema().size(); c++) {
      Column column = gaps.schema().column(c);
      double[] known = known(gaps, c);
      double centre = Arrays.stream(known).average().orElse(0);
      if (!column.isNumeric()) {
        int[] counts = new int[column.labels().size()];
        Arrays.stream(known).forEach(label -> counts[(int) label]++);
        centre =
            IntStream.range(0, counts.length)
                .reduce((a, b) -> counts[b] > counts[a] ? b : a)
                .orElse(0);
      } else if (column.kind() == Column.Kind.INTEGER) {
        centre = Math.rint(centre);
      }
      for (double[] row : filled) {
        row[c] = Double.isNaN(row[c]) ? centre : row[c];
      }
    }
    return new Table(gaps.schema(), filled);
  }

  private static double[] known(Table gaps, int column) {
    return Arrays.stream(gaps.column(column)).filter(cell -> !Double.isNaN(cell)).toArray();
  }

  private static double[][] cells(Table table) {
    return Arrays.stream(table.rows()).map(double[]::clone).toArray(double[][]::new);
  }
}
