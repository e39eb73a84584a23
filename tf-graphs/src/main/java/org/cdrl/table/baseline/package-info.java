/**
 * Generators of rows that need no network: floors and a peer for every measure of a learned one.
 *
 * <p>May depend on {@code org.cdrl.table} and EJML.
 */
package org.cdrl.table.baseline;
