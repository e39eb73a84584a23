package org.cdrl.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.cdrl.TrainingProgress;
import org.cdrl.report.Palette;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Records and draws how energy gap and initializer loss developed in a training run. */
public final class TrainingCurve {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 380;

  /** Reports are averaged to about this many points, so that a long run stays readable. */
  private static final int POINTS = 200;

  /**
   * Share of the values that the vertical axis leaves out at each end, so that the start does not
   * rule it.
   */
  private static final double TAIL = .02;

  private final List<TrainingProgress> reports = new ArrayList<>();

  /** Records where training stands. */
  public void add(TrainingProgress progress) {
    reports.add(progress);
  }

  /** The image. */
  public BufferedImage draw() {
    BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = image.createGraphics();
    List<TrainingProgress> cooperative =
        reports.stream()
            .filter(report -> report.phase() == TrainingProgress.Phase.TRAINING)
            .toList();
    canvas.drawImage(
        chart("Energy gap", "nats", cooperative, TrainingProgress::energyGap, Palette.AFTER),
        0,
        0,
        null);
    canvas.drawImage(
        chart(
            "Initializer loss",
            "mean squared distance",
            reports,
            TrainingProgress::initializerLoss,
            Palette.BEFORE),
        WIDTH,
        0,
        null);
    canvas.dispose();
    return image;
  }

  private static BufferedImage chart(
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
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("iteration")
            .yAxisTitle(unit)
            .build();
    Palette.style(chart.getStyler());
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    chart.getStyler().setXAxisMin(0.0);
    chart.getStyler().setYAxisMin(sorted[(int) (TAIL * sorted.length)]);
    chart.getStyler().setYAxisMax(sorted[(int) ((1 - TAIL) * sorted.length)]);
    chart
        .addSeries(title, iterations, values)
        .setMarker(SeriesMarkers.NONE)
        .setLineColor(colour)
        .setLineWidth(1.2f);
    return BitmapEncoder.getBufferedImage(chart);
  }
}
