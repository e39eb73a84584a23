package org.cdrl.weka.view;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** How many rows have which energy. */
final class EnergyChart {
  private static final int BARS = 40;

  private EnergyChart() {}

  /**
   * The chart.
   *
   * @param real scores of the data, at least one
   * @param drawn scores of generated rows; may be empty
   */
  static XYChart of(double[] real, double[] drawn) {
    double low = DoubleStream.concat(stream(real), stream(drawn)).min().orElseThrow();
    double high = DoubleStream.concat(stream(real), stream(drawn)).max().orElseThrow();
    double width = high > low ? (high - low) / BARS : 1;
    double[] starts = new double[BARS];
    for (int b = 0; b < BARS; b++) {
      starts[b] = low + b * width;
    }
    XYChart chart =
        new XYChartBuilder()
            .title("Anomaly scores of the rows")
            .xAxisTitle("anomaly score; right: more anomalous")
            .yAxisTitle("share of rows")
            .build();
    Look.style(chart.getStyler());
    chart.getStyler().setYAxisMin(0.0).setYAxisDecimalPattern("0.#%");
    chart.getStyler().setXAxisDecimalPattern("0.#");
    DistributionChart.span(chart.getStyler(), low, low + BARS * width, width);
    DistributionChart.steps(chart, "data", starts, width, shares(real, low, width), true);
    if (drawn.length > 0) {
      DistributionChart.steps(chart, "generated", starts, width, shares(drawn, low, width), false);
    }
    return chart;
  }

  private static DoubleStream stream(double[] values) {
    return Arrays.stream(values);
  }

  private static double[] shares(double[] values, double low, double width) {
    double[] shares = new double[BARS];
    for (double value : values) {
      shares[Math.min(BARS - 1, (int) ((value - low) / width))] += 1.0 / values.length;
    }
    return shares;
  }
}
