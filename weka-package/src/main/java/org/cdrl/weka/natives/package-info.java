/**
 * TensorFlow's native library: found where it is, or fetched once through Maven's own resolver,
 * checked, unpacked into the engine's store of libraries and pointed out to the loader.
 *
 * <p>May depend on Weka, {@code org.cdrl.weka.console}, the engine's {@code org.cdrl.natives} and
 * Maven's resolver; nothing here loads a class of TensorFlow.
 */
package org.cdrl.weka.natives;
