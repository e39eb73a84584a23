package org.cdrl.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivacyLossTest {
  /** What TensorFlow Privacy's tests of compute_dp_sgd_privacy expect. */
  @Test
  void epsilonsAreThoseOfTensorFlowPrivacy() {
    assertEquals(
        .7242234026109595, PrivacyLoss.ofSampledSums(150 / 60_000., 1.3, 6000).epsilon(1e-5), 1e-9);
    assertEquals(
        1.4154988495444845,
        PrivacyLoss.ofSampledSums(100 / 100_000., 1, 30_000).epsilon(1e-7),
        1e-9);
  }

  /** Opacus has broken orders too, so that its value is a little lower. */
  @Test
  void epsilonIsNoLowerThanThatOfMoreOrders() {
    double opacus = 7.32911117143;
    double ours = PrivacyLoss.ofSampledSums(.04, 1.5, 2250).epsilon(1e-5);
    assertTrue(ours >= opacus && ours < 1.01 * opacus, () -> "epsilon " + ours);
  }

  /** The divergence of the mixture from the normal distribution, by the rectangle rule. */
  @Test
  void divergencesAreIntegrals() {
    for (double noise : List.of(.8, 2.)) {
      for (double rate : List.of(.01, .3, 1.)) {
        for (int order : List.of(2, 3, 7)) {
          double step = 1e-3;
          double integral = 0;
          for (double x = -30; x < 60; x += step) {
            double ratio = 1 - rate + rate * Math.exp((2 * x - 1) / (2 * noise * noise));
            integral +=
                step
                    * Math.exp(-x * x / (2 * noise * noise))
                    / (noise * Math.sqrt(2 * Math.PI))
                    * Math.pow(ratio, order);
          }
          assertEquals(
              Math.log(integral) / (order - 1),
              PrivacyLoss.ofSampledSums(rate, noise, 1).divergences()[order - 2],
              1e-9);
        }
      }
    }
  }

  @Test
  void lossesAddUp() {
    PrivacyLoss one = PrivacyLoss.ofSampledSums(.1, 1.2, 30);
    PrivacyLoss two = PrivacyLoss.ofSums(5, 1);
    double[] sum = one.plus(two).divergences();
    for (int n = 0; n < sum.length; n++) {
      assertEquals(one.divergences()[n] + two.divergences()[n], sum[n]);
    }
    // Two sums with noise are as one with less.
    assertEquals(
        PrivacyLoss.ofSums(5 / Math.sqrt(2), 1).epsilon(1e-5),
        PrivacyLoss.ofSums(5, 2).epsilon(1e-5),
        1e-12);
  }
}
