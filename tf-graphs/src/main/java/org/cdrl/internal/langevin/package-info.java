/**
 * Markov chains on a log-density inside a graph: densities with a noisy row behind them ({@code
 * RecoveryDensity}), the one loop that runs every kernel on any density ({@code Chain}), and the
 * way uphill to where some chains start in training ({@code Ascent}).
 *
 * <p>Filling in holds the observed coordinates of a chain. No other loop draws.
 */
package org.cdrl.internal.langevin;
