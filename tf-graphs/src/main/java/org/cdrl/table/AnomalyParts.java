package org.cdrl.table;

import org.cdrl.AnomalyScale;

/**
 * What scores of rows need beside the engine.
 *
 * @param scale of the kinds of evidence: one per level, then the distance from groups
 * @param groups of training rows
 * @param usual what every column adds to squared errors and distances in rows like those of
 *     training, [kinds][columns]; without columns for kinds that are not made of them
 * @param span from the least to the largest -log p of training rows by the mean of the levels'
 *     energies, nats
 */
record AnomalyParts(AnomalyScale scale, RowGroups groups, double[][] usual, double span) {}
