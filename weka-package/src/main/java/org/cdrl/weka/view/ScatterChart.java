package org.cdrl.weka.view;

import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.cdrl.weka.study.Axis;
import org.cdrl.weka.study.Plane;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One kind of rows as points of a plane, a colour per class. */
final class ScatterChart {
  /** Labels that are named beside an axis. */
  private static final int MOST_LABELS = 6;

  /** Characters for all of them. */
  private static final int CHARACTERS = 36;

  private ScatterChart() {}

  /**
   * The chart. Its axes span the real rows, so that charts of both kinds can be compared.
   *
   * @param drawn whether to show the generated rows
   */
  static XYChart of(Plane plane, boolean drawn) {
    Plane.Points points = drawn ? plane.drawn() : plane.real();
    XYChart chart =
        new XYChartBuilder()
            .title(
                String.format(
                    Locale.ROOT,
                    drawn ? "Generated, %,d points" : "Data, %,d points",
                    points.x().length))
            .xAxisTitle(title(plane.x()))
            .yAxisTitle(title(plane.y()))
            .build();
    Look.style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(5);
    double[] across = span(plane.x(), plane.real().x());
    double[] up = span(plane.y(), plane.real().y());
    chart.getStyler().setXAxisMin(across[0]).setXAxisMax(across[1]);
    chart.getStyler().setYAxisMin(up[0]).setYAxisMax(up[1]);
    ticks(chart, plane);
    int[] inside =
        IntStream.range(0, points.x().length)
            .filter(p -> inside(points.x()[p], across) && inside(points.y()[p], up))
            .toArray();
    Arrays.stream(inside)
        .map(p -> points.group()[p])
        .distinct()
        .sorted()
        .forEach(group -> add(chart, points, inside, group));
    return chart;
  }

  private static void ticks(XYChart chart, Plane plane) {
    chart.getStyler().setXAxisTicksVisible(!plane.x().isNominal());
    chart.getStyler().setYAxisTicksVisible(!plane.y().isNominal());
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(value -> AxisText.of(plane.x().attribute(), value))
        .setyAxisTickLabelsFormattingFunction(value -> AxisText.of(plane.y().attribute(), value));
  }

  /** The name of an axis, with its labels in the order in which they stand along it. */
  private static String title(Axis axis) {
    if (!axis.isNominal()) {
      return axis.name();
    }
    // XChart puts ticks where it likes, which is not where labels are.
    int labels = axis.attribute().numValues();
    int shown = Math.min(labels, MOST_LABELS);
    StringJoiner joined = new StringJoiner(" | ", axis.name() + ": ", shown < labels ? " | …" : "");
    for (int label = 0; label < shown; label++) {
      joined.add(AxisText.shortened(axis.attribute().value(label), CHARACTERS / shown));
    }
    return joined.toString();
  }

  private static void add(XYChart chart, Plane.Points points, int[] inside, int group) {
    int[] which = Arrays.stream(inside).filter(p -> points.group()[p] == group).toArray();
    Color colour = Look.group(group);
    chart
        .addSeries(
            "group " + group,
            Arrays.stream(which).mapToDouble(p -> points.x()[p]).toArray(),
            Arrays.stream(which).mapToDouble(p -> points.y()[p]).toArray())
        .setMarker(SeriesMarkers.CIRCLE)
        .setMarkerColor(Look.faint(colour, 150));
  }

  /** The ends of an axis: of the labels, or of the real numbers with a margin. */
  private static double[] span(Axis axis, double[] values) {
    if (axis.isNominal()) {
      return new double[] {-.5, axis.attribute().numValues() - .5};
    }
    if (values.length == 0) {
      return new double[] {0, 1};
    }
    double low = Arrays.stream(values).min().getAsDouble();
    double high = Arrays.stream(values).max().getAsDouble();
    double margin = high > low ? .08 * (high - low) : 1;
    return new double[] {low - margin, high + margin};
  }

  private static boolean inside(double value, double[] span) {
    return value >= span[0] && value <= span[1];
  }
}
