package org.cdrl;

import org.cdrl.config.ImageArchitecture;

/**
 * How badly the pixels of an image follow from those around them, which needs no model: what is
 * left below the lowest noise level. Fine detail outweighs everything else in a likelihood (Serrà
 * et al., "Input complexity and out-of-distribution detection with likelihood-based generative
 * models", ICLR 2020), so that errors tell little without it.
 */
final class Roughness {
  /** The variance that rounding to 256 values leaves in [-1, 1]. */
  private static final double ROUNDING = Math.pow(2. / 255, 2) / 12;

  private Roughness() {}

  /**
   * The logarithm of the mean squared difference between a value and the mean of its four
   * neighbours, with values at the border repeated.
   *
   * @param image values in [-1, 1], [height, width, channels]
   */
  static double of(float[] image, ImageArchitecture shape) {
    int side = shape.size();
    int channels = shape.channels();
    double sum = 0;
    for (int y = 0; y < side; y++) {
      int above = Math.max(0, y - 1) * side;
      int below = Math.min(side - 1, y + 1) * side;
      for (int x = 0; x < side; x++) {
        int left = y * side + Math.max(0, x - 1);
        int right = y * side + Math.min(side - 1, x + 1);
        for (int c = 0; c < channels; c++) {
          double around =
              (double) image[(above + x) * channels + c]
                  + image[(below + x) * channels + c]
                  + image[left * channels + c]
                  + image[right * channels + c];
          double difference = around / 4 - image[(y * side + x) * channels + c];
          sum += difference * difference;
        }
      }
    }
    return Math.log(sum / image.length + ROUNDING);
  }
}
