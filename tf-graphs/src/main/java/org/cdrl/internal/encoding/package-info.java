/**
 * How cells become coordinates and coordinates cells: one code per column, all codes side by side.
 *
 * <p>Codes are learned from a table, immutable, and know nothing of networks.
 */
package org.cdrl.internal.encoding;
