package org.cdrl.config;

/**
 * How this machine executes graphs; no part of what is learned, and not in model files. Immutable;
 * every setter returns another.
 *
 * @param threads inside an operation; 0 for one per core. TensorFlow fixes it for the whole process
 *     when the first session opens. Results are reproducible for the same number only
 * @param xla whether XLA compiles what runs on a GPU: the first run of every graph takes up to
 *     minutes longer, later ones less time. No effect on CPUs
 * @param replicas GPUs among which every batch is divided in training. Every one finds the gradient
 *     of its share, and the first applies the mean: results are those of one GPU but for rounding.
 *     It must divide the batch. On a machine without a GPU the shares run on the CPU, no faster
 * @param mixedPrecision whether convolutions multiply in bfloat16 (and add in float32); all else
 *     stays in float32. Training and drawing refuse it on machines where TensorFlow's kernels for
 *     it are wrong. Faster on GPUs, and on CPUs with instructions for it (AVX-512 BF16, AMX); very
 *     slow on others
 */
public record Execution(int threads, boolean xla, int replicas, boolean mixedPrecision) {
  /** All cores and float32, on one device. */
  public static final Execution DEFAULT = new Execution(0, false, 1, false);

  /**
   * Checks every setting.
   *
   * @throws SettingException naming the setting, its value and what it may be
   */
  public Execution {
    if (threads < 0) {
      throw new SettingException("threads", threads, "0 for one per core, or more");
    }
    if (replicas < 1) {
      throw new SettingException("replicas", replicas, "at least 1");
    }
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
