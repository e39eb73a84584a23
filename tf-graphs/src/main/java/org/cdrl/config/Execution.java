package org.cdrl.config;

import java.util.List;

/**
 * How this machine executes graphs; no part of what is learned, and not in model files. Immutable;
 * every setter returns another.
 *
 * @param threads {@link #THREADS}
 * @param xla {@link #XLA}
 * @param replicas {@link #REPLICAS}
 * @param mixedPrecision {@link #MIXED_PRECISION}
 */
public record Execution(int threads, boolean xla, int replicas, boolean mixedPrecision) {
  /** Threads inside an operation. */
  public static final Setting<Integer> THREADS =
      Setting.whole(
          "threads",
          0,
          v -> v >= 0,
          "0 for one per core, or more",
          "Threads inside an operation; 0 for one per core. TensorFlow fixes it for the whole"
              + " process when the first session opens. Results are reproducible for the same number"
              + " only.");

  /** Compiled graphs. */
  public static final Setting<Boolean> XLA =
      Setting.flag(
          "xla",
          false,
          "Whether XLA compiles what runs on a GPU: the first run of every graph takes up to minutes"
              + " longer, later ones less time. No effect on CPUs.");

  /** Devices that share a batch. */
  public static final Setting<Integer> REPLICAS =
      Setting.whole(
          "replicas",
          1,
          v -> v >= 1,
          "at least 1",
          "GPUs among which every batch is divided in training; they must divide the batch size. Every"
              + " one finds the gradient of its share, and the first applies the mean: results are"
              + " those of one GPU but for rounding. Raise it to the GPUs of the machine if batches"
              + " are large. Without a GPU the shares run on the CPU, no faster.");

  /** Products in bfloat16. */
  public static final Setting<Boolean> MIXED_PRECISION =
      Setting.flag(
          "mixedPrecision",
          false,
          "Whether convolutions multiply in bfloat16 (and add in float32); all else stays in"
              + " float32. Training and drawing refuse it on machines where TensorFlow's kernels for"
              + " it are wrong. Faster on GPUs, and on CPUs with instructions for it (AVX-512 BF16,"
              + " AMX); very slow on others.");

  /** All cores and float32, on one device. */
  public static final Execution DEFAULT =
      new Execution(
          THREADS.defaultValue(),
          XLA.defaultValue(),
          REPLICAS.defaultValue(),
          MIXED_PRECISION.defaultValue());

  /**
   * Checks every setting.
   *
   * @throws SettingException naming the setting, its value and what it may be
   */
  public Execution {
    THREADS.require(threads);
    REPLICAS.require(replicas);
  }

  /** The settings in the order of documents. */
  public static List<Setting<?>> settings() {
    return List.of(THREADS, XLA, REPLICAS, MIXED_PRECISION);
  }

  /** With another number of threads. */
  public Execution threads(int number) {
    return new Execution(number, xla, replicas, mixedPrecision);
  }

  /** With XLA or without. */
  public Execution xla(boolean compiled) {
    return new Execution(threads, compiled, replicas, mixedPrecision);
  }

  /** With another number of replicas. */
  public Execution replicas(int number) {
    return new Execution(threads, xla, number, mixedPrecision);
  }

  /** With products of convolutions in bfloat16 or in float32. */
  public Execution mixedPrecision(boolean bfloat16) {
    return new Execution(threads, xla, replicas, bfloat16);
  }

  /**
   * Refuses batches that cannot be divided among the replicas.
   *
   * @throws SettingException saying so
   */
  public void requireDivides(int batchSize) {
    if (batchSize % replicas != 0) {
      throw new SettingException(
          "replicas", replicas, "a divisor of batchSize, which is " + batchSize);
    }
  }
}
