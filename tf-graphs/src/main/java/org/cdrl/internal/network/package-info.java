/**
 * The networks: the energy f(y, lam, c) and the initializer g(x, lam, c), and what they are made
 * of.
 *
 * <p>A network knows neither the schedule nor how it is trained.
 */
package org.cdrl.internal.network;
