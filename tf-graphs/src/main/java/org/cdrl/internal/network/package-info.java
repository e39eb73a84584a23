/**
 * The networks: the energy f(y, lam, c) and the initializer g(x, lam, c), and what they are made
 * of. A network knows neither the schedule nor how it is trained.
 *
 * <p>A network is evaluated in three parts: {@code level}, which depends on the noise level and is
 * computed once per level; {@code context}, which depends on level and condition and is computed
 * once per chain; and {@code value}, the rest, computed at every step.
 *
 * <p>Tables have one more: the initializer of absorbing levels, which gives the distribution of
 * every masked column of tokens.
 *
 * <p>An image is a row of pixels: networks of images have the interface of networks of vectors, so
 * that chains, guidance, composition, inpainting and interpolation are the same code. Their
 * parameters have the names of the authors' program.
 */
package org.cdrl.internal.network;
