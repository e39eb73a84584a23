package org.cdrl.feature;

/** A network that tells features of pictures. */
public interface FeatureNetwork extends AutoCloseable {
  /** What figures computed from these features must be called. */
  String name();

  /**
   * The features.
   *
   * @param pictures values in [-1, 1], [n][height, width, channels]
   */
  Features of(float[][] pictures);

  @Override
  void close();
}
