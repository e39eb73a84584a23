/**
 * What TensorFlow Java's graphs lack and the engine needs everywhere: named tensors, a flat
 * parameter vector with a layout, a loop, row-wise reproducible noise, sessions.
 */
package org.cdrl.internal.graph;
