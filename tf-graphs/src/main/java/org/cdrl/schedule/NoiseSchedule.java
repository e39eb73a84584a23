package org.cdrl.schedule;

import java.util.Arrays;

/**
 * The noise levels of a diffusion x_i = sqrt(abar_i) x_0 + sqrt(1 - abar_i) e, i = 0..T, and the
 * numbers that belong to each transition i -&gt; i-1.
 *
 * <p>Level 0 is nearly clean data, level T is nearly pure noise. Transitions are numbered by their
 * noisier end, i = 1..T; transition T is executed first when sampling and is called <em>final</em>,
 * because it is the last of the forward diffusion: there the marginal energy is sampled without the
 * pull towards x_T.
 *
 * <p>Sources: Zhu, Xie, Wu, Gao, "Learning Energy-Based Models by Cooperative Diffusion Recovery
 * Likelihood", ICLR 2024, section 3; Gao, Song, Poole, Wu, Kingma, "Learning Energy-Based Models by
 * Diffusion Recovery Likelihood", ICLR 2021, appendix B.
 */
public final class NoiseSchedule {
  /** log-SNR of the noisiest level in the CDRL paper's schedule. */
  public static final double LOG_SNR_MIN = -5.1;

  /** log-SNR of the cleanest level in the CDRL paper's schedule. */
  public static final double LOG_SNR_MAX = 9.8;

  private final double[] alphaBar;
  private final double[] oneMinusAlphaBar;
  private final double[] logSnr;

  private NoiseSchedule(double[] alphaBar, double[] oneMinusAlphaBar, double[] logSnr) {
    this.alphaBar = alphaBar;
    this.oneMinusAlphaBar = oneMinusAlphaBar;
    this.logSnr = logSnr;
  }

  /**
   * CDRL's schedule: lam(t) = -2 ln tan(a t + b) on t = i/T, abar = sigmoid(lam).
   *
   * @param levels T, at least 1
   */
  public static NoiseSchedule cdrl(int levels) {
    requireLevels(levels);
    double b = Math.atan(Math.exp(-LOG_SNR_MAX / 2));
    double a = Math.atan(Math.exp(-LOG_SNR_MIN / 2)) - b;
    double[] alphaBar = new double[levels + 1];
    double[] oneMinus = new double[levels + 1];
    double[] logSnr = new double[levels + 1];
    for (int i = 0; i <= levels; i++) {
      double lam = -2 * Math.log(Math.tan(a * i / levels + b));
      logSnr[i] = lam;
      alphaBar[i] = sigmoid(lam);
      oneMinus[i] = sigmoid(-lam); // not 1 - abar: that loses digits near clean data
    }
    return new NoiseSchedule(alphaBar, oneMinus, logSnr);
  }

  /**
   * DRL's schedule: 1,000 betas, linear from 1e-4 to .02, and a last one of 1, cut into T + 1
   * pieces. T = 6 gives the paper's T6 setting; other T cut the same range evenly.
   *
   * @param levels T, from 1 to 600
   */
  public static NoiseSchedule drl(int levels) {
    requireLevels(levels);
    if (levels > 600) {
      throw new IllegalArgumentException("The DRL schedule has at most 600 levels, not " + levels);
    }
    int steps = 1000;
    double[] alphaBar = new double[levels + 1];
    double product = 1;
    int next = 0;
    for (int n = 0; n < steps; n++) {
      product *= 1 - (1e-4 + (.02 - 1e-4) * n / (steps - 1));
      int cut = next == levels ? steps - 1 : (int) Math.round(600.0 * next / levels);
      if (n == cut) {
        alphaBar[next++] = product;
      }
    }
    double[] oneMinus = new double[levels + 1];
    double[] logSnr = new double[levels + 1];
    for (int i = 0; i <= levels; i++) {
      oneMinus[i] = 1 - alphaBar[i];
      logSnr[i] = Math.log(alphaBar[i] / oneMinus[i]);
    }
    return new NoiseSchedule(alphaBar, oneMinus, logSnr);
  }

  /** T, the number of transitions. */
  public int levels() {
    return alphaBar.length - 1;
  }

  /** lam_i, the log signal-to-noise ratio of level i, i = 0..T. */
  public double logSnr(int i) {
    return logSnr[i];
  }

  /** abar_i, the squared signal coefficient of level i, i = 0..T. */
  public double alphaBar(int i) {
    return alphaBar[i];
  }

  /** 1 - abar_i, the noise variance of level i, i = 0..T. */
  public double noiseVariance(int i) {
    return oneMinusAlphaBar[i];
  }

  /** sqrt(abar_i), i = 0..T. */
  public double signal(int i) {
    return Math.sqrt(alphaBar[i]);
  }

  /** sqrt(1 - abar_i), i = 0..T. */
  public double noise(int i) {
    return Math.sqrt(oneMinusAlphaBar[i]);
  }

  /** rho_i = abar_i / abar_{i-1}, i = 1..T. */
  public double rho(int i) {
    return alphaBar[i] / alphaBar[i - 1];
  }

  /** rho'_i = rho_i, but 1 for i = T: y_{i-1} = sqrt(rho'_i) x_{i-1} is where the energy lives. */
  public double rhoPrime(int i) {
    return isFinal(i) ? 1 : rho(i);
  }

  /** sigma_i^2 = 1 - rho_i, the noise variance of transition i, i = 1..T. */
  public double sigmaSquared(int i) {
    return 1 - rho(i);
  }

  /** sigma_i, i = 1..T. */
  public double sigma(int i) {
    return Math.sqrt(sigmaSquared(i));
  }

  /** sigtilde_i^2 = (1 - abar_{i-1}) / (1 - abar_i) sigma_i^2, the posterior variance. */
  public double posteriorVariance(int i) {
    return oneMinusAlphaBar[i - 1] / oneMinusAlphaBar[i] * sigmaSquared(i);
  }

  /** Standard deviation of the initializer's proposal for y_{i-1}: sqrt(sigtilde_i^2 rho'_i). */
  public double proposalStd(int i) {
    return Math.sqrt(posteriorVariance(i) * rhoPrime(i));
  }

  /**
   * What x_0 contributes to sqrt(rho'_i) E[x_{i-1} | x_i, x_0]: sqrt(rho'_i) sqrt(abar_{i-1})
   * sigma_i^2 / (1 - abar_i).
   */
  public double posteriorOfData(int i) {
    return Math.sqrt(rhoPrime(i)) * signal(i - 1) * sigmaSquared(i) / noiseVariance(i);
  }

  /**
   * What x_i contributes to sqrt(rho'_i) E[x_{i-1} | x_i, x_0]: sqrt(rho'_i) sqrt(rho_i) (1 -
   * abar_{i-1}) / (1 - abar_i).
   */
  public double posteriorOfNoisy(int i) {
    return Math.sqrt(rhoPrime(i) * rho(i)) * noiseVariance(i - 1) / noiseVariance(i);
  }

  /** w_i = sigma_1 / sigma_i, the loss weight of transition i. */
  public double lossWeight(int i) {
    return sigma(1) / sigma(i);
  }

  /** True for i = T, whose energy is sampled without the quadratic term. */
  public boolean isFinal(int i) {
    return i == levels();
  }

  private static void requireLevels(int levels) {
    if (levels < 1) {
      throw new IllegalArgumentException(
          "A noise schedule needs at least 1 level, not " + levels + "; the papers use 6");
    }
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  @Override
  public String toString() {
    return "NoiseSchedule(abar=" + Arrays.toString(alphaBar) + ")";
  }
}
