/**
 * What TensorFlow Java's graphs lack and the engine needs everywhere: named tensors, a flat
 * parameter vector with a layout, a loop, row-wise reproducible noise, sessions.
 *
 * <p>Noise is a function of seed, purpose, iteration or level, step and row, so that results depend
 * neither on how calls are cut nor on where a run was resumed. Gradients are summed two at a time
 * ({@code Branches}), because TensorFlow leaves the order of longer sums open; its rewriting of
 * additions is switched off for the same reason.
 *
 * <p>Loops are inlined in their graph when a session opens: only there does TensorFlow choose
 * oneDNN's convolutions, which are much faster. Graphs with convolutions are not rewritten
 * otherwise; that took longer than building them and made iterations hardly faster.
 */
package org.cdrl.internal.graph;
