package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.cdrl.weka.study.Distribution;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One attribute of real and drawn rows: areas behind each other, or bars side by side. */
final class DistributionChart {
  /** Pixels of a character below an axis. */
  private static final int CHARACTER = 7;

  private DistributionChart() {}

  /** The chart, for a place of a size. */
  static Chart<?, ?> of(Distribution distribution, Dimension size) {
    return distribution.attribute().isNumeric()
        ? ofNumbers(distribution)
        : ofLabels(distribution, size);
  }

  private static Chart<?, ?> ofNumbers(Distribution distribution) {
    XYChart chart = new XYChartBuilder().title(title(distribution)).build();
    style(chart.getStyler());
    span(chart.getStyler(), distribution.starts(), distribution.width());
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(
            value -> AxisText.of(distribution.attribute(), value));
    steps(chart, "data", distribution.starts(), distribution.width(), distribution.real(), true);
    if (distribution.drawn() != null) {
      steps(
          chart,
          "generated",
          distribution.starts(),
          distribution.width(),
          distribution.drawn(),
          false);
    }
    return chart;
  }

  /**
   * An axis a little wider than its bars; else XChart would put ticks where bars begin, and not at
   * round numbers.
   */
  static void span(AxesChartStyler styler, double[] starts, double width) {
    double margin = .3 * width;
    styler.setXAxisMin(starts[0] - margin);
    styler.setXAxisMax(starts[starts.length - 1] + width + margin);
  }

  /**
   * Adds bars as one area.
   *
   * @param real whether they are filled, in the colour of the data
   */
  static void steps(
      XYChart chart, String name, double[] starts, double width, double[] shares, boolean real) {
    double[] x = new double[2 * starts.length + 2];
    double[] y = new double[x.length];
    for (int b = 0; b < starts.length; b++) {
      x[2 * b + 1] = starts[b];
      x[2 * b + 2] = b + 1 < starts.length ? starts[b + 1] : starts[b] + width;
      y[2 * b + 1] = shares[b];
      y[2 * b + 2] = shares[b];
    }
    x[0] = starts[0];
    x[x.length - 1] = x[x.length - 2];
    Color colour = real ? Look.REAL : Look.DRAWN;
    XYSeries series = chart.addSeries(name, x, y);
    series.setXYSeriesRenderStyle(real ? XYSeriesRenderStyle.Area : XYSeriesRenderStyle.Line);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(colour);
    series.setLineWidth(real ? 1 : 2);
    series.setFillColor(Look.faint(colour, 110));
  }

  private static Chart<?, ?> ofLabels(Distribution distribution, Dimension size) {
    CategoryChart chart = new CategoryChartBuilder().title(title(distribution)).build();
    style(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(.8);
    if (distribution.labels().length == 0) {
      return chart;
    }
    int room = Math.max(1, size.width - 60) / distribution.labels().length;
    List<String> names = new ArrayList<>();
    for (int label : distribution.labels()) {
      String name =
          AxisText.shortened(
              distribution.attribute().value(label), Math.max(2, room / CHARACTER - 1));
      // Names are keys: shortened ones must stay different. XChart takes none that is empty.
      while (name.isEmpty() || names.contains(name)) {
        name += " ";
      }
      names.add(name);
    }
    chart.addSeries("data", names, boxed(distribution.real())).setFillColor(Look.REAL);
    if (distribution.drawn() != null) {
      chart.addSeries("generated", names, boxed(distribution.drawn())).setFillColor(Look.DRAWN);
    }
    return chart;
  }

  private static void style(AxesChartStyler styler) {
    Look.style(styler);
    styler.setXAxisTickMarkSpacingHint(45);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("0%");
    styler.setPlotGridVerticalLinesVisible(false);
  }

  private static String title(Distribution distribution) {
    String name = AxisText.shortened(distribution.attribute().name(), 24);
    if (distribution.missingReal() + distribution.missingDrawn() == 0) {
      return name;
    }
    return String.format(
        Locale.ROOT,
        "%s (missing: %.0f%%%s)",
        name,
        100 * distribution.missingReal(),
        distribution.drawn() == null
            ? ""
            : String.format(Locale.ROOT, ", %.0f%%", 100 * distribution.missingDrawn()));
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
