/**
 * Generators of rows that need no network: floors and a peer for every measure of a learned one.
 */
package org.cdrl.table.baseline;
