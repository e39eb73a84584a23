package org.cdrl;

import java.time.Duration;
import java.time.Instant;
import org.cdrl.config.CdrlConfig;

/** How long a run is to be; open until its plan is made. */
final class RunLength {
  private CdrlConfig config;
  private Instant end;
  private Duration after = Duration.ZERO;
  private double slowness = 1;

  RunLength(CdrlConfig config) {
    this.config = config;
  }

  /** The settings, with the number of iterations that is planned. */
  CdrlConfig config() {
    return config;
  }

  /** The moment when training ends in any case, or null. */
  Instant end() {
    return end == null ? null : end.minusNanos(Math.round(after.toNanos() * slowness));
  }

  /** Sets when training, and what takes so long after it, end in any case. */
  void endAt(Instant moment, Duration rest) {
    end = moment;
    after = rest;
  }

  /** Hears by which factor iterations are slower than was planned. */
  void slower(double factor) {
    slowness = factor;
  }

  /** Plans another number of cooperative iterations. */
  void iterations(int number) {
    config = config.toBuilder().iterations(number).build();
  }

  /** Iterations of all phases. */
  long planned() {
    return config.plannedIterations();
  }

  /** How many of the finished iterations were cooperative. */
  long cooperative(long done) {
    return done - (planned() - config.optimisation().iterations());
  }

  /** Whether there is no time left; a model whose energy learned nothing would be of no use. */
  boolean isOver(long done) {
    return done >= planned()
        || end != null && cooperative(done) > 0 && !Instant.now().isBefore(end());
  }
}
