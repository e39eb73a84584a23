package org.cdrl.image;

import java.awt.image.BufferedImage;

/** Between images as the JDK has them, bytes, and values in [-1, 1]. */
public final class Pixels {
  private Pixels() {}

  /** An image's values, 0..255, [height, width, channels]. */
  static void of(BufferedImage image, int channels, byte[] into) {
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int red = rgb >> 16 & 255;
        int green = rgb >> 8 & 255;
        int blue = rgb & 255;
        if (channels == 1) {
          into[at++] = (byte) Math.round(.299 * red + .587 * green + .114 * blue);
        } else {
          into[at++] = (byte) red;
          into[at++] = (byte) green;
          into[at++] = (byte) blue;
        }
      }
    }
  }

  /** 0..255 as -1..1. */
  static float value(byte pixel) {
    return (pixel & 255) / 127.5f - 1;
  }

  /** -1..1 as 0..255, clamped. */
  static int pixel(float value) {
    return Math.max(0, Math.min(255, Math.round((value + 1) * 127.5f)));
  }
}
