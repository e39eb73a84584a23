package org.cdrl.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Chains over two columns of 2 and 3 tokens whose joint distribution is known. */
class RevealingTest {
  private static final double[][] JOINT = {{.1, .25, .05}, {.3, .1, .2}};
  private static final double[][] OTHER = {{.2, .1, .2}, {.05, .4, .05}};
  private static final int ROWS = 40_000;

  private static double p(double[][] joint, int a, int b) {
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 3; j++) {
        sum += (a < 0 || a == i) && (b < 0 || b == j) ? joint[i][j] : 0;
      }
    }
    return sum;
  }

  private static Conditional of(double[][] joint) {
    return (tokens, column) -> {
      float[][] logits = new float[tokens.length][column == 0 ? 2 : 3];
      for (int r = 0; r < tokens.length; r++) {
        for (int k = 0; k < logits[r].length; k++) {
          double p = column == 0 ? p(joint, k, tokens[r][1]) : p(joint, tokens[r][0], k);
          // A constant per row makes no difference.
          logits[r][k] = (float) Math.log(p) + 7;
        }
      }
      return logits;
    };
  }

  private static int[][] masked() {
    int[][] tokens = new int[ROWS][2];
    for (int[] row : tokens) {
      Arrays.fill(row, -1);
    }
    return tokens;
  }

  private static SplittableRandom[] randoms() {
    SplittableRandom[] own = new SplittableRandom[ROWS];
    Arrays.setAll(own, r -> new SplittableRandom(1234567L * r + 5));
    return own;
  }

  private static double[] shares(int[][] tokens) {
    double[] shares = new double[6];
    for (int[] row : tokens) {
      shares[3 * row[0] + row[1]] += 1. / tokens.length;
    }
    return shares;
  }

  @Test
  void revealedRowsHaveTheJointDistributionInAnyOrder() {
    for (int seed = 1; seed <= 4; seed++) {
      int[][] tokens = masked();
      new Revealing(of(JOINT), new double[2][])
          .reveal(tokens, new SplittableRandom(seed), randoms());
      assertArrayEquals(new double[] {.1, .25, .05, .3, .1, .2}, shares(tokens), .01);
    }
  }

  @Test
  void knownTokensStay() {
    int[][] tokens = masked();
    for (int[] row : tokens) {
      row[1] = 2;
    }
    new Revealing(of(JOINT), new double[2][]).reveal(tokens, new SplittableRandom(1), randoms());
    assertArrayEquals(new double[] {0, 0, .2, 0, 0, .8}, shares(tokens), .01);
  }

  @Test
  void sweepsLeadToTheJointDistributionFromAnywhere() {
    int[][] tokens = new int[ROWS][2];
    Revealing chains = new Revealing(of(JOINT), new double[2][]);
    SplittableRandom[] own = randoms();
    for (int n = 0; n < 12; n++) {
      chains.sweep(tokens, new boolean[2], new SplittableRandom(n), own);
    }
    assertArrayEquals(new double[] {.1, .25, .05, .3, .1, .2}, shares(tokens), .01);
  }

  /** p(a, b) times the factors of a and of b, normalised. */
  @Test
  void everythingFollowsFromTheTokensThatRemain() {
    double[][] factors = {{1, .2}, {1, 0, .5}};
    for (int known = 0; known < 2; known++) {
      double[][] by = {known == 0 ? factors[0] : null, factors[1]};
      int[][] tokens = masked();
      new Revealing(of(JOINT), by).reveal(tokens, new SplittableRandom(2), randoms());
      double[] expected = new double[6];
      double sum = 0;
      for (int k = 0; k < 6; k++) {
        expected[k] = JOINT[k / 3][k % 3] * (by[0] == null ? 1 : by[0][k / 3]) * by[1][k % 3];
        sum += expected[k];
      }
      for (int k = 0; k < 6; k++) {
        expected[k] /= sum;
      }
      assertArrayEquals(expected, shares(tokens), .01);
    }
  }

  @Test
  void excludedTokensAreNeverDrawn() {
    int[][] tokens = masked();
    double[][] factors = {null, {1, 0, .5}};
    new Revealing(of(JOINT), factors).reveal(tokens, new SplittableRandom(1), randoms());
    assertTrue(Arrays.stream(tokens).noneMatch(row -> row[1] == 1));
  }

  @Test
  void sweepsOfAProductLeadToTheProductOfTheJoints() {
    Conditional product = Conditional.product(new Conditional[] {of(JOINT), of(OTHER)}, 1, .5);
    Revealing chains = new Revealing(product, new double[2][]);
    int[][] tokens = masked();
    SplittableRandom[] own = randoms();
    chains.reveal(tokens, new SplittableRandom(1), own);
    for (int n = 0; n < 15; n++) {
      chains.sweep(tokens, new boolean[2], new SplittableRandom(n), own);
    }
    double[] expected = new double[6];
    double sum = 0;
    for (int k = 0; k < 6; k++) {
      expected[k] = JOINT[k / 3][k % 3] * Math.sqrt(OTHER[k / 3][k % 3]);
      sum += expected[k];
    }
    for (int k = 0; k < 6; k++) {
      expected[k] /= sum;
    }
    assertArrayEquals(expected, shares(tokens), .01);
  }

  @Test
  void guidanceRaisesTheLikelihoodOfTheConditionToItsPower() {
    double w = 1.5;
    float[][] guided = of(JOINT).guided(new int[] {0}, w).logits(new int[][] {{1, -1}}, 1);
    double[] expected = new double[3];
    double sum = 0;
    for (int b = 0; b < 3; b++) {
      // p(b | a) (p(a | b) / p(a))^w
      expected[b] = p(JOINT, 1, b) * Math.pow(p(JOINT, 1, b) / p(JOINT, -1, b), w);
      sum += expected[b];
    }
    double total = Conditional.logTotal(guided[0]);
    for (int b = 0; b < 3; b++) {
      assertEquals(expected[b] / sum, Math.exp(guided[0][b] - total), 1e-5);
    }
  }
}
