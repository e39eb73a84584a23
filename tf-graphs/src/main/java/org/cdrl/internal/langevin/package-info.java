/**
 * Markov chains on a log-density inside a graph: densities with a noisy row behind them ({@code
 * RecoveryDensity}), and the one loop that runs every kernel on any density ({@code Chain}).
 *
 * <p>Filling in holds the observed coordinates of that loop. There is no other loop.
 */
package org.cdrl.internal.langevin;
