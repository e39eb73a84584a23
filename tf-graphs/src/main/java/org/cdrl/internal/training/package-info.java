/**
 * Cooperative training of the energy and the initializer, and DRL training of the energy alone: the
 * graph of one iteration, its state, and the guard against divergence.
 *
 * <p>An iteration is one run of a session. It gets numbers of rows, the number of the iteration and
 * the learning rates, and returns five numbers. Weights, moments and averages are one variable per
 * network; all gradients are computed before any variable changes.
 *
 * <p>Chains next to data start at proposals, which are close to data, so that the energy would
 * never meet other rows there. A share of them can start away from proposals instead, uphill on the
 * log-density, as far as a step or as the data's own spread ({@code noisyStarts}). Not so at the
 * other levels: there K steps are too few to come back from x_i. Chains that overshoot would make
 * the energy steeper, and overshoot more; {@code gapLimit} ends that, in proportion to how far away
 * they started.
 *
 * <p>The network of masked tokens learns in a run of its own, by cross-entropy.
 *
 * <p>With several GPUs every device calls one function on its share of the batch, and the first
 * device applies the mean. It is a function because TensorFlow's gradients have no device of their
 * own; inside a function they run where it is called.
 *
 * <p>Memory is estimated from the graph: what the backward pass reads of the forward pass, as if
 * all of it waited at once. Peaks that were measured are two thirds of the estimate for small
 * networks of images, and about the estimate for large ones.
 */
package org.cdrl.internal.training;
