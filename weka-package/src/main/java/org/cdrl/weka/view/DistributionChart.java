package org.cdrl.weka.view;

import java.awt.Color;
import java.awt.Dimension;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.cdrl.weka.study.Distribution;
import org.cdrl.weka.study.Distribution.Shares;
import org.knowm.xchart.AnnotationText;
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
  private static final String MISSING = "missing";

  private DistributionChart() {}

  /** The chart, for a place of a size. */
  static Chart<?, ?> of(Distribution distribution, Dimension size) {
    return distribution.starts().length > 0
        ? ofNumbers(distribution)
        : ofLabels(distribution, size);
  }

  private static Chart<?, ?> ofNumbers(Distribution distribution) {
    XYChart chart = new XYChartBuilder().title(title(distribution)).build();
    style(chart.getStyler());
    double[] starts = distribution.starts();
    double width = distribution.width();
    double end = starts[starts.length - 1] + width;
    // Missing values stand beside the numbers, as wide as four bars in 24.
    double[] beside = hasMissing(distribution) ? new double[] {end + (end - starts[0]) / 12} : null;
    double besideWidth = (end - starts[0]) / 6;
    span(chart.getStyler(), starts[0], beside == null ? end : beside[0] + 1.6 * besideWidth, width);
    TickText texts = new TickText(distribution.attribute(), end - starts[0]);
    chart.getStyler().setXAxisTickMarkSpacingHint(texts.spacing(starts[0], end));
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(
            // There are no numbers beyond the end, but ticks need different texts.
            value -> value > end ? " ".repeat(1 + (int) ((value - end) / width)) : texts.of(value));
    double highest = highest(distribution);
    if (beside != null) {
      double missing = Math.max(distribution.real().missing(), missingDrawn(distribution));
      chart.getStyler().setYAxisMax(1.15 * highest);
      chart.getStyler().setAnnotationTextFont(Look.TICK);
      chart.addAnnotation(
          new AnnotationText(MISSING, beside[0] + besideWidth / 2, missing + .07 * highest, false));
    }
    for (boolean real : new boolean[] {true, false}) {
      Shares shares = real ? distribution.real() : distribution.drawn();
      if (shares != null) {
        String name = real ? "data" : "generated";
        steps(chart, name, starts, width, shares.bars(), real);
        if (beside != null) {
          double[] share = {shares.missing()};
          steps(chart, name + ", missing", beside, besideWidth, share, real);
        }
      }
    }
    return chart;
  }

  private static double highest(Distribution distribution) {
    DoubleStream real = Arrays.stream(distribution.real().bars());
    DoubleStream drawn =
        distribution.drawn() == null
            ? DoubleStream.empty()
            : Arrays.stream(distribution.drawn().bars());
    double missing = Math.max(distribution.real().missing(), missingDrawn(distribution));
    return Math.max(missing, DoubleStream.concat(real, drawn).max().orElse(0));
  }

  private static double missingDrawn(Distribution distribution) {
    return distribution.drawn() == null ? 0 : distribution.drawn().missing();
  }

  private static boolean hasMissing(Distribution distribution) {
    return distribution.real().missing() > 0 || missingDrawn(distribution) > 0;
  }

  /**
   * An axis a little wider than its bars; else XChart would put ticks where bars begin, and not at
   * round numbers.
   */
  static void span(AxesChartStyler styler, double start, double end, double width) {
    double margin = .3 * width;
    styler.setXAxisMin(start - margin);
    styler.setXAxisMax(end + margin);
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
    List<String> names = new ArrayList<>();
    for (int label : distribution.labels()) {
      names.add(distribution.attribute().value(label));
    }
    boolean others =
        distribution.real().others() > 0
            || distribution.drawn() != null && distribution.drawn().others() > 0;
    if (others) {
      names.add(distribution.others() + " others");
    }
    if (hasMissing(distribution)) {
      names.add(MISSING);
    }
    if (names.isEmpty()) {
      return chart;
    }
    List<String> fitting = fitting(names, Math.max(1, size.width - 60) / names.size());
    for (boolean real : new boolean[] {true, false}) {
      Shares shares = real ? distribution.real() : distribution.drawn();
      if (shares != null) {
        List<Double> heights = new ArrayList<>();
        Arrays.stream(shares.bars()).forEach(heights::add);
        if (others) {
          heights.add(shares.others());
        }
        if (hasMissing(distribution)) {
          heights.add(shares.missing());
        }
        chart
            .addSeries(real ? "data" : "generated", fitting, heights)
            .setFillColor(real ? Look.REAL : Look.DRAWN);
      }
    }
    return chart;
  }

  /** Names that fit below bars. They are keys: shortened ones must stay different. */
  private static List<String> fitting(List<String> names, int room) {
    List<String> fitting = new ArrayList<>();
    for (String name : names) {
      String text = TickText.shortened(name, Math.max(2, room / TickText.CHARACTER - 1));
      // XChart takes none that is empty.
      while (text.isEmpty() || fitting.contains(text)) {
        text += " ";
      }
      fitting.add(text);
    }
    return fitting;
  }

  private static void style(AxesChartStyler styler) {
    Look.style(styler);
    styler.setYAxisMin(0.0);
    styler.setYAxisDecimalPattern("0.#%");
    styler.setPlotGridVerticalLinesVisible(false);
  }

  private static String title(Distribution distribution) {
    return TickText.shortened(distribution.attribute().name(), 24);
  }
}
