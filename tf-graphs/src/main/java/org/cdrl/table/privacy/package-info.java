/**
 * What synthetic rows, and a model of rows, give away about the rows that were learned from.
 *
 * <p>Every measure tells its definition, range, direction and source, and has a value for real rows
 * held out to be read beside. Distances of rows are those of {@link
 * org.cdrl.table.privacy.RecordSpace}. None of them proves that nobody can be recognised: they tell
 * of the attacks that they try. May use {@code table.data} and {@code table.quality}.
 */
package org.cdrl.table.privacy;
