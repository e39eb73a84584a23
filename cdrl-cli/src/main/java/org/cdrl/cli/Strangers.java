package org.cdrl.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.cdrl.config.ImageArchitecture;

/** Images that are none of a set, made of images that are. */
enum Strangers {
  /** Every value uniform and on its own. */
  NOISE {
    @Override
    float[][] of(float[][] images, ImageArchitecture shape) {
      SplittableRandom random = new SplittableRandom(1);
      float[][] noise = new float[images.length][shape.values()];
      for (float[] image : noise) {
        for (int v = 0; v < image.length; v++) {
          image[v] = (float) (2 * random.nextDouble() - 1);
        }
      }
      return noise;
    }
  },

  /** Means of two images. */
  MIXED {
    @Override
    float[][] of(float[][] images, ImageArchitecture shape) {
      float[][] means = new float[images.length][shape.values()];
      for (int r = 0; r < images.length; r++) {
        float[] other = images[(r + images.length / 2) % images.length];
        for (int v = 0; v < means[r].length; v++) {
          means[r][v] = (images[r][v] + other[v]) / 2;
        }
      }
      return means;
    }
  },

  /** Moved down and to the right by a quarter, and in again where they leave. */
  SHIFTED {
    @Override
    float[][] of(float[][] images, ImageArchitecture shape) {
      int side = shape.size();
      return perPixel(
          images,
          shape,
          (image, y, x, c) ->
              value(image, shape, (y + 3 * side / 4) % side, (x + 3 * side / 4) % side, c));
    }
  },

  /** The mean of 3 x 3 pixels, taken twice, with pixels at the border repeated. */
  BLURRED {
    @Override
    float[][] of(float[][] images, ImageArchitecture shape) {
      return means(means(images, shape), shape);
    }

    private float[][] means(float[][] images, ImageArchitecture shape) {
      int last = shape.size() - 1;
      return perPixel(
          images,
          shape,
          (image, y, x, c) -> {
            float sum = 0;
            for (int near = 0; near < 9; near++) {
              int row = Math.min(last, Math.max(0, y + near / 3 - 1));
              int column = Math.min(last, Math.max(0, x + near % 3 - 1));
              sum += value(image, shape, row, column, c);
            }
            return sum / 9;
          });
    }
  };

  /** What a pixel of a stranger is. */
  private interface Pixel {
    float of(float[] image, int y, int x, int channel);
  }

  /**
   * Makes strangers.
   *
   * @param images values in [-1, 1], [n][height, width, channels]
   * @return as many
   */
  abstract float[][] of(float[][] images, ImageArchitecture shape);

  /** Those of a name; empty if it names something else. */
  static Optional<Strangers> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.label().equals(name)).findFirst();
  }

  /** All names, for people. */
  static String labels() {
    return Arrays.stream(values()).map(Strangers::label).collect(Collectors.joining(", "));
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static float value(float[] image, ImageArchitecture shape, int y, int x, int channel) {
    return image[(y * shape.size() + x) * shape.channels() + channel];
  }

  private static float[][] perPixel(float[][] images, ImageArchitecture shape, Pixel pixel) {
    int channels = shape.channels();
    float[][] made = new float[images.length][shape.values()];
    for (int r = 0; r < images.length; r++) {
      for (int v = 0; v < made[r].length; v++) {
        int at = v / channels;
        made[r][v] = pixel.of(images[r], at / shape.size(), at % shape.size(), v % channels);
      }
    }
    return made;
  }
}
