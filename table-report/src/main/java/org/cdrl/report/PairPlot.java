package org.cdrl.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Collectors;
import org.cdrl.table.data.Column;
import org.cdrl.table.data.Table;
import org.cdrl.table.quality.RandomRows;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Two columns of two tables as points, the real rows on the left and the synthetic ones on the
 * right, with the same axes. Labels are spread a little, so that points do not hide each other.
 */
final class PairPlot {
  private static final int SIDE = 420;
  private static final int POINTS = 1000;
  private static final int LABELS = 5;
  private static final double SPREAD = .35;

  private PairPlot() {}

  /** The image. */
  static BufferedImage draw(Table real, Table synthetic, int x, int y, long seed) {
    BufferedImage image = new BufferedImage(2 * SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    canvas.drawImage(panel("real", real, real, x, y, Palette.TRUTH, seed), 0, 0, null);
    canvas.drawImage(panel("synthetic", synthetic, real, x, y, Palette.AFTER, seed), SIDE, 0, null);
    canvas.dispose();
    return image;
  }

  private static BufferedImage panel(
      String title, Table table, Table reference, int x, int y, Color colour, long seed) {
    Column across = table.schema().column(x);
    Column up = table.schema().column(y);
    XYChart chart =
        new XYChartBuilder()
            .width(SIDE)
            .height(SIDE)
            .title(title)
            .xAxisTitle(title(across))
            .yAxisTitle(title(up))
            .build();
    AxesChartStyler styler = chart.getStyler();
    Palette.style(styler);
    chart.getStyler().setDefaultSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    chart.getStyler().setMarkerSize(4);
    if (across.isNumeric()) {
      styler.setxAxisTickLabelsFormattingFunction(value -> AxisText.of(across, value));
    } else {
      styler.setXAxisTicksVisible(false);
    }
    if (up.isNumeric()) {
      styler.setyAxisTickLabelsFormattingFunction(value -> AxisText.of(up, value));
    } else {
      styler.setYAxisTicksVisible(false);
    }
    double[] horizontal = span(across, reference.column(x));
    double[] vertical = span(up, reference.column(y));
    styler.setXAxisMin(horizontal[0]).setXAxisMax(horizontal[1]);
    styler.setYAxisMin(vertical[0]).setYAxisMax(vertical[1]);
    Random random = new Random(seed);
    double[][] points =
        Arrays.stream(RandomRows.of(table, POINTS, seed).rows())
            .map(row -> new double[] {at(across, row[x], random), at(up, row[y], random)})
            .filter(p -> inside(p[0], horizontal) && inside(p[1], vertical))
            .toArray(double[][]::new);
    if (points.length > 0) {
      chart
          .addSeries(
              title,
              Arrays.stream(points).mapToDouble(p -> p[0]).toArray(),
              Arrays.stream(points).mapToDouble(p -> p[1]).toArray())
          .setMarker(SeriesMarkers.CIRCLE)
          .setMarkerColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 110));
    }
    return BitmapEncoder.getBufferedImage(chart);
  }

  /** The name of a column, with its labels in the order in which they stand along the axis. */
  private static String title(Column column) {
    if (column.isNumeric()) {
      return column.name();
    }
    // XChart puts ticks where it likes, which is not where labels are.
    String labels =
        column.labels().stream()
            .limit(LABELS)
            .map(AxisText::shortened)
            .collect(Collectors.joining(" | "));
    return column.name() + ": " + labels + (column.labels().size() > LABELS ? " | …" : "");
  }

  private static double at(Column column, double cell, Random random) {
    return column.isNumeric() ? cell : cell + SPREAD * (2 * random.nextDouble() - 1);
  }

  /** The ends of an axis: of the labels, or of the real numbers with a margin. */
  private static double[] span(Column column, double[] cells) {
    if (!column.isNumeric()) {
      return new double[] {-.5, Math.max(1, column.labels().size()) - .5};
    }
    double[] sorted = Arrays.stream(cells).filter(v -> !Double.isNaN(v)).sorted().toArray();
    if (sorted.length == 0) {
      return new double[] {0, 1};
    }
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double margin = high > low ? .1 * (high - low) : 1;
    return new double[] {low - margin, high + margin};
  }

  private static boolean inside(double value, double[] span) {
    return value >= span[0] && value <= span[1]; // false for NaN
  }
}
