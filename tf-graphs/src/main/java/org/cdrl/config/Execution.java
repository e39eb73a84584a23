package org.cdrl.config;

/**
 * How sessions execute their graphs.
 *
 * @param threads inside an operation; 0 for one per core. TensorFlow fixes it for the whole process
 *     when the first session opens
 * @param xla whether XLA compiles what runs on GPUs
 * @param replicas devices that share a batch; on a machine without a GPU the CPU stands for all
 */
public record Execution(int threads, boolean xla, int replicas) {
  /** On one device. */
  public Execution(int threads, boolean xla) {
    this(threads, xla, 1);
  }
}
