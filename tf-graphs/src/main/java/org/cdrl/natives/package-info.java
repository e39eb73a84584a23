/**
 * TensorFlow's native library in folders of its own: unpacked once, moved into place when it is
 * whole, and never written again while a program has it mapped. For programs that bring the library
 * themselves, as the Weka package does. And what it prints, kept from the users of commands, for
 * programs that bring JNA.
 */
package org.cdrl.natives;
