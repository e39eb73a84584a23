/**
 * TensorFlow's native library: found where it is, or fetched once through Maven's own resolver,
 * checked, unpacked into the engine's store of libraries and pointed out to the loader.
 *
 * <p>The store is outside the package's folder, which Weka deletes with every upgrade.
 */
package org.cdrl.weka.natives;
