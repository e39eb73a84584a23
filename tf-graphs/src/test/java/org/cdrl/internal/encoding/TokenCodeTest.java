package org.cdrl.internal.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenCodeTest {
  @Test
  void aColumnOfFewValuesHasATokenForEach() {
    double[] cells = IntStream.range(0, 100).mapToDouble(r -> r % 4 * 2.5).toArray();
    TokenCode code = TokenCode.ofNumbers(cells);
    assertEquals(4, code.count());
    for (int k = 0; k < 4; k++) {
      assertEquals(k, code.token(k * 2.5));
      assertEquals(k * 2.5, code.cell(k, .9));
    }
  }

  @Test
  void aMissingCellIsATokenWhereTrainingCellsWereMissing() {
    TokenCode code = TokenCode.ofLabels(new double[] {1, Double.NaN, 0, 1}, 3);
    assertEquals(4, code.count());
    assertEquals(3, code.token(Double.NaN));
    assertTrue(Double.isNaN(code.cell(3, .5)));
    assertArrayEquals(new double[] {.25, .5, 0, .25}, code.shares());
  }

  @Test
  void aFrequentValueAmongManyIsATokenOfItsOwn() {
    SplittableRandom random = new SplittableRandom(1);
    double[] cells =
        DoubleStream.concat(
                Arrays.stream(new double[300]), random.doubles(1000).map(u -> 5 * u - 2))
            .toArray();
    TokenCode code = TokenCode.ofNumbers(cells);
    int zero = code.token(0);
    assertFalse(code.isBin(zero));
    assertEquals(300. / 1300, code.shares()[zero], 1e-12);
    assertEquals(0, code.cell(zero, .3));
  }

  /** The cells of tokens as frequent as in training have the training cells' distribution. */
  @Test
  void cellsOfTokensAreDistributedAsTrainingCellsAre() {
    SplittableRandom random = new SplittableRandom(2);
    double[] cells = random.doubles(5000).map(u -> Math.exp(3 * u)).sorted().toArray();
    TokenCode code = TokenCode.ofNumbers(cells);
    double[] again =
        Arrays.stream(cells).map(c -> code.cell(code.token(c), random.nextDouble())).sorted().toArray();
    for (int n = 100; n < 5000; n += 100) {
      // Half a bin of 78 cells at most.
      assertTrue(again[n] > cells[Math.max(0, n - 40)] && again[n] < cells[Math.min(4999, n + 40)]);
    }
  }

  @Test
  void aCellOfABinHasThatBinsToken() {
    double[] cells = new SplittableRandom(3).doubles(900).toArray();
    TokenCode code = TokenCode.ofNumbers(cells);
    for (int k = 0; k < code.count(); k++) {
      for (double u : new double[] {0, .2, .5, .999}) {
        assertEquals(k, code.token(code.cell(k, u)), 1);
      }
      assertEquals(k, code.token(code.cell(k, .5)));
    }
  }
}
