/**
 * How alike two tables of one schema are, measured without learning anything: columns, pairs of
 * columns, distances between rows as a whole, and how near synthetic rows come to training rows.
 *
 * <p>Every measure tells its definition, range, direction and source. Missing cells are never an
 * error; each measure tells what it makes of them. Whatever is random has a seed.
 */
package org.cdrl.table.quality;
