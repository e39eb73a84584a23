package org.cdrl.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.cdrl.data.Checkerboard.Quality;
import org.junit.jupiter.api.Test;

class CheckerboardTest {
  @Test
  void theEightSquaresFormACheckerboard() {
    // Cell (i, j) has its lower left corner at (4 i, 4 j); row j from top to bottom.
    String[] board = {"#.#.", ".#.#", "#.#.", ".#.#"};
    double mass = 0;
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double x = -6 + 4 * column;
        double y = 6 - 4 * row;
        boolean filled = board[row].charAt(column) == '#';
        assertEquals(filled, Checkerboard.inside(x, y), x + ", " + y);
        mass += 16 * Checkerboard.density(x, y);
      }
    }
    assertEquals(1, mass);
    assertTrue(Checkerboard.inside(8, 4));
    assertEquals(false, Checkerboard.inside(8.001, 2));
    assertEquals(false, Checkerboard.inside(Double.NaN, 2));
  }

  @Test
  void samplesFillTheSquares() {
    Quality floor = Checkerboard.floor(25_000, 3);
    assertEquals(1, floor.inside());
    assertEquals(0.007, floor.totalVariation(), 0.006);
    assertEquals(0.05, floor.slicedWasserstein(), 0.03);
    assertArrayEquals(Checkerboard.sample(10, 5), Checkerboard.sample(10, 5));
  }

  @Test
  void uniformBoxIsHalfInside() {
    SplittableRandom random = new SplittableRandom(1);
    float[][] box = new float[20_000][2];
    for (float[] point : box) {
      point[0] = (float) random.nextDouble(-8, 8);
      point[1] = (float) random.nextDouble(-8, 8);
    }
    Quality quality = Checkerboard.quality(box);
    assertEquals(0.5, quality.inside(), 0.015);
    assertEquals(0.5, quality.totalVariation(), 0.015);
    assertEquals(0.33, quality.slicedWasserstein(), 0.03);
  }

  @Test
  void oneSquareOnlyHasTheHandComputedVariation() {
    Quality quality = Checkerboard.quality(new float[][] {{6, 2}, {6, 3}, {5, 1}, {6, 6}});
    assertEquals(0.75, quality.inside());
    // Histogram (3/4, 0, .., 0, 1/4) against (1/8, .., 1/8, 0).
    assertEquals((0.625 + 7 * 0.125 + 0.25) / 2, quality.totalVariation(), 1e-15);
  }

  @Test
  void errors() {
    assertThrows(IllegalArgumentException.class, () -> Checkerboard.sample(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> Checkerboard.floor(0, 0));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> Checkerboard.quality(new float[][] {{0, Float.NaN}}));
    assertEquals("first sample: row 0, column 1 is NaN", e.getMessage());
  }
}
