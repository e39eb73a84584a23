package org.cdrl.config;

/**
 * One move of a chain. All three kernels are leapfrog trajectories of a fresh momentum p ~ N(0, I)
 * with step eps: p += eps/2 grad, y += eps p, p += eps/2 grad. One leapfrog without a
 * Metropolis-Hastings decision is the unadjusted Langevin step y += eps^2/2 grad + eps p; with the
 * decision it is MALA; several make HMC (Neal, "MCMC using Hamiltonian dynamics", 2011, section
 * 5.5.2).
 *
 * @param leapfrogSteps length of the trajectory, at least 1; each costs one gradient
 * @param metropolis whether a move may be rejected, so that the chain has exactly the density as
 *     its limit
 */
public record Kernel(int leapfrogSteps, boolean metropolis) {
  /** Unadjusted Langevin: the papers' choice and the default. */
  public static final Kernel ULA = new Kernel(1, false);

  /** Metropolis-adjusted Langevin. */
  public static final Kernel MALA = new Kernel(1, true);

  /**
   * Hamiltonian Monte Carlo.
   *
   * @param leapfrogSteps at least 1; more travel further per move at a higher cost
   */
  public static Kernel hmc(int leapfrogSteps) {
    return new Kernel(leapfrogSteps, true);
  }

  public Kernel {
    if (leapfrogSteps < 1) {
      throw new IllegalArgumentException(
          "A trajectory needs at least 1 leapfrog step, not " + leapfrogSteps);
    }
    if (!metropolis && leapfrogSteps > 1) {
      throw new IllegalArgumentException(
          "Several leapfrog steps need the Metropolis-Hastings decision; use Kernel.hmc");
    }
  }
}
