/**
 * What every scheme of the package shares: settings of training, models that can be serialized, and
 * the translation of the engine's errors into Weka's.
 */
package org.cdrl.weka.learning;
