package org.cdrl.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.cdrl.config.ImageArchitecture;

/** Images side by side, as one image. */
public final class ImageGrid {
  private static final int GAP = 2;

  private ImageGrid() {}

  /**
   * Draws rows of images.
   *
   * @param images values in [-1, 1], clamped, [n][values], row by row
   * @param columns images in a row of the grid
   * @param zoom screen pixels per pixel, at least 1
   */
  public static BufferedImage of(
      ImageArchitecture architecture, float[][] images, int columns, int zoom) {
    int side = architecture.size() * zoom;
    int lines = (images.length + columns - 1) / columns;
    BufferedImage grid =
        new BufferedImage(
            columns * (side + GAP) + GAP, lines * (side + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = grid.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, grid.getWidth(), grid.getHeight());
    for (int n = 0; n < images.length; n++) {
      int left = GAP + n % columns * (side + GAP);
      int top = GAP + n / columns * (side + GAP);
      graphics.drawImage(image(architecture, images[n]), left, top, side, side, null);
    }
    graphics.dispose();
    return grid;
  }

  /** One image in its own size. */
  public static BufferedImage image(ImageArchitecture architecture, float[] values) {
    int side = architecture.size();
    int channels = architecture.channels();
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int at = (y * side + x) * channels;
        int red = Pixels.pixel(values[at]);
        int green = channels == 1 ? red : Pixels.pixel(values[at + 1]);
        int blue = channels == 1 ? red : Pixels.pixel(values[at + 2]);
        image.setRGB(x, y, red << 16 | green << 8 | blue);
      }
    }
    return image;
  }
}
