package org.cdrl.weka.view;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cdrl.TrainingProgress;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How one number developed in training. */
final class CurveChart {
  /** Reports are averaged to about this many points, so that a long run stays readable. */
  private static final int POINTS = 200;

  /**
   * Share of the values at each end that the vertical axis leaves out, so that the start does not
   * rule.
   */
  private static final double TAIL = .02;

  private CurveChart() {}

  /**
   * The chart.
   *
   * @param reports at least one
   */
  static XYChart of(
      String title,
      String unit,
      List<TrainingProgress> reports,
      ToDoubleFunction<TrainingProgress> value,
      Color colour) {
    int together = 1 + reports.size() / POINTS;
    int points = (reports.size() + together - 1) / together;
    double[] iterations = new double[points];
    double[] values = new double[points];
    for (int p = 0; p < points; p++) {
      int to = Math.min(reports.size(), (p + 1) * together);
      List<TrainingProgress> some = reports.subList(p * together, to);
      iterations[p] = some.get(some.size() - 1).iteration();
      values[p] = some.stream().mapToDouble(value).average().orElseThrow();
    }
    XYChart chart =
        new XYChartBuilder().title(title).xAxisTitle("iteration").yAxisTitle(unit).build();
    Look.style(chart.getStyler());
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (TAIL * points)];
    double high = sorted[(int) ((1 - TAIL) * points)];
    double margin = high > low ? .08 * (high - low) : 1;
    chart.getStyler().setYAxisMin(low - margin).setYAxisMax(high + margin);
    chart.getStyler().setXAxisMin(0.0);
    // A little more than all iterations, or XChart would put ticks at points, not at round numbers.
    chart.getStyler().setXAxisMax(1.01 * reports.get(reports.size() - 1).iterations());
    chart.getStyler().setXAxisDecimalPattern("#,##0");
    chart
        .addSeries(title, iterations, values)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(colour)
        .setLineWidth(1.4f);
    return chart;
  }
}
