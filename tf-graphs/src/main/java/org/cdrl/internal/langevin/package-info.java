/**
 * Markov chains on a log-density inside a graph: densities with a noisy row behind them, and the
 * one loop that runs every kernel.
 */
package org.cdrl.internal.langevin;
