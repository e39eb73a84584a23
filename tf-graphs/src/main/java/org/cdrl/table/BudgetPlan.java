package org.cdrl.table;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.cdrl.CdrlModel;
import org.cdrl.RunPlan;
import org.cdrl.Sampler;
import org.cdrl.config.CdrlConfig;
import org.cdrl.config.Execution;
import org.cdrl.config.Pace;

/**
 * Divides a budget of time among iterations, looks at held-out rows and what comes after, when the
 * speed of iterations is known.
 *
 * @param tokens that are learned already
 * @param fit of regressions
 * @param way of using them
 * @param end of all of the run
 * @param resumed whether the number of iterations stays as it is
 */
record BudgetPlan(
    TableTask task,
    TokenModel tokens,
    RegressionFit fit,
    Execution way,
    Instant end,
    boolean resumed) {
  /** A budget lengthens training by this factor at most. */
  private static final int MAX_STRETCH = 4;

  /** Rows by which calibration is timed: those that run together. */
  private static final int TIMED_ROWS = Sampler.ROWS_AT_ONCE;

  /** Pieces of so many rows that are drawn to time drawing, for a single one may have to wait. */
  private static final int TIMED_PIECES = 3;

  /** Divides the time. What comes beside and after iterations is tried with untrained weights. */
  RunPlan make(Pace pace, CdrlModel untrained) {
    Duration after = after(untrained);
    Instant trained = end.minus(after);
    int iterations = fitting(pace::seconds, trained);
    if (!resumed && task.split().holdsOut() && iterations >= TableTask.WORTH_VALIDATING) {
      double look = timed(() -> task.loss().applyAsDouble(untrained));
      iterations =
          fitting(
              c -> pace.seconds(c) + (task.looks(c) == null ? 0 : (1 + TableTask.LOOKS) * look),
              trained);
    }
    return new RunPlan(resumed ? task.asked().optimisation().iterations() : iterations, end, after);
  }

  /** The most iterations that end in time. */
  private int fitting(ToDoubleFunction<CdrlConfig> seconds, Instant trained) {
    double left = secondsUntil(trained, Instant.now());
    CdrlConfig asked = task.asked();
    return asked.longest(
        MAX_STRETCH * asked.optimisation().iterations(), c -> seconds.applyAsDouble(c) <= left);
  }

  /** How long it will take to calibrate and to compare drawn rows. */
  private Duration after(CdrlModel untrained) {
    return millis(
        tokens.isEmpty()
            ? calibration(untrained) + drawing(untrained)
            : timed(
                () ->
                    task.centre(
                        task.tokenRegressions(fit),
                        task.evidence(untrained, tokens, way),
                        untrained,
                        tokens)));
  }

  /** Seconds of evidence of all unseen rows, by some. */
  private double calibration(CdrlModel untrained) {
    int[] learned = task.split().learned();
    int[] unseen = task.split().holdsOut() ? task.split().heldOut() : learned;
    int[] some = Arrays.copyOf(unseen, Math.min(unseen.length, TIMED_ROWS));
    Instant begun = Instant.now();
    SplitRegressions regressions = task.regressions(fit, null);
    double regressing = secondsUntil(Instant.now(), begun);
    double grouping = timed(() -> task.evidence(untrained, learned, regressions));
    Evidence evidence = task.evidence(untrained, some, regressions);
    double first = timed(() -> evidence.add(untrained, some, some));
    double pieces =
        Math.min(Evidence.ROWS, Math.max(unseen.length, learned.length / 4.)) / some.length;
    double fitting = pieces * timed(evidence::calibrations);
    // Graphs are there the second time.
    double next = pieces <= 1 ? 0 : timed(() -> evidence.add(untrained, some, some));
    double asking = first + Math.max(0, pieces - 1) * next;
    // Two models speak where rows are late: of half of the rows, and of all to compare them. Then
    // regressions are fitted to either, too.
    int models = task.split().late().length == 0 ? 1 : 2;
    return models * regressing + grouping + fitting + models * asking;
  }

  /** Seconds of drawing rows and of filling some in, which is as much work as drawing more. */
  private double drawing(CdrlModel untrained) {
    RowSplit split = task.split();
    int unseen = split.holdsOut() ? split.heldOut().length : split.late().length;
    double rows = task.drawn() + CentreWeights.passes(unseen);
    double first = timed(() -> untrained.sampler().draw(TIMED_ROWS));
    double piece = timed(() -> untrained.sampler().draw(TIMED_PIECES * TIMED_ROWS)) / TIMED_PIECES;
    // There is a graph for either.
    return 2 * Math.max(0, first - piece) + piece * rows / TIMED_ROWS;
  }

  private static Duration millis(double seconds) {
    return Duration.ofMillis(Math.round(1e3 * seconds));
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
