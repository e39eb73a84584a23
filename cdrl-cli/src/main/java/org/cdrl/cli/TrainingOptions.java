package org.cdrl.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Method;
import org.cdrl.config.Optimisation;
import org.cdrl.config.Setting;
import org.cdrl.tribuo.ResumableTrainer;
import org.cdrl.tribuo.TrainerBuilder;
import org.tribuo.Trainer;

/** What all commands that train have, whatever they learn from. */
final class TrainingOptions {
  static final SettingOption<Integer> ITERATIONS =
      new SettingOption<>(Optimisation.ITERATIONS, CommonOptions.ITERATIONS, "N");
  private static final SettingOption<Integer> BATCH =
      new SettingOption<>(Optimisation.BATCH_SIZE, "batch", "N");
  private static final SettingOption<Method> METHOD =
      new SettingOption<>(CdrlConfig.METHOD, "method", "NAME");

  /** The engine's settings among them. */
  static final Set<Setting<?>> SETTINGS =
      Set.of(ITERATIONS.setting(), BATCH.setting(), METHOD.setting(), CdrlConfig.SEED);

  static final String MINUTES = "minutes";
  static final String CHECKPOINT = "checkpoint";

  /** Options about how long to train. */
  static final List<String> OF_LENGTH = List.of(ITERATIONS.name(), MINUTES);

  /** Options about what a run is from its beginning. */
  static final List<String> OF_RUN =
      List.of(CommonOptions.SEED, BATCH.name(), METHOD.name(), CHECKPOINT);

  private TrainingOptions() {}

  /**
   * Adds them.
   *
   * @param iterations what the text says of their default
   * @param batch what the text says of its default
   */
  static void addTo(CommandOptions options, String iterations, String batch) {
    options
        .add(
            Section.COMMON,
            ITERATIONS.option("", iterations),
            CommonOptions.value(
                MINUTES,
                "X",
                "Trains for about this long instead, calibration included, but not for more than"
                    + " four times the iterations that suit a table, nor where held-out rows show"
                    + " no more gain; results then depend on the machine's speed. 'cdrl info' shows the"
                    + " number of iterations, with which the same model can be trained again. Less"
                    + " than a minute is too short for all but small data."),
            CommonOptions.written(
                CHECKPOINT,
                "DIR",
                "Also keeps the state of training in this folder, written every "
                    + ResumableTrainer.CHECKPOINT_INTERVAL
                    + " iterations and at the end; a new one, or an empty one."))
        .add(
            Section.EXPERT,
            CommonOptions.seed(Trainer.DEFAULT_SEED),
            BATCH.option("", batch),
            ExecutionOptions.THREADS.option(""),
            METHOD.option(""));
  }

  /** Refuses two answers to how long to train. */
  static void requireOneLength(Arguments arguments) throws UsageException {
    if (arguments.has(MINUTES) && arguments.has(CommonOptions.ITERATIONS)) {
      throw new UsageException(
          "--iterations and --minutes both say how long to train; give one of them");
    }
  }

  /** Reads them. */
  static GivenSettings<TrainerBuilder<?, ?>> read(Arguments arguments) throws UsageException {
    return new GivenSettings<TrainerBuilder<?, ?>>()
        .set(ITERATIONS.value(arguments), TrainerBuilder::iterations)
        .set(arguments.has(MINUTES) ? arguments.positive(MINUTES) : null, TrainerBuilder::minutes)
        .set(BATCH.value(arguments), TrainerBuilder::batchSize)
        .set(METHOD.value(arguments), TrainerBuilder::method)
        .set(ExecutionOptions.THREADS.value(arguments), TrainerBuilder::threads)
        .set(arguments.has(CommonOptions.SEED) ? arguments.seed(0) : null, TrainerBuilder::seed)
        .set(
            checkpoints(arguments),
            (builder, folder) -> builder.checkpoints(folder, ResumableTrainer.CHECKPOINT_INTERVAL));
  }

  /** The folder for checkpoints; null for none. */
  static Path checkpoints(Arguments arguments) throws UsageException {
    return arguments.path(CHECKPOINT, null);
  }
}
