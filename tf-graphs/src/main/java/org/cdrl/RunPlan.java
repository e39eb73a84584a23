package org.cdrl;

import java.time.Duration;
import java.time.Instant;
import org.cdrl.config.Pace;

/**
 * How long a run is to be, decided once it is known how fast the machine is.
 *
 * @param iterations in which the energy learns, at least 1; a resumed run keeps its own number
 * @param end of training and of what comes after it: training ends early where both would not be
 *     over by then, but not before the energy has learned in one iteration
 * @param after how long what comes after takes at the pace of the plan; where iterations prove to
 *     be slower than that, it is expected to be, too
 */
public record RunPlan(int iterations, Instant end, Duration after) {
  /** Decides it. */
  @FunctionalInterface
  public interface Planner {
    /**
     * The plan.
     *
     * @param pace of the run's iterations
     * @param untrained model, to time with what a trained one will do
     * @throws java.util.concurrent.CancellationException if the run is not to take place
     */
    RunPlan plan(Pace pace, CdrlModel untrained);
  }
}
