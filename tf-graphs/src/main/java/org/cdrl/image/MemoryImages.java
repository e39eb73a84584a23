package org.cdrl.image;

import java.util.List;

/** Images that are in memory already, such as a small table of pixels. */
public final class MemoryImages implements ImageSet {
  private final int height;
  private final int width;
  private final int channels;
  private final byte[][] images;
  private final List<Factor> factors;
  private final int[][] values;

  /**
   * Takes images over.
   *
   * @param images values 0..255, [n][height, width, channels]
   * @param factors what is known of them
   * @param values per image, the value of every factor, -1 where it is not known
   */
  public MemoryImages(
      int height, int width, int channels, byte[][] images, List<Factor> factors, int[][] values) {
    for (int n = 0; n < images.length; n++) {
      if (images[n].length != height * width * channels) {
        throw new IllegalArgumentException(
            "Image "
                + (n + 1)
                + " has "
                + images[n].length
                + " values, not "
                + height * width * channels);
      }
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.images = images;
    this.factors = List.copyOf(factors);
    this.values = values;
  }

  @Override
  public int size() {
    return images.length;
  }

  @Override
  public int height() {
    return height;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public void read(int n, byte[] into) {
    System.arraycopy(images[n], 0, into, 0, images[n].length);
  }

  @Override
  public List<Factor> factors() {
    return factors;
  }

  @Override
  public int value(int n, int factor) {
    return values[n][factor];
  }

  @Override
  public void close() {}
}
