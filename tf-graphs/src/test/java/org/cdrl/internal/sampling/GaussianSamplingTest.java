package org.cdrl.internal.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cdrl.config.Execution;
import org.cdrl.config.Kernel;
import org.cdrl.config.StepSize;
import org.cdrl.internal.energy.Expert;
import org.cdrl.internal.energy.Expression;
import org.cdrl.internal.energy.Proposal;
import org.cdrl.internal.sampling.DrawProgram.Mode;
import org.cdrl.schedule.NoiseSchedule;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sampling with the exact energies of Gaussians: means, variances and covariances must come out
 * within Monte-Carlo error and the known bias of the kernel.
 */
class GaussianSamplingTest {
  private static final NoiseSchedule SCHEDULE = NoiseSchedule.cdrl(6);
  private static final StepSize STEP = new StepSize(.1, 0);
  private static final int ROWS = 20_000;

  /** Enough for a transition's chain to forget a proposal whose spread is not the density's. */
  private static final int MOVES = 100;

  private static final double[][] COVARIANCE = {{1, .6}, {.6, .8}};
  private static final double[] MEAN = {.5, -1};

  private static Diffusion diffusion(int d) {
    return new Diffusion(SCHEDULE, STEP, new Proposal(SCHEDULE, false, null), d, Execution.DEFAULT);
  }

  private static Expression plain(Expert expert) {
    return weighted(1, expert, false);
  }

  private static Expression weighted(double weight, Expert expert, boolean mixture) {
    Expression.Term term = Expression.Term.alike(1, new int[expert.attributeSizes().length]);
    return new Expression(List.of(new Expression.Part(expert, weight, List.of(term))), mixture);
  }

  private static Expert gaussian(double[][] covariance, double[]... means) {
    return new GaussianNetworks(SCHEDULE, STEP, means, covariance).expert();
  }

  private static double mean(float[][] x, int c) {
    double sum = 0;
    for (float[] row : x) {
      sum += row[c];
    }
    return sum / x.length;
  }

  private static double covariance(float[][] x, int a, int b) {
    double ma = mean(x, a);
    double mb = mean(x, b);
    double sum = 0;
    for (float[] row : x) {
      sum += (row[a] - ma) * (row[b] - mb);
    }
    return sum / x.length;
  }

  private static void assertGaussian(
      float[][] x, double[] mean, double[][] covariance, double tolerance) {
    for (int a = 0; a < mean.length; a++) {
      assertEquals(mean[a], mean(x, a), tolerance, "mean of column " + a);
      for (int b = 0; b < mean.length; b++) {
        assertEquals(covariance[a][b], covariance(x, a, b), tolerance, "covariance " + a + "," + b);
      }
    }
  }

  @Test
  void allLevelsReachTheGaussianWithEveryKernel() {
    Expert expert = gaussian(COVARIANCE, MEAN);
    for (Kernel kernel : new Kernel[] {Kernel.ULA, Kernel.MALA, Kernel.hmc(3)}) {
      try (DrawProgram program = new DrawProgram(diffusion(2), plain(expert), kernel, Mode.FRESH)) {
        DrawProgram.Draw draw =
            program.fresh(plain(expert), new DrawProgram.Run(3, 0, 8000, MOVES, 1, 1, 1, 1), true);
        // 8,000 rows: standard error of a variance of 1 is .016.
        assertGaussian(draw.rows(), MEAN, COVARIANCE, .05);
        for (DrawProgram.Level level : draw.levels()) {
          if (kernel.metropolis()) {
            assertTrue(level.acceptance() > .6 && level.acceptance() <= 1);
          } else {
            assertEquals(1, level.acceptance());
          }
        }
      }
    }
  }

  @Test
  void longChainsForgetTheirStart() {
    Expert expert = gaussian(COVARIANCE, MEAN);
    float[][] start = new float[4000][2];
    for (float[] row : start) {
      row[0] = 4;
      row[1] = 4;
    }
    // Transition 3 moves y_2 = sqrt(rho'_3) x_2.
    double root = Math.sqrt(SCHEDULE.rhoPrime(3));
    double signal = root * SCHEDULE.signal(2);
    double[] mean = {signal * MEAN[0], signal * MEAN[1]};
    double[][] covariance = new double[2][2];
    for (int a = 0; a < 2; a++) {
      for (int b = 0; b < 2; b++) {
        covariance[a][b] =
            signal * signal * COVARIANCE[a][b]
                + (a == b ? root * root * SCHEDULE.noiseVariance(2) : 0);
      }
    }
    for (Kernel kernel : new Kernel[] {Kernel.MALA, Kernel.hmc(5), Kernel.ULA}) {
      try (ChainProgram program =
          new ChainProgram(diffusion(2), plain(expert), kernel, 3, false, false)) {
        ChainProgram.Stretch stretch = stretch(program, expert, start, 0, 500);
        // 4,000 chains: standard error of a mean is .015; ULA's step adds a bias of 2 %.
        assertGaussian(stretch.y(), mean, covariance, .06);
        assertEquals(start.length, stretch.logDensity().length);
        // A chain in two pieces is the chain in one.
        float[][] half = stretch(program, expert, start, 0, 200).y();
        assertEquals(stretch.y()[7][1], stretch(program, expert, half, 200, 500).y()[7][1]);
      }
    }
  }

