/**
 * Markov chains on a log-density inside a graph: the step size, the kernels (unadjusted Langevin,
 * Metropolis-adjusted Langevin, Hamiltonian Monte Carlo) and the one loop that runs them.
 *
 * <p>May depend on {@code schedule} and {@code graph} only: it knows densities, not networks.
 */
package org.cdrl.internal.langevin;
