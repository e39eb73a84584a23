/**
 * Runnable examples and benchmarks. Each is a class with a main method, started by {@code
 * examples/run NAME}; nothing depends on this package.
 */
package org.cdrl.examples;
