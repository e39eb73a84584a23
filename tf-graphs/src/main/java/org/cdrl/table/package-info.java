/**
 * Tables of mixed columns: what a column is, how it becomes coordinates that an energy can move
 * through and how those become cells again, and a model of whole tables on top of the engine.
 *
 * <p>May depend on the engine's public API ({@code org.cdrl}), {@code metrics} and EJML.
 */
package org.cdrl.table;
