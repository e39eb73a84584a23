package org.cdrl;

/** Hears of a training run's progress, and may end it. */
@FunctionalInterface
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener SILENT = progress -> true;

  /**
   * Called every {@link #interval} iterations and after the last one.
   *
   * @return false to stop; the model of the moment is returned
   */
  boolean goOn(TrainingProgress progress);

  /** Iterations between two calls, at least 1; default 10. */
  default int interval() {
    return 10;
  }

  /**
   * Called when a diverging run went back to earlier weights.
   *
   * @param cause what was seen
   * @param iteration where the run goes on
   * @param learningRateFactor by which both learning rates are multiplied from now on
   */
  default void rolledBack(String cause, long iteration, double learningRateFactor) {}

  /**
   * Called when training does something that may take long and is no iteration, to tell people.
   *
   * @param what is done, as in "looking at held-out rows"
   */
  default void busy(String what) {}
}
