package org.cdrl.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.function.IntToDoubleFunction;
import org.cdrl.Fixtures;
import org.cdrl.Npz;
import org.cdrl.config.StepSize;
import org.junit.jupiter.api.Test;

class NoiseScheduleTest {
  private static void check(
      String what, double[] truth, double tolerance, IntToDoubleFunction ofTransition) {
    for (int i = 1; i <= truth.length; i++) {
      double expected = truth[i - 1];
      assertEquals(
          expected,
          ofTransition.applyAsDouble(i),
          tolerance * Math.max(Math.abs(expected), 1e-3),
          what + " at i=" + i);
    }
  }

  @Test
  void cdrlMatchesTheReference() throws IOException {
    Npz npz = Fixtures.resource("schedule.npz");
    NoiseSchedule s = NoiseSchedule.cdrl(6);
    for (String kind : new String[] {"image", "toy"}) {
      StepSize step = kind.equals("image") ? StepSize.CDRL_IMAGE : StepSize.CDRL_TOY;
      String p = kind + "_f64_";
      check("logsnr_t", npz.doubles(p + "sample_logsnr_t"), 1e-12, s::logSnr);
      check("logsnr_s", npz.doubles(p + "sample_logsnr_s"), 1e-12, i -> s.logSnr(i - 1));
      check("rho", npz.doubles(p + "sample_as_t"), 1e-6, s::rho);
      check("rho'", npz.doubles(p + "sample_as_t_mul"), 1e-6, s::rhoPrime);
      check("sigma", npz.doubles(p + "sample_sigma"), 1e-6, s::sigma);
      check("sigtilde", npz.doubles(p + "sample_beta_t_tilt"), 1e-6, s::posteriorVariance);
      check(
          "noise std",
          npz.doubles(p + "langevin_noise_std"),
          1e-6,
          i -> Math.sqrt(step.variance(s, i)));
      check(
          "quadratic",
          npz.doubles(p + "langevin_quad_coef"),
          1e-6,
          i -> s.isFinal(i) ? 0 : step.variance(s, i) / (2 * s.sigmaSquared(i)));
      check("init std", npz.doubles(p + "init_noise_std"), 1e-6, s::proposalStd);
      check("signal t", npz.doubles(p + "forward_mean_coef_t"), 1e-6, s::signal);
      check("noise t", npz.doubles(p + "forward_std_t"), 1e-6, s::noise);
      check("signal s", npz.doubles(p + "forward_mean_coef_s"), 1e-6, i -> s.signal(i - 1));
      check("noise s", npz.doubles(p + "forward_std_s"), 1e-6, i -> s.noise(i - 1));
      check("weight", npz.doubles(p + "train_pi_loss_weight"), 1e-6, s::lossWeight);
    }
  }

  @Test
  void drlMatchesTheReference() throws IOException {
    Npz npz = Fixtures.resource("schedule_drl_t6.npz");
    NoiseSchedule s = NoiseSchedule.drl(6);
    double[] cumulative = npz.doubles("a_s_cum");
    double[] noise = npz.doubles("sigmas_cum");
    for (int i = 0; i <= 6; i++) {
      assertEquals(cumulative[i], s.signal(i), 1e-9);
      assertEquals(noise[i], s.noise(i), 1e-9);
    }
    double[] sigmas = npz.doubles("sigmas");
    double[] signals = npz.doubles("a_s");
    for (int i = 1; i <= 6; i++) {
      assertEquals(sigmas[i], s.sigma(i), 1e-9);
      assertEquals(signals[i], Math.sqrt(s.rho(i)), 1e-9);
    }
    check("s^2", npz.doubles("step_size_square"), 1e-6, i -> StepSize.DRL.variance(s, i));
    check("weight", npz.doubles("loss_scale"), 1e-9, s::lossWeight);
  }

  @Test
  void levelsAreConsistentForAnyNumber() {
    for (NoiseSchedule s :
        new NoiseSchedule[] {
          NoiseSchedule.cdrl(1), NoiseSchedule.cdrl(10), NoiseSchedule.drl(3), NoiseSchedule.drl(12)
        }) {
      for (int i = 1; i <= s.levels(); i++) {
        assertTrue(s.alphaBar(i) < s.alphaBar(i - 1));
        assertEquals(1, s.alphaBar(i) + s.noiseVariance(i), 1e-12);
        // x_i from x_{i-1} has the variance of x_i from x_0.
        assertEquals(
            s.noiseVariance(i), s.rho(i) * s.noiseVariance(i - 1) + s.sigmaSquared(i), 1e-12);
      }
    }
    assertThrows(IllegalArgumentException.class, () -> NoiseSchedule.cdrl(0));
  }
}
