package org.cdrl.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.cdrl.config.ImageArchitecture;
import org.junit.jupiter.api.Test;

/** Images made of others, pixel by pixel. */
class StrangersTest {
  private static final int SIDE = 8;
  private static final ImageArchitecture COLOURED = ImageArchitecture.small(SIDE, 3);

  /** Black but for one green pixel. */
  private static float[] dot(int y, int x) {
    float[] image = new float[COLOURED.values()];
    Arrays.fill(image, -1);
    image[(y * SIDE + x) * 3 + 1] = 1;
    return image;
  }

  private static float[] made(String name, float[]... images) {
    return Strangers.named(name).orElseThrow().of(images, COLOURED)[0];
  }

  @Test
  void shiftedImagesComeInAgain() {
    assertArrayEquals(dot(3, 4), made("shifted", dot(1, 2)));
    assertArrayEquals(dot(1, 0), made("shifted", dot(7, 6)));
  }

  @Test
  void mixedImagesAreMeans() {
    float[] mean = made("mixed", dot(0, 0), dot(7, 7));
    assertEquals(0, mean[1]);
    assertEquals(0, mean[(7 * SIDE + 7) * 3 + 1]);
    assertEquals(-1, mean[0]);
  }

  @Test
  void blurredImagesAreMeansOfMeansOfNeighbours() {
    float[] blurred = made("blurred", dot(4, 4));
    // Two means of three in a line weigh neighbours 1 2 3 2 1 ninths.
    double[] weights = {1 / 9., 2 / 9., 3 / 9., 2 / 9., 1 / 9.};
    for (int y = 0; y < 5; y++) {
      for (int x = 0; x < 5; x++) {
        float value = blurred[((2 + y) * SIDE + 2 + x) * 3 + 1];
        assertEquals(2 * weights[y] * weights[x] - 1, value, 1e-6);
      }
    }
    assertEquals(-1, blurred[(4 * SIDE + 4) * 3], 1e-6, "colours stay apart");
    float[] corner = made("blurred", dot(0, 0));
    // A line's ends become 2/3 and 1/3, then (2/3 + 2/3 + 1/3) / 3.
    assertEquals(2 * Math.pow(5 / 9., 2) - 1, corner[1], 1e-6);
  }

  @Test
  void noiseKeepsTheRange() {
    float[] noise = made("noise", dot(0, 0));
    double squares = 0;
    for (float value : noise) {
      assertTrue(value >= -1 && value <= 1);
      squares += value * value / noise.length;
    }
    // A third, with a standard error of .3 / sqrt(192).
    assertEquals(1 / 3., squares, .09);
  }

  @Test
  void otherNamesAreFiles() {
    assertTrue(Strangers.named("noise.csv").isEmpty());
    assertEquals("noise, mixed, shifted, blurred", Strangers.labels());
  }
}
