package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cdrl.config.Method;

/**
 * Makes trainers; what every setting does is told at the trainer's own, and in its provenance.
 *
 * @param <R> the trainers
 * @param <B> the builder itself
 */
public abstract class TrainerBuilder<
    R extends ResumableTrainer<?, ?>, B extends TrainerBuilder<R, B>> {
  private final List<Consumer<R>> settings = new ArrayList<>();

  TrainerBuilder() {}

  @SuppressWarnings("unchecked") // every builder names itself
  final B set(Consumer<R> setting) {
    settings.add(setting);
    return (B) this;
  }

  /** Gives a trainer what was set. */
  final R told(R trainer) {
    settings.forEach(setting -> setting.accept(trainer));
    trainer.postConfig();
    return trainer;
  }

  /** CDRL (default) or DRL, which has no initializer and samples slower. */
  public B method(Method method) {
    return set(trainer -> trainer.method = method);
  }

  /** Training iterations; default of tables by the number of examples, of images 10,000. */
  public B iterations(int iterations) {
    return set(trainer -> trainer.iterations = iterations);
  }

  /** Examples per iteration; default of tables by their number, 256 or 512, of images 32. */
  public B batchSize(int examples) {
    return set(trainer -> trainer.batchSize = examples);
  }

  /** Minutes to train, instead of iterations; default 0: no limit. */
  public B minutes(double minutes) {
    return set(trainer -> trainer.minutes = minutes);
  }

  /** Threads inside an operation; default 0: one per core. */
  public B threads(int threads) {
    return set(trainer -> trainer.threads = threads);
  }

  /** Seed of all random numbers. */
  public B seed(long seed) {
    return set(trainer -> trainer.seed = seed);
  }

  /**
   * Folder for checkpoints, one file per invocation; default none. A run whose file is there goes
   * on from it.
   *
   * @param interval iterations between two, at least 1
   */
  public B checkpoints(Path folder, int interval) {
    return set(
        trainer -> {
          trainer.checkpointFolder = folder;
          trainer.checkpointInterval = interval;
        });
  }

  /** Iterations between two lines in the log, -1 for none; default 100. */
  public B loggingInterval(int iterations) {
    return set(trainer -> trainer.loggingInterval(iterations));
  }

  /**
   * A trainer with these settings.
   *
   * @throws PropertyException naming the setting that is wrong
   */
  public abstract R build();
}
