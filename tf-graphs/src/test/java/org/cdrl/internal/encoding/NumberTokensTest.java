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

class NumberTokensTest {
  private static NumberTokens of(double[] cells) {
    return NumberTokens.of(NumericCode.of(cells), 0).orElseThrow();
  }

  /** 300 zeros among numbers from -2 to 3 that differ. */
  private static double[] withZeros() {
    return DoubleStream.concat(
            Arrays.stream(new double[1500]),
            new SplittableRandom(1).doubles(6000).map(u -> 5 * u - 2))
        .toArray();
  }

  @Test
  void aColumnOfFewNumbersHasATokenForEach() {
    double[] cells = IntStream.range(0, 1000).mapToDouble(r -> r % 4 * 2.5).toArray();
    NumberTokens code = of(cells);
    assertArrayEquals(new double[] {.25, .25, .25, .25}, code.shares(), 1e-12);
    for (int k = 0; k < 4; k++) {
      assertEquals(k, code.token(k * 2.5));
      assertEquals(k * 2.5, code.cell(k, .9));
    }
  }

  @Test
  void numbersWithTooFewCellsHaveNoTokens() {
    SplittableRandom random = new SplittableRandom(1);
    assertTrue(NumberTokens.of(NumericCode.of(random.doubles(1900).toArray()), 0).isEmpty());
    double[] few = random.ints(1000, 0, 11).asDoubleStream().toArray();
    assertTrue(NumberTokens.of(NumericCode.of(few), 0).isEmpty());
  }

  @Test
  void binsOfFewCellsAreCoarse() {
    SplittableRandom random = new SplittableRandom(1);
    assertEquals(0, of(random.doubles(6400).toArray()).coarse());
    assertEquals(1, of(random.doubles(6300).toArray()).coarse(), 1e-9);
    double[] halfZero =
        DoubleStream.concat(DoubleStream.generate(() -> 0).limit(1000), random.doubles(1000))
            .toArray();
    assertEquals(.5, of(halfZero).coarse(), 1e-9);
  }

  @Test
  void aMissingCellIsTheLastTokenWhereTrainingCellsWereMissing() {
    double[] cells = IntStream.range(0, 600).mapToDouble(r -> r % 2).toArray();
    NumberTokens code = NumberTokens.of(NumericCode.of(cells), .4).orElseThrow();
    assertArrayEquals(new double[] {.3, .3, .4}, code.shares(), 1e-12);
    assertEquals(2, code.token(Double.NaN));
    assertTrue(Double.isNaN(code.cell(2, .5)));
  }

  @Test
  void aFrequentNumberAmongManyIsATokenOfItsOwn() {
    NumberTokens code = of(withZeros());
    int zero = code.token(0);
    assertFalse(code.isBin(zero));
    assertEquals(.2, code.shares()[zero], 1e-12);
    assertEquals(0, code.cell(zero, .3));
    assertTrue(code.isBin(zero - 1) && code.isBin(zero + 1));
    assertEquals(1, Arrays.stream(code.shares()).sum(), 1e-12);
  }

  /** The cells of tokens as frequent as in training have the training cells' distribution. */
  @Test
  void cellsOfTokensAreDistributedAsTrainingCellsAre() {
    SplittableRandom random = new SplittableRandom(2);
    double[] cells = random.doubles(8000).map(u -> Math.exp(3 * u)).sorted().toArray();
    NumberTokens code = of(cells);
    double[] again =
        Arrays.stream(cells)
            .map(c -> code.cell(code.token(c), random.nextDouble()))
            .sorted()
            .toArray();
    for (int n = 100; n < 7900; n += 100) {
      // Half a bin of 125 cells at most.
      assertTrue(again[n] > cells[n - 63] && again[n] < cells[n + 63]);
    }
  }

  @Test
  void aCellOfATokenHasThatToken() {
    NumberTokens code = of(withZeros());
    for (int k = 0; k < code.count(); k++) {
      for (double u : new double[] {.02, .2, .5, .98}) {
        assertEquals(k, code.token(code.cell(k, u)));
      }
    }
  }

  @Test
  void cellsOfARangeLieInItAndAreAsFrequentAsThere() {
    double[] cells = withZeros();
    NumberTokens code = of(cells);
    double[] inside = code.inside(-.5, .7);
    double[] shares = code.shares();
    double share = 0;
    for (int k = 0; k < inside.length; k++) {
      share += shares[k] * inside[k];
      for (double u : new double[] {0, .5, .99}) {
        double cell = code.cell(k, -.5, .7, u);
        assertTrue(inside[k] == 0 || cell >= -.5 && cell <= .7);
      }
    }
    double counted = Arrays.stream(cells).filter(cell -> cell >= -.5 && cell <= .7).count();
    assertEquals(counted / cells.length, share, 2e-4);
  }

  @Test
  void aRangeBetweenTwoNumbersBelongsToOneOfThem() {
    double[] cells = IntStream.range(0, 1000).mapToDouble(r -> r % 4).toArray();
    double[] inside = of(cells).inside(1.2, 1.7);
    assertEquals(1, Arrays.stream(inside).sum());
    assertEquals(1, inside[1] + inside[2]);
  }
}
