/**
 * What every scheme of the package shares: settings of training, models that can be serialized, and
 * the translation of the engine's errors into Weka's.
 *
 * <p>Weka makes an object of every class that it lists, so that no constructor or static field may
 * touch TensorFlow. {@link org.cdrl.weka.learning.Engine} is the door to it: behind it the native
 * library is there, or a message says how to get it.
 *
 * <p>A nominal class is a condition of the model, a numeric one an ordinary column, and in
 * one-class mode the class is constant. Filters neither learn nor see it, except {@code
 * CDRLOversample}.
 *
 * <p>A run in parts keeps the engine's checkpoint. Its length is fixed at the start, because
 * learning rates follow from it, so that parts end with the bits of the whole.
 */
package org.cdrl.weka.learning;