  private static ChainProgram.Stretch stretch(
      ChainProgram program, Expert expert, float[][] y, int from, int to) {
    return program.run(plain(expert), new ChainProgram.Run(5, 0, from, to), null, y);
  }

  @Test
  void longChainsGivenNoisierRowsReachThePosterior() {
    double variance = .8;
    Expert expert = gaussian(new double[][] {{variance}}, new double[] {.5});
    int i = 3;
    double root = Math.sqrt(SCHEDULE.rhoPrime(i));
    double signal = root * SCHEDULE.signal(i - 1);
    double marginal = signal * signal * variance + root * root * SCHEDULE.noiseVariance(i - 1);
    double posterior = 1 / (1 / marginal + 1 / SCHEDULE.sigmaSquared(i));
    double noisier = 1.3;
    double mean = posterior * (signal * .5 / marginal + noisier / SCHEDULE.sigmaSquared(i));
    float[][] centre = new float[4000][1];
    for (float[] row : centre) {
      row[0] = (float) noisier;
    }
    try (ChainProgram program =
        new ChainProgram(diffusion(1), plain(expert), Kernel.MALA, i, true, false)) {
      float[][] y =
          program
              .run(plain(expert), new ChainProgram.Run(7, 0, 0, 200), centre, new float[4000][1])
              .y();
      // 4,000 chains: standard errors of mean and variance are below .01.
      assertGaussian(y, new double[] {mean}, new double[][] {{posterior}}, .03);
    }
  }

  @Test
  void theExactInitializersErrorsAreThoseOfThePosteriorMean() {
    double variance = .5;
    double[] means = {0, 1.5};
    Expert expert =
        gaussian(new double[][] {{variance}}, new double[] {means[0]}, new double[] {means[1]});
    float[][] rows = {{-1}, {.25f}, {2}};
    float[][] noises = {{.7f}, {-1.2f}};
    // Every second row has the other label; both noises run together where six rows may.
    Expression.Term term = new Expression.Term(1, row -> new int[] {(int) row % 2}, false);
    Expression expression =
        new Expression(List.of(new Expression.Part(expert, 1, List.of(term))), false);
    try (DenoisingProgram program = new DenoisingProgram(diffusion(1), expression, 1)) {
      int[] transitions = {1, 4, 6};
      for (int most : new int[] {3, 6}) {
        float[][][] errors = program.squares(expression, 0, rows, noises, most, transitions);
        for (int n = 0; n < transitions.length; n++) {
          int i = transitions[n];
          double signal = SCHEDULE.signal(i);
          double gain =
              signal * variance / (signal * signal * variance + SCHEDULE.noiseVariance(i));
          for (int r = 0; r < rows.length; r++) {
            double mean = means[r % 2];
            double expected = 0;
            for (float[] e : noises) {
              double noisy = signal * rows[r][0] + SCHEDULE.noise(i) * e[0];
              double found = mean + gain * (noisy - signal * mean);
              double deviation = SCHEDULE.posteriorOfData(i) / SCHEDULE.proposalStd(i);
              expected += Math.pow(deviation * (found - rows[r][0]), 2) / noises.length;
            }
            assertEquals(expected, errors[n][r][0], 1e-3 * (1 + expected), "transition " + i);
          }
        }
      }
    }
  }

  @Test
  void guidanceShiftsTheMeanAsTheFormulaSays() {
    // Equal covariances: f_w is the Gaussian with mean m_c + w (m_c - m_0).
    double[][] unit = {{.5}};
    Expert expert = gaussian(unit, new double[] {0}, new double[] {1});
    double w = 1.5;
    Expression guided =
        new Expression(
            List.of(
                new Expression.Part(
                    expert,
                    1,
                    List.of(Expression.Term.alike(1 + w, 1), Expression.Term.alike(-w, 0)))),
            false);
    try (DrawProgram program = new DrawProgram(diffusion(1), guided, Kernel.ULA, Mode.FRESH)) {
      float[][] x =
          program.fresh(guided, new DrawProgram.Run(1, 0, ROWS, MOVES, 1, 1, 1, 1), false).rows();
      assertGaussian(x, new double[] {1 + w}, unit, .04);
    }
  }

