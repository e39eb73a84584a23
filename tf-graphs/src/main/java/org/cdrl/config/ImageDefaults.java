package org.cdrl.config;

/** Settings that suit images, so that nobody has to tune. */
public final class ImageDefaults {
  /** Iterations where nothing else says how long to train. */
  public static final int ITERATIONS = 10_000;

  /** Adam's step size for networks with one block per resolution; deeper ones learn slowly. */
  private static final double RATE_OF_SMALL = 1e-3;

  private static final double RATE_OF_LARGE = 1e-4;

  /** Chains this short train small networks as well as the papers' of 15 steps, in less time. */
  private static final int STEPS_OF_SMALL = 5;

  private static final double NOISY_STARTS_OF_SMALL = .5;
  private static final double GAP_LIMIT_OF_SMALL = .2;

  private ImageDefaults() {}

  /**
   * The settings for networks of images. Those with one block per resolution are trained with short
   * chains, some of which start far from data, and a limit of the gap; deeper ones as in the
   * papers.
   */
  public static CdrlConfig.Builder of(ImageArchitecture architecture, Method method) {
    boolean small = architecture.energyBlocks() == 1;
    double rate = small ? RATE_OF_SMALL : RATE_OF_LARGE;
    CdrlConfig.Builder builder =
        CdrlConfig.images(architecture, method)
            .iterations(ITERATIONS)
            .energyLearningRate(rate)
            .initializerLearningRate(rate);
    return small && method == Method.CDRL
        ? builder
            .langevinSteps(STEPS_OF_SMALL)
            .noisyStarts(NOISY_STARTS_OF_SMALL)
            .gapLimit(GAP_LIMIT_OF_SMALL)
        : builder;
  }
}
