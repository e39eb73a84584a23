package org.cdrl.tribuo;

import com.oracle.labs.mlrg.olcut.config.PropertyException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.cdrl.config.Method;
import org.cdrl.config.Setting;

/**
 * Makes trainers; what every setting does is told at the trainer's own, and in its provenance.
 *
 * @param <R> the trainers
 * @param <B> the builder itself
 */
public abstract class TrainerBuilder<
    R extends ResumableTrainer<?, ?>, B extends TrainerBuilder<R, B>> {
  private final SettingFields fields;
  private final List<Consumer<R>> settings = new ArrayList<>();

  TrainerBuilder(SettingFields fields) {
    this.fields = fields;
  }

  @SuppressWarnings("unchecked") // every builder names itself
  final B change(Consumer<R> setting) {
    settings.add(setting);
    return (B) this;
  }

  /** Gives a trainer what was set. */
  final R told(R trainer) {
    settings.forEach(setting -> setting.accept(trainer));
    trainer.postConfig();
    return trainer;
  }

  /**
   * Changes a setting of the engine; one that is not changed follows from the data, or is the
   * engine's default.
   *
   * @param setting of {@link org.cdrl.config.Chains}, {@link org.cdrl.config.Optimisation} and the
   *     others that hold such constants
   * @throws IllegalArgumentException if trainers of this kind do not have it, naming those that
   *     they have
   */
  public <V> B set(Setting<V> setting, V value) {
    fields.require(setting);
    return change(trainer -> fields.set(trainer, setting, value));
  }

  /** CDRL (default) or DRL, which has no initializer and samples slower. */
  public B method(Method method) {
    return change(trainer -> trainer.method = method);
  }

  /** Training iterations; default of tables by the number of examples, of images the engine's. */
  public B iterations(int iterations) {
    return change(trainer -> trainer.iterations = iterations);
  }

  /** Examples per iteration; default of tables by their number, of images the engine's. */
  public B batchSize(int examples) {
    return change(trainer -> trainer.batchSize = examples);
  }

  /** Minutes to train, instead of iterations; default 0: no limit. */
  public B minutes(double minutes) {
    return change(trainer -> trainer.minutes = minutes);
  }

  /** Threads inside an operation; default 0: one per core. */
  public B threads(int threads) {
    return change(trainer -> trainer.threads = threads);
  }

  /** Seed of all random numbers. */
  public B seed(long seed) {
    return change(trainer -> trainer.seed = seed);
  }

  /**
   * Folder for checkpoints, one file per invocation; default none. A run whose file is there goes
   * on from it.
   *
   * @param interval iterations between two, at least 1
   */
  public B checkpoints(Path folder, int interval) {
    return change(
        trainer -> {
          trainer.checkpointFolder = folder;
          trainer.checkpointInterval = interval;
        });
  }

  /** Iterations between two lines in the log, -1 for none; default 100. */
  public B loggingInterval(int iterations) {
    return change(trainer -> trainer.loggingInterval(iterations));
  }

  /**
   * A trainer with these settings.
   *
   * @throws PropertyException naming the setting that is wrong
   */
  public abstract R build();
}