  /** f(y, 1) + f(y, 2) - f(y, 0). */
  private static Expression composed(Expert expert) {
    return Expression.open(expert)
        .composed(List.of(Expression.Term.alike(1, 1), Expression.Term.alike(1, 2)));
  }

  @Test
  void conceptsOfPointsAddWhateverTheirProposals() {
    // Equal covariances: the composition is the Gaussian with mean m_1 + m_2 - m_0.
    double[] open = {.5, -.5};
    double[] right = {1.5, -.5};
    double[] up = {.25, .75};
    Expression both = composed(gaussian(COVARIANCE, open, right, up));
    double[] mean = {1.25, .75};
    DrawProgram.Run run = new DrawProgram.Run(1, 0, 2000, MOVES, 1, 1, 2, 3);
    try (DrawProgram program = new DrawProgram(diffusion(2), both, Kernel.ULA, Mode.FRESH)) {
      // 2,000 rows: standard error of a variance of 1 is .032.
      assertGaussian(program.fresh(both, run, false).rows(), mean, COVARIANCE, .1);
    }
  }

  @Test
  void theFirstAndTheLastTransitionRunOnce() {
    NoiseSchedule two = NoiseSchedule.cdrl(2);
    Expert expert =
        new GaussianNetworks(two, STEP, new double[][] {MEAN, {1, 1}, {0, 0}}, COVARIANCE).expert();
    Diffusion diffusion =
        new Diffusion(two, STEP, new Proposal(two, false, null), 2, Execution.DEFAULT);
    Expression both = composed(expert);
    try (DrawProgram program = new DrawProgram(diffusion, both, Kernel.ULA, Mode.FRESH)) {
      DrawProgram.Draw once =
          program.fresh(both, new DrawProgram.Run(1, 0, 5, 2, 1, 1, 1, 1), false);
      DrawProgram.Draw often =
          program.fresh(both, new DrawProgram.Run(1, 0, 5, 2, 1, 1, 4, 3), true);
      assertArrayEquals(once.rows(), often.rows());
      assertEquals(2, often.levels().size());
    }
  }

  @Test
  void proposalsInsistOnWantedConceptsOnly() {
    Expression open = Expression.open(gaussian(COVARIANCE, MEAN, MEAN, MEAN));
    Expression.Term one = Expression.Term.alike(2, 1);
    Expression.Term not = Expression.Term.alike(-.5, 2);
    assertArrayEquals(
        new double[] {2, 0, -2}, open.composed(List.of(one, not)).parts().get(0).insistence());
    // Without a term f(y, 0) there is nothing to move away from.
    Expression.Term half = Expression.Term.alike(.5, 1);
    assertArrayEquals(
        new double[] {0, 0}, open.composed(List.of(half, half)).parts().get(0).insistence());
  }

  @Test
  void conditionsArePerRow() {
    double[][] unit = {{.25}};
    Expert expert = gaussian(unit, new double[] {0}, new double[] {2}, new double[] {-3});
    int rows = 3000;
    Expression expression =
        new Expression(
            List.of(
                new Expression.Part(
                    expert,
                    1,
                    List.of(new Expression.Term(1, row -> new int[] {(int) (row % 3)}, false)))),
            false);
    try (DrawProgram program = new DrawProgram(diffusion(1), expression, Kernel.ULA, Mode.FRESH)) {
      float[][] x =
          program
              .fresh(expression, new DrawProgram.Run(1, 0, rows, MOVES, 1, 1, 1, 1), false)
              .rows();
      double[] sums = new double[3];
      for (int r = 0; r < x.length; r++) {
        sums[r % 3] += x[r][0] / 1000;
      }
      assertEquals(0, sums[0], .08);
      assertEquals(2, sums[1], .08);
      assertEquals(-3, sums[2], .08);
    }
  }

