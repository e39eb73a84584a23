package org.cdrl.report;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.cdrl.TrainingProgress;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** How one number developed in training, for the demo and for Weka's tab. */
public final class CurveChart {
  /** Reports are averaged to about this many points, so that a long run stays readable. */
  private static final int POINTS = 200;

  /**
   * The vertical axis reaches this many times the distance of the quartiles beyond them: the dip or
   * jump at the start must not flatten what comes after it.
   */
  private static final double REACH = 3;

  private CurveChart() {}

  /**
   * The chart, of which the one who shows it sets fonts and size.
   *
   * @param title what the number is
   * @param unit of the number, beside the vertical axis
   * @param reports at least one, in their order
   * @param value the number
   */
  public static XYChart of(
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
    double[] span = span(values);
    XYChart chart =
        new XYChartBuilder()
            .title(title + beyond(values, span))
            .xAxisTitle("iteration")
            .yAxisTitle(unit)
            .build();
    double margin = span[1] > span[0] ? .08 * (span[1] - span[0]) : 1;
    chart.getStyler().setYAxisMin(span[0] - margin).setYAxisMax(span[1] + margin);
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

  /** Where most values are. */
  static double[] span(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int last = sorted.length - 1;
    double first = sorted[last / 4];
    double third = sorted[last - last / 4];
    double reach = REACH * (third - first);
    return new double[] {Math.max(sorted[0], first - reach), Math.min(sorted[last], third + reach)};
  }

  /** How far the values go that are not shown. */
  private static String beyond(double[] values, double[] span) {
    double low = Arrays.stream(values).min().orElseThrow();
    double high = Arrays.stream(values).max().orElseThrow();
    return (low < span[0] ? String.format(Locale.ROOT, ", at its lowest %.3g", low) : "")
        + (high > span[1] ? String.format(Locale.ROOT, ", at its highest %.3g", high) : "");
  }
}
