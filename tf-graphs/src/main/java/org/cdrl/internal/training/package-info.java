/**
 * Cooperative training of the energy and the initializer, and DRL training of the energy alone: the
 * graph of one iteration, its state, and the guard against divergence.
 */
package org.cdrl.internal.training;
