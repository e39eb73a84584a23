/**
 * Energy expressions and proposals: how conditions, guidance, composition and several models
 * combine into one log-density, and where chains start.
 *
 * <p>A {@code Terms} is a weighted sum of the values of one network under J conditions, evaluated
 * as one batch. A {@code MarginalDensity} is a sum or a mixture of those over models. Guidance,
 * composition, negation and products differ in their coefficients only; an {@code Insistence} adds
 * to the proposals of a composition, not to its density.
 *
 * <p>An initializer predicts y_{i-1}, as in the paper, or x_0, as for tables. A {@code Proposal} of
 * the second kind draws y^0 from the posterior given x_0. Labels are drawn, too, because the mean
 * of several labels is like none of them, and chains that start at means lose rare labels. How
 * likely every label makes x_i is known in closed form; the network adds what the rest of the row
 * says about it.
 */
package org.cdrl.internal.energy;
