package org.cdrl.weka.view;

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
   * @param groups how rows are marked
   * @param drawn whether to show the generated rows
   */
  static XYChart of(Plane plane, Groups groups, boolean drawn) {
    Plane.Points points = drawn ? plane.drawn() : plane.real();
    double[] across = span(plane.x(), plane.real().x());
    double[] up = span(plane.y(), plane.real().y());
    int[] inside =
        IntStream.range(0, points.x().length)
            .filter(p -> inside(points.x()[p], across) && inside(points.y()[p], up))
            .toArray();
    XYChart chart =
        new XYChartBuilder()
            .title(title(drawn ? "Generated" : "Data", inside.length, points.rows()))
            .xAxisTitle(title(plane.x()))
            .yAxisTitle(title(plane.y()))
            .build();
    Look.style(chart.getStyler());
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(6);
    chart.getStyler().setXAxisMin(across[0]).setXAxisMax(across[1]);
    chart.getStyler().setYAxisMin(up[0]).setYAxisMax(up[1]);
    ticks(chart, plane, across, up);
    Arrays.stream(inside)
        .mapToObj(p -> groups.of(points.group()[p]))
        .distinct()
        .forEach(mark -> add(chart, points, inside, groups, mark));
    return chart;
  }

  private static String title(String kind, int shown, int rows) {
    return shown == rows
        ? String.format(Locale.ROOT, "%s: %,d rows", kind, rows)
        : String.format(Locale.ROOT, "%s: %,d of %,d rows", kind, shown, rows);
  }

  private static void ticks(XYChart chart, Plane plane, double[] across, double[] up) {
    chart.getStyler().setXAxisTicksVisible(!plane.x().isNominal());
    chart.getStyler().setYAxisTicksVisible(!plane.y().isNominal());
    TickText below = texts(plane.x(), across);
    chart.getStyler().setXAxisTickMarkSpacingHint(below.spacing(across[0], across[1]));
    chart
        .getStyler()
        .setxAxisTickLabelsFormattingFunction(below::of)
        .setyAxisTickLabelsFormattingFunction(texts(plane.y(), up)::of);
  }

  private static TickText texts(Axis axis, double[] span) {
    return new TickText(axis.attribute(), span[1] - span[0]);
  }

  /** The name of an axis, with its labels in the order in which they stand along it. */
  private static String title(Axis axis) {
    if (!axis.isNominal()) {
      return axis.name();
    }
    // XChart puts ticks where it likes, which is not where labels are.
    int labels = axis.attribute().numValues();
    int shown = Math.min(labels, MOST_LABELS);
    StringJoiner joined = new StringJoiner(" | ", axis.name() + ": ", "");
    for (int label = 0; label < shown; label++) {
      joined.add(TickText.shortened(axis.attribute().value(label), CHARACTERS / shown));
    }
    if (shown < labels) {
      joined.add("…");
    }
    if (axis.missing()) {
      joined.add("missing");
    }
    return joined.toString();
  }

  private static void add(
      XYChart chart, Plane.Points points, int[] inside, Groups groups, Groups.Mark mark) {
    int[] which =
        Arrays.stream(inside).filter(p -> groups.of(points.group()[p]).equals(mark)).toArray();
    chart
        .addSeries(
            "group " + groups.marks().indexOf(mark),
            Arrays.stream(which).mapToDouble(p -> points.x()[p]).toArray(),
            Arrays.stream(which).mapToDouble(p -> points.y()[p]).toArray())
        .setMarker(mark.round() ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND)
        .setMarkerColor(Look.faint(mark.colour(), 170));
  }

  /** The ends of an axis: of the labels, or of the real numbers with a margin. */
  private static double[] span(Axis axis, double[] values) {
    if (axis.isNominal()) {
      return new double[] {-.5, axis.positions() - .5};
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
