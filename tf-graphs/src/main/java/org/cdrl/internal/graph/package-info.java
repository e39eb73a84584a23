/**
 * What TensorFlow Java's graphs lack and the engine needs everywhere: named tensors, a flat
 * parameter vector with a layout, a loop, row-wise reproducible noise, sessions.
 *
 * <p>Depends on TensorFlow and {@code natives} only. Internal: not part of the public API.
 */
package org.cdrl.internal.graph;
