package org.cdrl.config;

/** Settings that suit images, so that nobody has to tune. */
public final class ImageDefaults {
  /** Iterations where nothing else says how long to train. */
  public static final int ITERATIONS = 10_000;

  /** Adam's step size for networks with one block per resolution; deeper ones learn slowly. */
  private static final double RATE_OF_SMALL = 1e-3;

  private static final double RATE_OF_LARGE = 1e-4;

  private ImageDefaults() {}

  /** The settings for networks of images. */
  public static CdrlConfig.Builder of(ImageArchitecture architecture, Method method) {
    double rate = architecture.energyBlocks() == 1 ? RATE_OF_SMALL : RATE_OF_LARGE;
    return CdrlConfig.images(architecture, method)
        .iterations(ITERATIONS)
        .energyLearningRate(rate)
        .initializerLearningRate(rate);
  }
}
