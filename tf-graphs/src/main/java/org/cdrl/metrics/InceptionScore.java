package org.cdrl.metrics;

/**
 * How clear and how varied images are, by the class probabilities of a network: exp E KL(p(y|x) ||
 * p(y)); 1 if all are alike, the number of classes if each is clear and all are equally common.
 *
 * <p>Source: Salimans et al., "Improved Techniques for Training GANs", NIPS 2016, section 4. It
 * bears the name of the Inception network; with another network's classes it is another figure.
 */
public final class InceptionScore {
  private InceptionScore() {}

  /**
   * The score.
   *
   * @param probabilities {@code float[n][classes]}, n at least 1, rows that sum to 1; not changed
   * @return from 1 to the number of classes
   * @throws IllegalArgumentException if the sample is null, empty, ragged or not finite
   */
  public static double of(float[][] probabilities) {
    int classes = SampleChecks.requireSample("probabilities", probabilities, 1);
    double[] mean = new double[classes];
    for (float[] row : probabilities) {
      for (int c = 0; c < classes; c++) {
        mean[c] += row[c] / (double) probabilities.length;
      }
    }
    double divergence = 0;
    for (float[] row : probabilities) {
      for (int c = 0; c < classes; c++) {
        if (row[c] > 0) {
          divergence += row[c] * Math.log(row[c] / mean[c]);
        }
      }
    }
    return Math.exp(divergence / probabilities.length);
  }
}