  @Test
  void theProductOfTwoGaussiansIsTheirProduct() {
    // On the level next to data both densities are the data's own, so that a long chain there
    // must find N((m1/v1 + m2/v2) v, v), 1/v = 1/v1 + 1/v2.
    Expert a = gaussian(new double[][] {{1}}, new double[] {1});
    Expert b = gaussian(new double[][] {{.25}}, new double[] {-1});
    Expression product =
        new Expression(List.of(plain(a).parts().get(0), plain(b).parts().get(0)), false);
    try (ChainProgram program =
        new ChainProgram(diffusion(1), product, Kernel.hmc(10), 1, false, false)) {
      float[][] y =
          program.run(product, new ChainProgram.Run(2, 0, 0, 300), null, new float[4000][1]).y();
      double variance = 1 / (1 + 4.0);
      double scale = program.root();
      for (float[] row : y) {
        row[0] /= (float) scale;
      }
      assertGaussian(y, new double[] {(1 - 4) * variance}, new double[][] {{variance}}, .03);
    }
    // All levels, with both initializers: the mean lies between the two, nearer to the sharper.
    try (DrawProgram program = new DrawProgram(diffusion(1), product, Kernel.ULA, Mode.FRESH)) {
      float[][] x =
          program.fresh(product, new DrawProgram.Run(1, 0, 4000, MOVES, 1, 1, 1, 1), false).rows();
      assertTrue(mean(x, 0) < -.3 && mean(x, 0) > -1);
    }
  }

  @Test
  void mixtureSamplesBothAlternativesByWeight() {
    Expert a = gaussian(new double[][] {{.16}}, new double[] {2});
    Expert b = gaussian(new double[][] {{.16}}, new double[] {-2});
    Expression mixture =
        new Expression(
            List.of(weighted(1, a, true).parts().get(0), weighted(3, b, true).parts().get(0)),
            true);
    try (DrawProgram program = new DrawProgram(diffusion(1), mixture, Kernel.ULA, Mode.FRESH)) {
      float[][] x =
          program.fresh(mixture, new DrawProgram.Run(1, 0, 8000, MOVES, 1, 1, 1, 1), false).rows();
      int near = 0;
      int high = 0;
      for (float[] row : x) {
        near += Math.abs(Math.abs(row[0]) - 2) < 1.2 ? 1 : 0;
        high += row[0] > 0 ? 1 : 0;
      }
      assertTrue(near > .97 * x.length, near + " of " + x.length + " near; high " + high);
      assertEquals(.25, (double) high / x.length, .05);
    }
  }

  @Tag("slow")
  @Test
  void fillingInGivesTheConditionalGaussian() {
    double[][] covariance = {{1, .8, 0}, {.8, 1, 0}, {0, 0, .5}};
    Expert expert = gaussian(covariance, new double[] {0, 1, 2});
    float[][] known = new float[ROWS][3];
    float[][] free = new float[ROWS][3];
    for (int r = 0; r < ROWS; r++) {
      known[r][0] = 1.5f;
      free[r][1] = 1;
      free[r][2] = 1;
    }
    try (DrawProgram program =
        new DrawProgram(diffusion(3), plain(expert), Kernel.ULA, Mode.FILL)) {
      float[][] x =
          program.fill(
              plain(expert), new DrawProgram.Run(1, 0, ROWS, MOVES, 1, 1, 8, 1), known, free);
      assertEquals(1 + .8 * 1.5, mean(x, 1), .05);
      assertEquals(1 - .64, covariance(x, 1, 1), .05);
      assertEquals(2, mean(x, 2), .04);
      assertEquals(.5, covariance(x, 2, 2), .04);
    }
  }

  @Test
  void interpolationStaysOnTheGaussianAndEndsAtItsRows() {
    Expert expert = gaussian(COVARIANCE, MEAN);
    Expression expression = plain(expert);
    try (DrawProgram fresh = new DrawProgram(diffusion(2), expression, Kernel.ULA, Mode.FRESH);
        DrawProgram arc = new DrawProgram(diffusion(2), expression, Kernel.ULA, Mode.INTERPOLATE)) {
      float[][] rows =
          fresh.fresh(expression, new DrawProgram.Run(9, 0, 8, 15, 1, 1, 1, 1), false).rows();
      float[][] walk =
          arc.interpolate(
              expression, new DrawProgram.Run(9, 2, 11, 15, 1, 1, 1, 1), 5, DrawProgram.arc(11));
      assertEquals(rows[2][0], walk[0][0], 1e-4);
      assertEquals(rows[5][1], walk[10][1], 1e-4);
      double longest = 0;
      for (int n = 1; n < walk.length; n++) {
        longest =
            Math.max(longest, Math.hypot(walk[n][0] - walk[n - 1][0], walk[n][1] - walk[n - 1][1]));
      }
      double whole = Math.hypot(walk[10][0] - walk[0][0], walk[10][1] - walk[0][1]);
      assertTrue(longest < .5 * Math.max(1, whole), "a jump of " + longest);
    }
  }
}
