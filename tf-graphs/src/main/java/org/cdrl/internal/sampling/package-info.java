/**
 * The graphs that use trained networks: drawing, filling in, scoring, long chains.
 *
 * <p>May depend on every room but {@code training} and {@code persistence}.
 */
package org.cdrl.internal.sampling;
