package org.cdrl;

import java.util.logging.Logger;
import org.cdrl.internal.graph.Devices;
import org.cdrl.internal.training.MemoryNeed;

/**
 * The device that runs the graphs.
 *
 * @param name as TensorFlow names it, for example "CPU:0" or "GPU:0"
 * @param gpuBuild whether the natives on the class path were built for GPUs
 * @param tensorFlowVersion of the natives
 */
public record Device(String name, boolean gpuBuild, String tensorFlowVersion) {
  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  /** Where operations run; natives for GPUs are tried with a small matrix product. */
  public static Device detect() {
    return detect(0);
  }

  /** The same with a session of so many threads; 0 for one per core. */
  static Device detect(int threads) {
    return new Device(
        Devices.ofMatrixProduct(threads), Devices.gpuBuild(), org.tensorflow.TensorFlow.version());
  }

  /** Its memory, bytes: the machine's, or what TensorFlow may use of a GPU's. */
  public long memory() {
    return Devices.memory(name);
  }

  /** Whether a GPU build found no usable GPU and stays on the CPU. */
  public boolean silentlyOnCpu() {
    return gpuBuild && !name.startsWith("GPU");
  }

  /**
   * Whether bfloat16 is known to be many times slower here than float32: on a processor without
   * instructions for it. Known on Linux only.
   */
  public boolean slowBfloat16() {
    return !name.startsWith("GPU") && Devices.slowBfloat16();
  }

  /** Warns in the log if an iteration may need more memory than there is. */
  void warnOfMemory(MemoryNeed need) {
    long available = memory();
    if (need.bytes() > available) {
      LOG.warning(
          "Training may need up to "
              + MemoryNeed.gigabytes(need.bytes())
              + " with batches of "
              + need.batch()
              + " rows, but there are "
              + MemoryNeed.gigabytes(available)
              + "; batches of "
              + need.largestBatch(available)
              + " should fit");
    }
  }

  /** One line for people. */
  public String describe() {
    return name
        + ", TensorFlow "
        + tensorFlowVersion
        + (silentlyOnCpu()
            ? "  WARNING: this is the GPU build, but it found no usable GPU and runs on the CPU;"
                + " check the driver, CUDA 12 and cuDNN 9"
            : "");
  }
}
