package org.cdrl.graph;

/**
 * How sessions execute their graphs.
 *
 * @param threads inside an operation; 0 for one per core. TensorFlow fixes it for the whole process
 *     when the first session opens
 * @param xla whether XLA compiles what runs on GPUs
 */
public record Execution(int threads, boolean xla) {}
