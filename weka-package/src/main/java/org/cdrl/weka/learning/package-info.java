/**
 * What every scheme of the package shares: settings of training, models that can be serialized, and
 * the translation of the engine's errors into Weka's.
 *
 * <p>May depend on {@code org.cdrl.weka.instances}, {@code org.cdrl.weka.natives}, {@code
 * org.cdrl.weka.console} and the engine.
 */
package org.cdrl.weka.learning;
