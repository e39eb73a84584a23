package org.cdrl.image;

import java.io.IOException;
import java.util.List;

/**
 * Images of another set as networks take them: grey ones get three equal channels, coloured ones
 * become grey by their luma (ITU-R BT.601), and small ones are enlarged by a whole number.
 */
public final class FittedImages implements ImageSet {
  /** What red, green and blue weigh in a pixel's luma. */
  private static final double[] LUMA = {.299, .587, .114};

  private final ImageSet set;
  private final int zoom;
  private final int channels;
  private final byte[] image;

  /**
   * Fits a set.
   *
   * @param set which closes with this one
   * @param side of the networks' images; smaller images are enlarged as long as they fit
   * @param channels 1 or 3
   */
  public FittedImages(ImageSet set, int side, int channels) {
    this.set = set;
    this.zoom = Math.max(1, side / Math.max(set.height(), set.width()));
    this.channels = channels;
    this.image = new byte[set.values()];
  }

  @Override
  public int size() {
    return set.size();
  }

  @Override
  public int height() {
    return zoom * set.height();
  }

  @Override
  public int width() {
    return zoom * set.width();
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void read(int n, byte[] into) {
    set.read(n, image);
    for (int y = 0; y < height(); y++) {
      for (int x = 0; x < width(); x++) {
        int pixel = y / zoom * set.width() + x / zoom;
        for (int c = 0; c < channels; c++) {
          into[(y * width() + x) * channels + c] = ofChannel(pixel, c);
        }
      }
    }
  }

  private byte ofChannel(int pixel, int channel) {
    if (set.channels() == channels) {
      return image[pixel * channels + channel];
    }
    if (set.channels() == 1) {
      return image[pixel];
    }
    double luma = 0;
    for (int c = 0; c < LUMA.length; c++) {
      luma += LUMA[c] * (image[pixel * LUMA.length + c] & 0xff);
    }
    return (byte) Math.round(luma);
  }

  @Override
  public List<Factor> factors() {
    return set.factors();
  }

  @Override
  public int value(int n, int factor) {
    return set.value(n, factor);
  }

  @Override
  public void close() throws IOException {
    set.close();
  }
}
