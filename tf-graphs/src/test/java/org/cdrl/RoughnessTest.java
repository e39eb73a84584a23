package org.cdrl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.cdrl.config.ImageArchitecture;
import org.junit.jupiter.api.Test;

/** The roughness of images that formulas make. */
class RoughnessTest {
  private static final int SIDE = 8;
  private static final ImageArchitecture COLOURED = ImageArchitecture.small(SIDE, 3);

  private interface Value {
    double at(int x, int y, int channel);
  }

  private static double roughness(Value value) {
    float[] image = new float[COLOURED.values()];
    for (int v = 0; v < image.length; v++) {
      image[v] = (float) value.at(v / 3 % SIDE, v / 3 / SIDE, v % 3);
    }
    return Math.exp(Roughness.of(image, COLOURED));
  }

  @Test
  void isThatOfRoundingWithoutAnyStructure() {
    assertEquals(Math.pow(2 / 255., 2) / 12, roughness((x, y, c) -> c - 1), 1e-12);
  }

  @Test
  void isAQuarterOfAStepAtTheEndsOfASlope() {
    // Left and right columns, 2 of 8, are off by step / 4; the others follow from their neighbours.
    assertEquals(2. / SIDE * Math.pow(.1 / 4, 2), roughness((x, y, c) -> .1 * x - .5), 1e-5);
  }

  @Test
  void isLargestForAChequer() {
    // Off by 2 inside; a neighbour that repeats the pixel takes a half off, two of them 1.
    double inside = 36 * 4;
    double border = 24 * 1.5 * 1.5;
    double corners = 4;
    assertEquals(
        (inside + border + corners) / 64, roughness((x, y, c) -> (x + y) % 2 * 2 - 1), 1e-5);
  }
}
