/**
 * Energy expressions: how conditions, guidance, composition and several models combine into one
 * log-density and one proposal.
 *
 * <p>May depend on {@code network}, {@code langevin} and {@code graph}.
 */
package org.cdrl.internal.energy;
