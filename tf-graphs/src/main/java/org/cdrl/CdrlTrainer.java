package org.cdrl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.ImageArchitecture;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.internal.persistence.ModelFile;
import org.cdrl.internal.persistence.StoredModel;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.value.Member;
import org.cdrl.value.Scaling;
import org.cdrl.value.TrainingSummary;
import org.tensorflow.exceptions.TFResourceExhaustedException;

/**
 * Trains models. Immutable; every setter returns another trainer.
 *
 * <p>The same configuration, data, machine and execution give the same bits, whether or not the run
 * was interrupted and resumed in between.
 */
public final class CdrlTrainer {
  /** {@link #rollBacks} of runs that nobody watches. */
  public static final int ROLL_BACKS = 3;

  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  /** Of a run in a budget of time. */
  private static final int MOST_ITERATIONS = 10_000_000;

  private final TrainerSettings settings;

  private CdrlTrainer(TrainerSettings settings) {
    this.settings = settings;
  }

  /** A trainer with this configuration. */
  public static CdrlTrainer of(CdrlConfig config) {
    return new CdrlTrainer(TrainerSettings.of(config));
  }

  /**
   * A trainer that goes on where a checkpoint stopped, with its configuration and scaling. Fit it
   * with the same data.
   *
   * @throws IOException if the file cannot be read or holds a model without training state
   */
  public static CdrlTrainer resume(Path file) throws IOException {
    ModelFile.Content content = ModelFile.read(file);
    if (content.checkpoint() == null) {
      throw new IOException(
          file + " holds a finished model, not a checkpoint; training cannot be resumed from it");
    }
    StoredModel model = content.model();
    return new CdrlTrainer(
        TrainerSettings.of(model.config()).withScaling(model.scaling()).withResumed(content));
  }

  /**
   * Writes a checkpoint now and then, and when training is interrupted or ends; {@link
   * CdrlModel#load} reads it as a model too.
   *
   * @param file replaced each time, once the new one is complete
   * @param interval iterations between two, at least 1
   */
  public CdrlTrainer checkpoint(Path file, int interval) {
    if (interval < 1) {
      throw new IllegalArgumentException(
          "The checkpoint interval must be at least 1 iteration, not " + interval);
    }
    return new CdrlTrainer(settings.withCheckpoint(file).withCheckpointInterval(interval));
  }

  /**
   * Another number of cooperative iterations, to lengthen a run that was resumed. The learning rate
   * rises to where a run of that length would have it then, and falls from there; without a
   * cool-down ({@code coolDown}) the result has the bits of a run that was as long from the start.
   *
   * @param total of all of the run, at least as many as a checkpoint has behind it
   */
  public CdrlTrainer iterations(int total) {
    ModelFile.Content resumed = settings.resumed();
    CdrlConfig longer = config().toBuilder().iterations(total).build();
    if (resumed != null && resumed.checkpoint().state().iteration() > longer.plannedIterations()) {
      throw new IllegalArgumentException(
          "The checkpoint has "
              + resumed.checkpoint().state().iteration()
              + " iterations behind it, more than the "
              + longer.plannedIterations()
              + " (pre-training included) that are asked for; ask for more");
    }
    return new CdrlTrainer(settings.withConfig(longer));
  }

  /**
   * How this machine executes training, and the model that comes out as long as it stays in memory;
   * default {@link Execution#DEFAULT}. No file keeps it: a resumed run needs it again for the same
   * bits.
   */
  public CdrlTrainer execution(Execution way) {
    return new CdrlTrainer(settings.withExecution(way));
  }

  /** Seconds that a run had taken before it was resumed; 0 for a new one. */
  public double secondsBefore() {
    return settings.resumed() == null ? 0 : settings.resumed().checkpoint().seconds();
  }

  /** The settings: those given, or a checkpoint's. */
  public CdrlConfig config() {
    return settings.config();
  }

  /**
   * Uses a given scaling instead of one computed from the data; for models that are to be combined.
   */
  public CdrlTrainer scaling(Scaling given) {
    return new CdrlTrainer(settings.withScaling(given));
  }

