package org.cdrl.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import org.cdrl.CdrlModel;
import org.cdrl.RunPlan;
import org.cdrl.Sampler;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Pace;
import org.cdrl.value.TrainingSummary;

/**
 * Divides a budget of time among the model itself, those of the folds, looks at held-out rows and
 * calibration. The model itself makes the plan when its speed is known; folds wait for it.
 */
final class BudgetPlan {
  /** A budget lengthens training by this factor at most. */
  private static final int MAX_STRETCH = 4;

  /** Rows by which calibration is timed. */
  private static final int TIMED_ROWS = Sampler.ROWS_AT_ONCE;

  private final TableTask task;
  private final Instant begun;
  private final Duration budget;
  private final boolean resumed;
  private final int parallel;
  private final Runnable leaveOutFolds;
  private final CompletableFuture<RunPlan> plan = new CompletableFuture<>();

  /** Whether folds were left out for want of time; decided with the plan. */
  private volatile boolean unfolded;

  /**
   * Begins without a plan.
   *
   * @param begun when the time began
   * @param resumed whether the number of iterations stays as it is
   * @param parallel how many models are trained at a time
   * @param leaveOutFolds called if there is no time for them
   */
  BudgetPlan(
      TableTask task,
      Instant begun,
      Duration budget,
      boolean resumed,
      int parallel,
      Runnable leaveOutFolds) {
    this.task = task;
    this.begun = begun;
    this.budget = budget;
    this.resumed = resumed;
    this.parallel = parallel;
    this.leaveOutFolds = leaveOutFolds;
  }

  /** Ends a fold that has no time before graphs are built for nothing. */
  void requireTimeIfKnown() {
    if (plan.isDone()) {
      requireTime();
    }
  }

  /** How long a fold's model is trained; ends a fold that has no time. */
  RunPlan ofFold(Pace pace, CdrlModel untrained) {
    RunPlan whole = requireTime();
    return new RunPlan(task.split().ofPart(whole.iterations()), whole.end());
  }

  /** Without a plan, if the model itself failed, folds need not wait for one. */
  void cancel() {
    plan.cancel(false);
  }

  private RunPlan requireTime() {
    try {
      RunPlan whole = plan.get();
      if (unfolded || !Instant.now().isBefore(whole.end())) {
        throw new CancellationException();
      }
      return whole;
    } catch (InterruptedException | ExecutionException e) {
      throw new CancellationException();
    }
  }

  /** Divides the time. What comes beside and after iterations is tried with untrained weights. */
  RunPlan make(Pace pace, CdrlModel untrained) {
    int folds = task.split().folds();
    int asked = task.asked().optimisation().iterations();
    double setUp = secondsUntil(Instant.now(), begun);
    Duration calibration = calibration(untrained);
    Instant end = begun.plus(budget).minus(calibration.multipliedBy(1 + folds));
    int fitting = fitting(c -> together(c, pace, setUp), end);
    if (folds > 0 && fitting < Math.min(asked, TrainingSummary.LEAST_ITERATIONS)) {
      unfolded = true;
      leaveOutFolds.run();
      end = begun.plus(budget).minus(calibration);
      fitting = fitting(pace::seconds, end);
    }
    int iterations = fitting;
    if (!resumed && task.split().holdsOut() && fitting >= TableTask.WORTH_VALIDATING) {
      double look = timed(() -> task.loss().applyAsDouble(untrained));
      iterations =
          fitting(
              c -> pace.seconds(c) + (task.looks(c) == null ? 0 : (1 + TableTask.LOOKS) * look),
              end);
    }
    RunPlan made = new RunPlan(resumed ? asked : iterations, end);
    plan.complete(made);
    return made;
  }

  /** The most iterations that end in time. */
  private int fitting(ToDoubleFunction<CdrlConfig> seconds, Instant end) {
    double left = secondsUntil(end, Instant.now());
    CdrlConfig asked = task.asked();
    return asked.longest(
        MAX_STRETCH * asked.optimisation().iterations(), c -> seconds.applyAsDouble(c) <= left);
  }

  /** Seconds that all runs take, as far as they are not side by side. */
  private double together(CdrlConfig config, Pace pace, double setUp) {
    double[] busy = new double[parallel];
    busy[0] = pace.seconds(config);
    for (int k = 0; k < task.split().folds(); k++) {
      Arrays.sort(busy);
      busy[0] += pace.seconds(task.split().ofPart(config)) + (k + 1 < parallel ? 0 : setUp);
    }
    return Arrays.stream(busy).max().orElseThrow();
  }

  /** How long it will take to calibrate by one model, by some rows. */
  private Duration calibration(CdrlModel untrained) {
    RowSplit split = task.split();
    int[] unseen = split.holdsOut() ? split.heldOut() : split.learned();
    int[] some = Arrays.copyOf(unseen, Math.min(unseen.length, TIMED_ROWS));
    Evidence evidence = task.evidence(untrained, some);
    double first = timed(() -> evidence.add(untrained, some, some));
    double pieces =
        Math.min(Evidence.ROWS, Math.max(unseen.length, split.learned().length / 4.)) / some.length;
    // Graphs are there the second time.
    double next = pieces <= 1 ? 0 : timed(() -> evidence.add(untrained, some, some));
    return Duration.ofMillis(Math.round(1e3 * (first + Math.max(0, pieces - 1) * next)));
  }

  private static double timed(Runnable work) {
    Instant begun = Instant.now();
    work.run();
    return secondsUntil(Instant.now(), begun);
  }

  private static double secondsUntil(Instant end, Instant from) {
    return Duration.between(from, end).toMillis() / 1e3;
  }
}
