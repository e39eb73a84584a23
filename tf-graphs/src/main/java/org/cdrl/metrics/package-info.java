/**
 * Distances between two samples of points that need no neural network: sliced Wasserstein, maximum
 * mean discrepancy and the Fréchet distance of Gaussian fits.
 *
 * <p>A sample is a {@code float[n][d]} array, one point per row. All arithmetic is in {@code
 * double}; every result is a deterministic function of the arguments.
 */
package org.cdrl.metrics;
