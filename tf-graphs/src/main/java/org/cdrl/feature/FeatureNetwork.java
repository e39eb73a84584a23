package org.cdrl.feature;

/** A network that tells features of images. */
public interface FeatureNetwork extends AutoCloseable {
  /** What figures computed from these features must be called. */
  String name();

  /**
   * The features.
   *
   * @param images values in [-1, 1], [n][height, width, channels]
   */
  Features of(float[][] images);

  @Override
  void close();
}
