package org.cdrl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Logger;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Pace;
import org.cdrl.files.WholeFile;
import org.cdrl.internal.network.LabelPosterior;
import org.cdrl.internal.persistence.Checkpoint;
import org.cdrl.internal.persistence.ModelFile;
import org.cdrl.internal.persistence.StoredModel;
import org.cdrl.internal.training.DivergenceGuard;
import org.cdrl.internal.training.MemoryNeed;
import org.cdrl.internal.training.Training;
import org.cdrl.internal.training.TrainingState;
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
  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  /** Iterations between two snapshots of weights that a diverging run can go back to. */
  private static final int SNAPSHOT_INTERVAL = 50;

  /** Numbers that a checkpoint holds per parameter: itself, its average and two moments. */
  private static final int CHECKPOINT_COPIES = 4;

  /** Shorter runs are over before it is known how fast they are. */
  private static final int WORTH_TIMING = 100;

  /** Of a run in a budget of time. */
  private static final int MOST_ITERATIONS = 10_000_000;

  private CdrlConfig config;
  private Execution execution = Execution.DEFAULT;
  private Scaling scaling;
  private Path checkpoint;
  private int checkpointInterval;
  private int rollBacks;
  private Function<CdrlConfig, Validation> validation = any -> null;
  private RunPlan.Planner planner;
  private Duration budget;
  private ModelFile.Content resumed;

  private CdrlTrainer(CdrlConfig config) {
    this.config = config;
  }

  /** This trainer with something changed, which itself never is. */
  private CdrlTrainer with(Consumer<CdrlTrainer> change) {
    CdrlTrainer other = new CdrlTrainer(config);
    other.execution = execution;
    other.scaling = scaling;
    other.checkpoint = checkpoint;
    other.checkpointInterval = checkpointInterval;
    other.rollBacks = rollBacks;
    other.validation = validation;
    other.planner = planner;
    other.budget = budget;
    other.resumed = resumed;
    change.accept(other);
    return other;
  }

  /** A trainer with this configuration. */
  public static CdrlTrainer of(CdrlConfig config) {
    return new CdrlTrainer(config);
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
    return new CdrlTrainer(content.model().config())
        .with(
            trainer -> {
              trainer.scaling = content.model().scaling();
              trainer.resumed = content;
            });
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
    return with(
        trainer -> {
          trainer.checkpoint = file;
          trainer.checkpointInterval = interval;
        });
  }

  /**
   * Another number of cooperative iterations, to lengthen a run that was resumed. The learning rate
   * rises to where a run of that length would have it then, and falls from there; without a
   * cool-down ({@link CdrlConfig#coolDown}) the result has the bits of a run that was as long from
   * the start.
   *
   * @param total of all of the run, at least as many as a checkpoint has behind it
   */
  public CdrlTrainer iterations(int total) {
    CdrlConfig longer = config.toBuilder().iterations(total).build();
    if (resumed != null && resumed.checkpoint().state().iteration() > longer.plannedIterations()) {
      throw new IllegalArgumentException(
          "The checkpoint has "
              + resumed.checkpoint().state().iteration()
              + " iterations behind it, more than the "
              + longer.plannedIterations()
              + " (teaching included) that are asked for; ask for more");
    }
    return with(trainer -> trainer.config = longer);
  }

  /**
   * How this machine executes training, and the model that comes out as long as it stays in memory;
   * default {@link Execution#DEFAULT}. No file keeps it: a resumed run needs it again for the same
   * bits.
   */
  public CdrlTrainer execution(Execution way) {
    return with(trainer -> trainer.execution = way);
  }

  /** Seconds that a run had taken before it was resumed; 0 for a new one. */
  public double secondsBefore() {
    return resumed == null ? 0 : resumed.checkpoint().seconds();
  }

  /** The settings: those given, or a checkpoint's. */
  public CdrlConfig config() {
    return config;
  }

  /**
   * Uses a given scaling instead of one computed from the data; for models that are to be combined.
   */
  public CdrlTrainer scaling(Scaling given) {
    return with(trainer -> trainer.scaling = given);
  }

  /**
   * How often a diverging run may go back to its last good weights with half the learning rate
   * before it fails; default 0.
   */
  public CdrlTrainer rollBacks(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("rollBacks must not be negative: " + times);
    }
    return with(trainer -> trainer.rollBacks = times);
  }

  /** Keeps the best model by a measure, and ends when it no longer improves; default none. */
  public CdrlTrainer validation(Validation looks) {
    return validation(any -> looks);
  }

  /** The same for a run whose length is not known yet; null for no looks. */
  public CdrlTrainer validation(Function<CdrlConfig, Validation> looks) {
    return with(trainer -> trainer.validation = looks);
  }

  /**
   * Trains for about this long instead of a number of iterations: that follows from the speed of a
   * few, which are timed and forgotten, and the model's configuration tells it. Training ends after
   * the iteration in which the time is over in any case, but for the energy's first. A resumed run
   * keeps its number of iterations and may take this long once more.
   */
  public CdrlTrainer budget(Duration time) {
    requirePositive(time);
    return with(trainer -> trainer.budget = time);
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
    return with(trainer -> trainer.planner = decides);
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
   *     process instead. Pictures are warned of in the log before they begin
   * @throws UncheckedIOException if there is no room for a checkpoint before training begins
   */
  public CdrlModel fit(TrainingData data, TrainingListener listener) {
    if (budget != null) {
      return inTime(Instant.now().plus(budget)).fit(data, listener);
    }
    Scaling used = scaling != null ? scaling : scalingOf(data);
    if (used.columns() != data.columns().size()) {
      throw new IllegalArgumentException(
          "The scaling is for "
              + used.columns()
              + " columns, but the data have "
              + data.columns().size());
    }
    if (resumed != null) {
      requireSameData(data);
    }
    Device device = Device.detect(execution.threads());
    if (device.silentlyOnCpu()) {
      LOG.warning(device.describe());
    }
    if (execution.mixedPrecision() && device.slowBfloat16()) {
      LOG.warning(
          "This processor has no instructions for bfloat16 (AVX-512 BF16 or AMX), which makes it"
              + " many times slower than float32; turn mixedPrecision (--bfloat16) off");
    }
    Completion completion = new Completion(data, config.seed());
    try (Training training = training(data, completion, used)) {
      if (config.image() != null) {
        warnOfMemory(training.memoryNeed(), device.memory());
      }
      return new Run(data, completion, listener, used, device, training).go();
    } catch (TFResourceExhaustedException e) {
      throw new IllegalStateException(
          "Training ran out of memory with batches of "
              + config.batchSize()
              + " rows; lower batchSize, or the networks' widths",
          e);
    }
  }

  private CdrlTrainer inTime(Instant end) {
    RunPlan.Planner filling =
        (pace, untrained) -> {
          double left = Duration.between(Instant.now(), end).toMillis() / 1e3;
          int fitting = config.longest(MOST_ITERATIONS, c -> pace.seconds(c) <= left);
          return new RunPlan(fitting, end);
        };
    return with(
        trainer -> {
          trainer.budget = null;
          trainer.planner = filling;
        });
  }

  private static void warnOfMemory(MemoryNeed need, long available) {
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

  /** Pictures are used as they are: what a pixel's spread is says nothing about its neighbours. */
  private Scaling scalingOf(TrainingData data) {
    return data.source() != null || config.image() != null
        ? Scaling.none(data.columns().size())
        : Scaling.of(data.rows(), config.spread());
  }

  private Training training(TrainingData data, Completion completion, Scaling used) {
    int[][] values = data.attributes().isEmpty() ? null : data.encodedValues();
    int[] sizes = CdrlModel.attributeSizes(data.attributes());
    RowSource source = data.source();
    if (source == null) {
      return new Training(
          config,
          execution,
          used.scale(completion.rows()),
          values,
          sizes,
          LabelPosterior.of(data.labels(), used),
          data.weights());
    }
    Training.Reader reader =
        (row, iteration) -> {
          float[][] one = new float[1][data.columns().size()];
          source.read(row, iteration, one[0]);
          return used.scale(one)[0];
        };
    return new Training(
        config, execution, reader, data.columns().size(), values, sizes, data.weights());
  }

  private void requireSameData(TrainingData data) {
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
              + " rows), or with other mirroring of pictures; training can only be resumed with"
              + " the same");
    }
  }

  /** One run of {@link #fit}. */
  private final class Run {
    private final TrainingData data;
    private final Completion completion;
    private final TrainingListener listener;
    private final Scaling used;
    private final Device device;
    private final Training training;
    private CdrlConfig config = CdrlTrainer.this.config;
    private long planned = config.plannedIterations();
    private Remaining remaining;
    private Instant end;
    private Validation validation;
    private final long fingerprint;
    private final long begun = System.nanoTime();
    private double secondsBefore;
    private double outsideBefore;
    private double learningRateFactor = 1;
    private int rollBacksLeft = rollBacks;
    private TrainingState good;
    private Checkpoint.Best best;
    private double gap;
    private double initializerLoss;
    private double energyNorm;
    private double initializerNorm;
    private int sinceReport;
    private double stepping;
    private double recentGap;
    private double recentLoss;

    Run(
        TrainingData data,
        Completion completion,
        TrainingListener listener,
        Scaling used,
        Device device,
        Training training) {
      this.data = data;
      this.completion = completion;
      this.listener = listener;
      this.used = used;
      this.device = device;
      this.training = training;
      this.fingerprint = checkpoint == null ? 0 : data.fingerprint();
      if (resumed != null) {
        training.restore(resumed.checkpoint().state());
        completion.restore(resumed.checkpoint().state().completion());
        if (data.source() == null) {
          training.data(used.scale(completion.rows()));
        }
        best = resumed.checkpoint().best();
        learningRateFactor = resumed.checkpoint().learningRateFactor();
        secondsBefore = resumed.checkpoint().seconds();
        outsideBefore = resumed.model().summary().secondsOutside();
        recentGap = resumed.model().summary().energyGap();
        recentLoss = resumed.model().summary().initializerLoss();
      }
    }

    CdrlModel go() {
      listener.begins(training.parameters());
      if (checkpoint != null) {
        requireRoom();
      }
      DivergenceGuard guard = new DivergenceGuard(data.columns().size());
      boolean wanted = true;
      remaining = new Remaining(timed());
      validation = CdrlTrainer.this.validation.apply(config);
      while (training.done() < planned
          && wanted
          && !Thread.currentThread().isInterrupted()
          && !late()) {
        boolean taught = training.teaching();
        long at = System.nanoTime();
        Training.Step step = training.step(learningRateFactor);
        double seconds = (System.nanoTime() - at) / 1e9;
        stepping += seconds;
        remaining.measured(taught, seconds);
        Optional<String> wrong = guard.check(step);
        if (wrong.isPresent()) {
          rollBack(wrong.get());
          guard.reset();
          continue;
        }
        count(step);
        if (training.done() % SNAPSHOT_INTERVAL == 0) {
          good = training.state();
        }
        wanted = completeAndValidate();
        if (training.done() % listener.interval() == 0 || training.done() == planned) {
          wanted &= listener.goOn(progress());
        }
        if (checkpoint != null && training.done() % checkpointInterval == 0) {
          save();
        }
      }
      if (checkpoint != null) {
        save();
      }
      return best == null
          ? model(training.state())
          : new CdrlModel(
              stored(best.iteration(), best.energy(), best.initializer(), best.spectral()),
              execution);
    }

    /** Times a few iterations, and decides how many there are to be if that is open. */
    private Pace timed() {
      if (planner == null && planned < WORTH_TIMING) {
        return new Pace(0, 0, 0);
      }
      listener.busy("timing this machine");
      Pace pace = training.pace();
      if (planner == null) {
        return pace;
      }
      try (CdrlModel untrained = model(training.state())) {
        pace = new Pace(pace.teaching(), pace.iteration(), completion.seconds(untrained));
        RunPlan plan = planner.plan(pace, untrained);
        end = plan.end();
        if (resumed == null) {
          config = config.toBuilder().iterations(plan.iterations()).build();
          planned = config.plannedIterations();
          training.length(plan.iterations());
        }
      } catch (CancellationException e) {
        // Interrupted or called off; how long it was to be does not matter.
        Thread.currentThread().interrupt();
      }
      return pace;
    }

    /** Whether there is no time left; a model whose energy learned nothing would be of no use. */
    private boolean late() {
      return end != null && cooperative() > 0 && !Instant.now().isBefore(end);
    }

    private long cooperative() {
      return training.done() - (planned - config.iterations());
    }

    /**
     * What is due between two iterations; false when training no longer helps. An interruption does
     * not cut it short, for a checkpoint behind it must be whole.
     */
    private boolean completeAndValidate() {
      try {
        completeAnew();
        return stillImproving();
      } catch (CancellationException e) {
        Thread.interrupted();
        try {
          completeAnew();
          return stillImproving();
        } finally {
          Thread.currentThread().interrupt();
        }
      }
    }

    private void completeAnew() {
      if (completion.isDue(cooperative(), config.iterations())) {
        listener.busy("drawing missing values anew");
        try (CdrlModel model = model(training.state())) {
          completion.draw(model, training.done());
        }
        training.data(used.scale(completion.rows()));
      }
    }

    /** Validates when it is time to; false when training no longer helps. */
    private boolean stillImproving() {
      if (validation == null
          || cooperative() < Math.max(1, validation.first())
          || (cooperative() - validation.first()) % validation.interval() != 0
              && training.done() < planned) {
        return true;
      }
      listener.busy("looking at held-out rows");
      TrainingState state = training.state();
      double loss = validated(state);
      LOG.fine(() -> "At iteration " + state.iteration() + " the validation loss is " + loss);
      if (best == null || loss < best.loss()) {
        best =
            new Checkpoint.Best(
                state.iteration(),
                loss,
                0,
                state.energyAverage(),
                state.initializerAverage(),
                state.spectral());
      } else {
        best = best.older();
      }
      return best.since() < validation.patience();
    }

    private double validated(TrainingState state) {
      try (CdrlModel model = model(state)) {
        return validation.loss().applyAsDouble(model);
      }
    }

    private void rollBack(String wrong) {
      long at = training.done();
      if (good == null || rollBacksLeft == 0) {
        throw new TrainingDivergedException(at, wrong, good == null ? null : model(good));
      }
      rollBacksLeft--;
      learningRateFactor /= 2;
      // Rows that were drawn since stay as they are: they are no worse for older weights.
      training.restore(good);
      String text =
          "At iteration "
              + at
              + " "
              + wrong
              + "; training goes on from iteration "
              + good.iteration()
              + " with "
              + learningRateFactor
              + " times the learning rate";
      LOG.warning(text);
      listener.rolledBack(wrong, good.iteration(), learningRateFactor);
    }

    private void count(Training.Step step) {
      gap += step.energyGap();
      initializerLoss += step.initializerLoss();
      energyNorm += step.energyGradientNorm();
      initializerNorm += step.initializerGradientNorm();
      sinceReport++;
      recentGap += (step.energyGap() - recentGap) / 100;
      recentLoss += (step.initializerLoss() - recentLoss) / 100;
    }

    private double seconds() {
      return secondsBefore + (System.nanoTime() - begun) / 1e9;
    }

    private TrainingProgress progress() {
      Duration left =
          remaining.of(
              Math.max(0, config.teaching() - training.done()),
              Math.min(config.iterations(), planned - training.done()));
      Duration tillEnd = end == null ? left : Duration.between(Instant.now(), end);
      TrainingProgress progress =
          new TrainingProgress(
              training.teaching()
                  ? TrainingProgress.Phase.TEACHING
                  : TrainingProgress.Phase.TRAINING,
              training.done(),
              planned,
              gap / sinceReport,
              initializerLoss / sinceReport,
              energyNorm / sinceReport,
              initializerNorm / sinceReport,
              config.batchSize() * sinceReport / Math.max(1e-9, stepping),
              Duration.ofMillis((long) (1e3 * seconds())),
              left.compareTo(tillEnd) <= 0 ? left : tillEnd.isNegative() ? Duration.ZERO : tillEnd);
      gap = 0;
      initializerLoss = 0;
      energyNorm = 0;
      initializerNorm = 0;
      sinceReport = 0;
      stepping = 0;
      return progress;
    }

    private StoredModel stored(TrainingState state) {
      return stored(
          state.iteration(), state.energyAverage(), state.initializerAverage(), state.spectral());
    }

    private StoredModel stored(
        long iteration, float[] energy, float[] initializer, float[] spectral) {
      TrainingSummary summary =
          new TrainingSummary(
              data.size(),
              Math.min(iteration, config.teaching()),
              Math.max(0, iteration - config.teaching()),
              seconds(),
              outsideBefore + (System.nanoTime() - begun) / 1e9 - training.secondsInside(),
              recentGap,
              recentLoss,
              device.name(),
              device.tensorFlowVersion());
      return new StoredModel(
          config,
          data.columns(),
          data.attributes(),
          data.labels(),
          used,
          summary,
          energy,
          initializer,
          spectral,
          new byte[0]);
    }

    private CdrlModel model(TrainingState state) {
      return new CdrlModel(stored(state), execution);
    }

    private void save() {
      TrainingState state = training.state().withCompletion(completion.values());
      try {
        ModelFile.write(
            checkpoint,
            stored(state),
            new Checkpoint(state, fingerprint, learningRateFactor, seconds(), best));
      } catch (IOException e) {
        LOG.warning("The checkpoint was not written, training goes on: " + e.getMessage());
      }
    }

    private void requireRoom() {
      try {
        WholeFile.requireRoom(checkpoint, Float.BYTES * CHECKPOINT_COPIES * training.parameters());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
