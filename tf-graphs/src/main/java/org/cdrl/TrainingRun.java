package org.cdrl;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.cdrl.config.Pace;
import org.cdrl.internal.persistence.Checkpoint;
import org.cdrl.internal.training.Step;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.internal.training.TrainingState;

/** The loop of one call of {@link CdrlTrainer#fit}. */
final class TrainingRun {
  /** Shorter runs are over before it is known how fast they are. */
  private static final int WORTH_TIMING = 100;

  /** Iterations that tell a plan how long others take, and those that tell it to a listener. */
  private static final int TRIALS_TO_PLAN = 20;

  private static final int TRIALS_TO_TELL = 2;

  private final TrainerSettings settings;
  private final TrainingListener listener;
  private final Completion completion;
  private final TrainingSession training;
  private final RunModels models;
  private final RunLength length;
  private final ProgressMeter meter;
  private final RollBacks rollBacks;
  private final EarlyStopping stopping;
  private final LateRows late;
  private final Checkpoints checkpoints;

  /** Who learns in place of this machine, or null. */
  private final Workers workers;

  /** The moment whose model drew what is missing in the workers' rows; null before the first. */
  private Round.Drawn drawn;

  /**
   * Begins, or goes on where a checkpoint stopped.
   *
   * @param completion of the data
   * @param models of the run
   */
  TrainingRun(
      TrainerSettings settings,
      TrainingListener listener,
      Completion completion,
      RunModels models) {
    this.settings = settings;
    this.listener = listener;
    this.completion = completion;
    this.models = models;
    training = models.training();
    length = models.length();
    meter = models.meter();
    workers = settings.workers();
    Checkpoint before = settings.resumed() == null ? null : settings.resumed().checkpoint();
    if (before != null) {
      training.restore(before.state());
      completion.restore(before.state().completion());
      if (models.data().source() == null) {
        training.data(models.scaling().scale(completion.rows()));
      }
    }
    rollBacks =
        new RollBacks(
            settings.rollBacks(),
            before == null ? 1 : before.learningRateFactor(),
            training,
            models);
    stopping = new EarlyStopping(before == null ? null : before.best(), models);
    late = new LateRows(settings.late(), before, models);
    checkpoints = new Checkpoints(settings.checkpoint(), settings.checkpointInterval(), models);
  }

  /** Trains to the end. */
  CdrlModel go() {
    listener.begins(training.parameters());
    checkpoints.requireRoom(training.parameters());
    meter.expect(timed());
    stopping.by(settings.validation().apply(length.config()));
    boolean wanted = true;
    while (wanted && !length.isOver(training.done()) && !Thread.currentThread().isInterrupted()) {
      long before = training.done();
      Step step = workers == null ? step() : round();
      if (rollBacks.happened(step, listener)) {
        continue;
      }
      meter.count(step);
      rollBacks.remember(before);
      wanted = whole(() -> completeAndValidate(length.cooperative(before)));
      if (before / listener.interval() < training.done() / listener.interval() || isLast()) {
        wanted &= listener.goOn(meter.report(length, training));
      }
      if (checkpoints.isDue(before, training.done())) {
        save();
      }
    }
    save();
    return stopping.best() == null
        ? models.of(training.state())
        : models.of(stopping.best().weights());
  }

  private boolean isLast() {
    return training.done() >= length.planned();
  }

  private long cooperative() {
    return length.cooperative(training.done());
  }

  private Step step() {
    boolean pretraining = training.pretraining();
    long at = System.nanoTime();
    Step step = training.step(rollBacks.learningRateFactor());
    meter.timed(pretraining, (System.nanoTime() - at) / 1e9);
    length.slower(meter.slowness());
    return step;
  }

  /** Lets the workers run iterations, up to the end of a phase at most. */
  private Step round() {
    boolean pretraining = training.pretraining();
    long from = training.done();
    long end =
        pretraining
            ? length.planned() - length.config().optimisation().iterations()
            : length.planned();
    int iterations = (int) Math.min(workers.iterations(), end - from);
    long at = System.nanoTime();
    TrainingState state = training.state();
    Learned learned =
        workers.run(
            new Round(from, iterations, state.flat(), rollBacks.learningRateFactor(), drawn));
    training.restore(state.with(learned.state(), from + iterations));
    double seconds = (System.nanoTime() - at) / 1e9 / iterations;
    for (int n = 0; n < iterations; n++) {
      meter.timed(pretraining, seconds);
    }
    return Step.of(learned.measures());
  }

  /** Times a few iterations, and decides how many there are to be if that is open. */
  private Pace timed() {
    RunPlan.Planner planner = settings.planner();
    if (workers != null || planner == null && length.planned() < WORTH_TIMING) {
      return new Pace(0, 0, 0);
    }
    listener.busy("timing this machine");
    Pace pace = training.pace(planner == null ? TRIALS_TO_TELL : TRIALS_TO_PLAN);
    if (planner == null) {
      return pace;
    }
    try (CdrlModel untrained = models.of(training.state())) {
      pace = new Pace(pace.pretraining(), pace.iteration(), completion.seconds(untrained));
      RunPlan plan = planner.plan(pace, untrained);
      length.endAt(plan.end(), plan.after());
      if (settings.resumed() == null) {
        length.iterations(plan.iterations());
        training.length(plan.iterations());
      }
    } catch (CancellationException e) {
      // Interrupted or called off; how long it was to be does not matter.
      Thread.currentThread().interrupt();
    }
    return pace;
  }

  /**
   * Does what is due between two iterations. An interruption does not cut it short, for a
   * checkpoint behind it must be whole.
   */
  private static boolean whole(BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (CancellationException e) {
      Thread.interrupted();
      try {
        return work.getAsBoolean();
      } finally {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * False when training no longer helps.
   *
   * @param before cooperative iterations when it was called last
   */
  private boolean completeAndValidate(long before) {
    late.passing(cooperative());
    boolean due =
        completion.isDue(before, cooperative(), length.config().optimisation().iterations());
    if (due && workers != null) {
      drawn = new Round.Drawn(training.done(), training.state().flat());
    } else if (due) {
      listener.busy("drawing missing values anew");
      try (CdrlModel model = models.of(training.state())) {
        completion.draw(model, training.done());
      }
      training.data(models.scaling().scale(completion.rows()));
    }
    if (!stopping.isDue(before, cooperative(), isLast())) {
      return true;
    }
    listener.busy("looking at held-out rows");
    return stopping.stillImproving(training.state());
  }

  private void save() {
    if (checkpoints.areWanted()) {
      TrainingState state = training.state().withCompletion(completion.values());
      checkpoints.save(state, rollBacks.learningRateFactor(), stopping.best(), late);
    }
  }
}
