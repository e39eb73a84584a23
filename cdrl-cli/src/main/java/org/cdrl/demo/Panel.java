package org.cdrl.demo;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;

/**
 * One square image of the plane with equal axes: points, or a heat map.
 *
 * <p>Drawn here because chart libraries scale the axes apart and map no dense grid.
 *
 * @param title above it
 * @param content draws into a square of {@link Figure#SIDE} pixels from the origin
 */
public record Panel(String title, Consumer<Graphics2D> content) {
  private static final Color PAPER = Color.WHITE;

  /** A point per row; rows outside the square are not shown. */
  public static Panel points(String title, Square square, float[][] rows, Color colour) {
    return new Panel(
        title,
        canvas -> {
          canvas.setColor(PAPER);
          canvas.fillRect(0, 0, Figure.SIDE, Figure.SIDE);
          canvas.setColor(colour);
          double scale = Figure.SIDE / (2 * square.half());
          for (float[] row : rows) {
            double x = (row[0] + square.half()) * scale;
            double y = (square.half() - row[1]) * scale;
            canvas.fill(new Ellipse2D.Double(x - 1, y - 1, 2, 2));
          }
        });
  }

  /**
   * A heat map.
   *
   * @param values at the points of {@link Square#grid}
   * @param low this value and all below are darkest
   * @param high this value and all above are brightest
   */
  public static Panel heat(String title, float[] values, double low, double high) {
    int side = (int) Math.round(Math.sqrt(values.length));
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int p = 0; p < values.length; p++) {
      image.setRGB(p % side, p / side, Heat.rgb((values[p] - low) / (high - low)));
    }
    return new Panel(
        title, canvas -> canvas.drawImage(image, 0, 0, Figure.SIDE, Figure.SIDE, null));
  }
}