  /**
   * How often a diverging run may go back to its last good weights with half the learning rate
   * before it fails; default 0.
   */
  public CdrlTrainer rollBacks(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("rollBacks must not be negative: " + times);
    }
    return new CdrlTrainer(settings.withRollBacks(times));
  }

  /** Keeps the best model by a measure, and ends when it no longer improves; default none. */
  public CdrlTrainer validation(Validation looks) {
    return validation(any -> looks);
  }

  /** The same for a run whose length is not known yet; null for no looks. */
  public CdrlTrainer validation(Function<CdrlConfig, Validation> looks) {
    return new CdrlTrainer(settings.withValidation(looks));
  }

  /**
   * Lets the last rows of the data wait: they are learned from the middle of the energy's
   * iterations on, so that a run has a moment at which they are unseen. Until then the others are
   * passed that much more often. A resumed run needs the same.
   *
   * @param rows how many, fewer than all; 0, the default, for none
   * @param halfway gets the model as it is before they are learned, and closes it; of a run that is
   *     resumed behind its middle at once. Not called if the run ends before
   */
  public CdrlTrainer lateRows(int rows, Consumer<CdrlModel> halfway) {
    if (rows < 0) {
      throw new IllegalArgumentException("lateRows must not be negative: " + rows);
    }
    return new CdrlTrainer(settings.withLate(new LateRows.Wish(rows, halfway)));
  }

  /**
   * Trains for about this long instead of a number of iterations: that follows from the speed of a
   * few, which are timed and forgotten, and the model's configuration tells it. Training ends after
   * the iteration in which the time is over in any case, but for the energy's first. A resumed run
   * keeps its number of iterations and may take this long once more.
   */
  public CdrlTrainer budget(Duration time) {
    requirePositive(time);
    return new CdrlTrainer(settings.withBudget(time));
  }

  /**
   * Refuses a budget of no time.
   *
   * @throws IllegalArgumentException saying so
   */
  public static void requirePositive(Duration budget) {
    if (budget.isNegative() || budget.isZero()) {
      throw new IllegalArgumentException("The time budget must be positive, not " + budget);
    }
  }

  /** Lets the length of the run be decided when its speed is known; null, the default, not. */
  public CdrlTrainer plan(RunPlan.Planner decides) {
    return new CdrlTrainer(settings.withPlanner(decides));
  }

  /**
   * Lets others learn in rounds what this trainer would learn; the data of {@link #fit} are then
   * asked for their columns, conditions and what is missing only. Default none.
   *
   * <p>Budgets and late rows are not for workers, whose speed and rows nobody knows.
   */
  public CdrlTrainer workers(Workers others) {
    return new CdrlTrainer(settings.withWorkers(others));
  }

  /**
   * One of such workers, with the settings, scaling and execution of this trainer.
   *
   * @param data its rows, with the columns and conditions of the trainer's
   * @param member which of the workers it is; the server of a joined one runs
   */
  public Worker worker(TrainingData data, Member member) {
    Completion completion = new Completion(data, config().seed());
    TrainingSession training = training(data, completion, scalingFor(data), member);
    return new Worker(training, completion, models(data, training));
  }

  /** The model as it is before the first iteration. */
  public CdrlModel untrained(TrainingData data) {
    Completion completion = new Completion(data, config().seed());
    try (TrainingSession training = training(data, completion, scalingFor(data), Member.ONLY)) {
      return models(data, training).of(training.state());
    }
  }

  private RunModels models(TrainingData data, TrainingSession training) {
    return new RunModels(
        data,
        scalingFor(data),
        settings.execution(),
        Device.detect(settings.execution().threads()),
        training,
        new RunLength(config()),
        ProgressMeter.fresh());
  }

  /** Trains on rows without conditions, silently. */
  public CdrlModel fit(float[][] rows) {
    return fit(TrainingData.of(rows), TrainingListener.SILENT);
  }

  /** Trains on rows without conditions. */
  public CdrlModel fit(float[][] rows, TrainingListener listener) {
    return fit(TrainingData.of(rows), listener);
  }

  /**
   * Trains. Ends after the configured iterations, when validation no longer improves, when there is
   * no time left, when the listener says so, or when the thread is interrupted (it stays
   * interrupted); in every case what was learned so far is returned, with validation the best of
   * it. {@link TrainingSummary#energyLearned} tells whether that is enough for anything.
   *
   * <p>Values that are missing are drawn anew five times, given the known ones of their row.
   *
   * <p>A checkpoint that cannot be written, as on a disk that has filled up, is warned of in the
   * log, and training goes on: the model must not be lost with it.
   *
   * @throws TrainingDivergedException if training goes wrong; it keeps the last good weights
   * @throws IllegalStateException if memory does not suffice; on a CPU the system may end the
   *     process instead. Images are warned of in the log before they begin
   * @throws UncheckedIOException if there is no room for a checkpoint before training begins
   */
  public CdrlModel fit(TrainingData data, TrainingListener listener) {
    if (settings.budget() != null) {
      return inTime(Instant.now().plus(settings.budget())).fit(data, listener);
    }
    CdrlConfig config = config();
    Scaling used = scalingFor(data);
    if (settings.resumed() != null) {
      requireSameData(data);
    }
    Device device = Device.detect(settings.execution().threads());
    if (device.silentlyOnCpu()) {
      LOG.warning(device.describe());
    }
    if (settings.execution().mixedPrecision() && device.slowBfloat16()) {
      LOG.warning(
          "This processor has no instructions for bfloat16 (AVX-512 BF16 or AMX), which makes it"
              + " many times slower than float32; turn mixedPrecision (--bfloat16) off");
    }
    Completion completion = new Completion(data, config.seed());
    try (TrainingSession training = training(data, completion, used, Member.ONLY)) {
      if (config.architecture() instanceof ImageArchitecture) {
        device.warnOfMemory(training.memoryNeed());
      }
      ProgressMeter meter =
          settings.resumed() == null
              ? ProgressMeter.fresh()
              : ProgressMeter.resumed(settings.resumed().model().summary(), secondsBefore());
      RunModels models =
          new RunModels(
              data, used, settings.execution(), device, training, new RunLength(config), meter);
      return new TrainingRun(settings, listener, completion, models).go();
    } catch (TFResourceExhaustedException e) {
      throw new IllegalStateException(
          "Training ran out of memory with batches of "
              + config.optimisation().batchSize()
              + " rows; lower batchSize, or the networks' widths",
          e);
    }
  }

  private CdrlTrainer inTime(Instant end) {
    RunPlan.Planner filling =
        (pace, untrained) -> {
          double left = Duration.between(Instant.now(), end).toMillis() / 1e3;
          int fitting = config().longest(MOST_ITERATIONS, c -> pace.seconds(c) <= left);
          return new RunPlan(fitting, end, Duration.ZERO);
        };
    return new CdrlTrainer(settings.withBudget(null).withPlanner(filling));
  }

  private Scaling scalingFor(TrainingData data) {
    Scaling used = settings.scaling() != null ? settings.scaling() : scalingOf(data);
    if (used.columns() != data.columns().size()) {
      throw new IllegalArgumentException(
          "The scaling is for "
              + used.columns()
              + " columns, but the data have "
              + data.columns().size());
    }
    return used;
  }

  /** Images are used as they are: what a pixel's spread is says nothing about its neighbours. */
  private Scaling scalingOf(TrainingData data) {
    return data.source() != null || config().architecture() instanceof ImageArchitecture
        ? Scaling.none(data.columns().size())
        : Scaling.of(data.rows(), config().chains().spread());
  }

  private TrainingSession training(
      TrainingData data, Completion completion, Scaling used, Member member) {
    int[][] values = data.attributes().isEmpty() ? null : data.encodedValues();
    int[] sizes = CdrlModel.attributeSizes(data.attributes());
    RowSource source = data.source();
    if (source == null) {
      return new TrainingSession(
          config(),
          settings.execution(),
          used.scale(completion.rows()),
          completion.observed(),
          values,
          sizes,
          LabelPosterior.of(data.labels(), used),
          data.weights(),
          member);
    }
    TrainingSession.Reader reader =
        (row, iteration) -> {
          float[][] one = new float[1][data.columns().size()];
          source.read(row, iteration, one[0]);
          return used.scale(one)[0];
        };
    return new TrainingSession(
        config(),
        settings.execution(),
        reader,
        data.columns().size(),
        values,
        sizes,
        data.weights(),
        member);
  }

  private void requireSameData(TrainingData data) {
    ModelFile.Content resumed = settings.resumed();
    int before = resumed.checkpoint().lateRows();
    if (before != settings.late().count()) {
      throw new IllegalArgumentException(
          "The checkpoint is of a run in which "
              + before
              + " rows wait for its middle, but now "
              + settings.late().count()
              + " do; resume it with the same folds and validation");
    }
    StoredModel model = resumed.model();
    if (!model.columns().equals(data.columns())
        || !model.attributes().equals(data.attributes())
        || !model.labels().equals(data.labels())
        || resumed.checkpoint().dataFingerprint() != data.fingerprint()) {
      throw new IllegalArgumentException(
          "The checkpoint was made with other data ("
              + model.columns().size()
              + " columns from "
              + model.columns().get(0)
              + " to "
              + model.columns().get(model.columns().size() - 1)
              + ", "
              + model.summary().rows()
              + " rows), or with other mirroring of images; training can only be resumed with"
              + " the same");
    }
  }
}
