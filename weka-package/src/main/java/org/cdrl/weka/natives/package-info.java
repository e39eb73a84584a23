/**
 * TensorFlow's native library: found where it is, or fetched once through Maven's own resolver,
 * checked, unpacked and pointed out to the loader.
 *
 * <p>May depend on Weka and on Maven's resolver; nothing here loads a class of TensorFlow.
 */
package org.cdrl.weka.natives;
