package org.cdrl.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.cli.Option;
import org.cdrl.image.ImageGrid;
import org.cdrl.report.PngFile;

/**
 * The PNG file that a command writes, a grid of images.
 *
 * @param zoom screen pixels per pixel; null to choose by the size
 */
record ImageSheet(Path file, Integer zoom) {
  private static final String ZOOM = "zoom";
  private static final String PNG = ".png";

  /** Images smaller than this are enlarged. */
  private static final int VISIBLE = 64;

  /** The option that names the file. */
  static Option out() {
    return CommonOptions.written(CommonOptions.OUT, "FILE", "The PNG file.");
  }

  /** The option about the size. */
  static Option zooming() {
    return CommonOptions.value(
        ZOOM, "N", "Screen pixels per pixel; default as fits the size of the images.");
  }

  /** The sheet named by --out; fails early if it cannot be written. */
  static ImageSheet of(Arguments arguments) throws UsageException, IOException {
    return of(arguments, arguments.writable(CommonOptions.OUT));
  }

  /** A sheet. */
  static ImageSheet of(Arguments arguments, Path file) throws UsageException {
    return new ImageSheet(
        file, arguments.has(ZOOM) ? (Integer) arguments.integer(ZOOM, 0, 1) : null);
  }

  /**
   * A number of images as a size in memory.
   *
   * @throws UsageException if none or more than that are asked for
   */
  static int size(long count) throws UsageException {
    if (count < 1 || count > Integer.MAX_VALUE) {
      throw new UsageException(
          "--"
              + CommonOptions.COUNT
              + " is \""
              + count
              + "\" but must be a whole number from 1 to "
              + Integer.MAX_VALUE
              + " for images");
    }
    return (int) count;
  }

  /** All images of several lists, one after another. */
  static float[][] join(List<float[][]> lists) {
    return lists.stream().flatMap(Arrays::stream).toArray(float[][]::new);
  }

  /** Fails unless the name says PNG: a table may have been meant. */
  void requirePng(Path model) throws UsageException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(PNG)) {
      throw new UsageException(
          "--"
              + CommonOptions.OUT
              + " is \""
              + file
              + "\" but must be a name that ends in "
              + PNG
              + ": "
              + model
              + " is a model of images");
    }
  }

  /** Writes images of a model, so many beside each other. */
  void write(ImageModel model, float[][] images, int columns, Console console) throws IOException {
    int pixels = zoom == null ? Math.max(1, VISIBLE / model.image().size()) : zoom;
    write(ImageGrid.of(model.image(), images, columns, pixels), file, console);
  }

  /** Writes a PNG file. */
  static void write(BufferedImage image, Path file, Console console) throws IOException {
    PngFile.write(file, image);
    console.err().println("Wrote " + file);
  }
}
