/**
 * Energy expressions: how conditions, guidance, composition and several models combine into one
 * log-density and one proposal.
 */
package org.cdrl.internal.energy;
