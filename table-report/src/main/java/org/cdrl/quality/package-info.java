/**
 * How good a synthetic table is for learners: whether one can tell it from the real table, and
 * whether others learn from it what they learn from the real one; and a report of all measures.
 *
 * <p>All randomness comes from one seed; learners run on one thread.
 */
package org.cdrl.quality;
