package org.cdrl.internal.network;

/**
 * The images of a network. A row holds one image, pixel by pixel from the top left, the channels of
 * a pixel together: value (y, x, channel) is at (y size + x) channels + channel.
 *
 * @param size height and width, at least 2
 * @param channels 1 for grey, 3 for colour
 */
public record ImageShape(int size, int channels) {
  public ImageShape {
    if (size < 2 || size > 4096) {
      throw new IllegalArgumentException("An image's size must be from 2 to 4096, not " + size);
    }
    if (channels < 1 || channels > 16) {
      throw new IllegalArgumentException(
          "An image has from 1 to 16 channels, not " + channels + "; 1 is grey, 3 is colour");
    }
  }

  /** The number of values of an image. */
  public int values() {
    return size * size * channels;
  }
}
