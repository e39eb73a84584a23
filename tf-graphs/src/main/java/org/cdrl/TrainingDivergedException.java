package org.cdrl;

import java.util.Optional;

/** Training went wrong in a way that more iterations would not mend. */
public final class TrainingDivergedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final long iteration;
  private final transient CdrlModel lastGood;

  TrainingDivergedException(long iteration, String seen, CdrlModel lastGood) {
    super(
        "Training diverged at iteration "
            + iteration
            + ": "
            + seen
            + ". Try a lower learning rate (energyLearningRate, initializerLearningRate), a"
            + " smaller Langevin step (stepSize), or more Langevin steps (langevinSteps); check"
            + " the data for extreme values. "
            + (lastGood == null
                ? "No good weights were reached."
                : "The last good weights are kept in lastGood()."));
    this.iteration = iteration;
    this.lastGood = lastGood;
  }

  /** The iteration at which it was noticed. */
  public long iteration() {
    return iteration;
  }

  /** The model of the last iterations that looked healthy; the caller closes it. */
  public Optional<CdrlModel> lastGood() {
    return Optional.ofNullable(lastGood);
  }
}
