/**
 * TensorFlow's native library in folders of its own: unpacked once, moved into place when it is
 * whole, and never written again while a program has it mapped.
 *
 * <p>Depends on nothing; no class of TensorFlow is loaded here. Internal: not part of the public
 * API.
 */
package org.cdrl.natives;
