/**
 * How cells become coordinates and coordinates cells: one code per column, all codes side by side.
 *
 * <p>Beside that, a column can have tokens: its labels, numbers that are frequent, or bins of
 * numbers. They follow from its code.
 *
 * <p>Codes are learned from a table, immutable, and know nothing of networks.
 */
package org.cdrl.internal.encoding;
