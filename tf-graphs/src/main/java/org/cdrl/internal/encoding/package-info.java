/**
 * How cells become coordinates and coordinates cells: one code per column, all codes side by side.
 *
 * <p>Codes are learned from a table, immutable, and know nothing of networks. May depend on {@code
 * org.cdrl.table}'s schema and rows.
 */
package org.cdrl.internal.encoding;
