package org.cdrl.demo;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.cdrl.TrainingProgress;
import org.cdrl.report.CurveChart;
import org.cdrl.report.Palette;
import org.knowm.xchart.XYChart;

/** Records and draws how energy gap and initializer loss developed in a training run. */
public final class TrainingCurve {
  private static final int WIDTH = 700;
  private static final int HEIGHT = 380;

  private final List<TrainingProgress> reports = new ArrayList<>();

  /** Records where training stands. */
  public void add(TrainingProgress progress) {
    reports.add(progress);
  }

  /** The image. */
  public BufferedImage draw() {
    BufferedImage image = new BufferedImage(2 * WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    List<TrainingProgress> cooperative =
        reports.stream()
            .filter(report -> report.phase() == TrainingProgress.Phase.TRAINING)
            .toList();
    paint(
        CurveChart.of(
            "Energy gap", "nats", cooperative, TrainingProgress::energyGap, Palette.AFTER),
        image,
        0);
    paint(
        CurveChart.of(
            "Initializer loss",
            "mean squared distance",
            reports,
            TrainingProgress::initializerLoss,
            Palette.BEFORE),
        image,
        WIDTH);
    return image;
  }

  private static void paint(XYChart chart, BufferedImage image, int left) {
    Palette.style(chart.getStyler());
    Graphics2D canvas = image.createGraphics();
    canvas.translate(left, 0);
    chart.paint(canvas, WIDTH, HEIGHT);
    canvas.dispose();
  }
}
