/**
 * The graphs that use trained networks: drawing, filling in, scoring, long chains.
 *
 * <p>A graph holds one transition with all its steps; the level is fed. TensorFlow needs about half
 * a second to prepare a loop, so that a graph with a loop per level would need seconds before its
 * first row, while one run of a session costs almost nothing beside the steps.
 *
 * <p>Columns of tokens are revealed one by one: columns that are revealed together would not know
 * of each other.
 *
 * <p>Rows are drawn in pieces of 1,024 (images: 8). The rounding of a matrix product depends on its
 * number of rows. A row is therefore always drawn in the same whole piece, and has the same bits
 * however it is requested.
 *
 * <p>Rows that are given, to be scored, classified or filled in, run in the same pieces. The last
 * piece is as small as what is left, filled up to a multiple of 16. In one call, the result of a
 * row does not depend on the rows beside it; in calls of different sizes, its last digits may
 * differ.
 */
package org.cdrl.internal.sampling;
