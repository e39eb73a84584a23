package org.cdrl.examples.tables;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cdrl.quality.Standard;
import org.cdrl.table.data.Table;

/**
 * How far filled cells are from what was taken out.
 *
 * @param whole the table before
 * @param gaps the table after
 */
record FillingErrors(Table whole, Table gaps) {
  /**
   * Errors of cells that were taken out.
   *
   * @param mae mean absolute error of numbers in standard deviations of their columns
   * @param rmse root of the mean squared one
   * @param r2 1 - squared errors over squared distances from the column's mean, both summed over
   *     the missing cells of a column; the mean over columns
   * @param accuracy share of labels that are right; NaN if none were missing
   */
  record Figures(double mae, double rmse, double r2, double accuracy) {}

  /**
   * The mean absolute error over single draws after min-max scaling, a wrong label counts 1; with
   * the best draw of every cell if wanted.
   */
  double ofDraws(List<Table> draws, boolean best) {
    ToDoubleFunction<double[]> ofCell =
        errors ->
            best
                ? Arrays.stream(errors).min().orElseThrow()
                : Arrays.stream(errors).average().orElseThrow();
    double sum = 0;
    int count = 0;
    for (int c = 0; c < whole.schema().size(); c++) {
      double[] truth = whole.column(c);
      double width = range(truth);
      boolean numeric = whole.schema().column(c).isNumeric();
      for (int r = 0; r < truth.length; r++) {
        if (isMissing(r, c)) {
          int row = r;
          int column = c;
          sum +=
              ofCell.applyAsDouble(
                  draws.stream()
                      .mapToDouble(draw -> Math.abs(draw.rows()[row][column] - truth[row]))
                      .map(error -> numeric ? error / width : Math.signum(error))
                      .toArray());
          count++;
        }
      }
    }
    return sum / count;
  }

  private static double range(double[] cells) {
    double width =
        Arrays.stream(cells).max().orElseThrow() - Arrays.stream(cells).min().orElseThrow();
    return width > 0 ? width : 1;
  }

  private boolean isMissing(int r, int c) {
    return Double.isNaN(gaps.rows()[r][c]) && !Double.isNaN(whole.rows()[r][c]);
  }

  /** Errors of filled tables, averaged over them. */
  Figures figures(List<Table> draws) {
    List<Figures> all = draws.stream().map(this::figures).toList();
    return new Figures(
        mean(all, Figures::mae),
        mean(all, Figures::rmse),
        mean(all, Figures::r2),
        mean(all, Figures::accuracy));
  }

  private static double mean(List<Figures> all, ToDoubleFunction<Figures> figure) {
    return all.stream().mapToDouble(figure).average().orElseThrow();
  }

  private Figures figures(Table filled) {
    double absolute = 0;
    double squares = 0;
    int numbers = 0;
    double r2 = 0;
    int columns = 0;
    int right = 0;
    int labels = 0;
    for (int c = 0; c < whole.schema().size(); c++) {
      double[] truth = whole.column(c);
      Standard scale = Standard.of(truth);
      boolean numeric = whole.schema().column(c).isNumeric();
      double here = 0;
      double total = 0;
      for (int r = 0; r < truth.length; r++) {
        if (!isMissing(r, c)) {
          continue;
        }
        double error = (filled.rows()[r][c] - truth[r]) / scale.deviation();
        double distance = (truth[r] - scale.mean()) / scale.deviation();
        if (numeric) {
          absolute += Math.abs(error);
          here += error * error;
          total += distance * distance;
          numbers++;
        } else {
          right += error == 0 ? 1 : 0;
          labels++;
        }
      }
      squares += here;
      if (total > 0) {
        r2 += 1 - here / total;
        columns++;
      }
    }
    return new Figures(
        absolute / numbers,
        Math.sqrt(squares / numbers),
        r2 / columns,
        labels == 0 ? Double.NaN : (double) right / labels);
  }
}
