package org.cdrl;

/** Hears of a training run's progress, and may end it. */
@FunctionalInterface
public interface TrainingListener {
  /** A listener that does nothing. */
  TrainingListener SILENT = progress -> true;

  /**
   * Called once before the first iteration, when all is ready.
   *
   * @param parameters of both networks; a model file holds 4 bytes for each
   * @throws RuntimeException to refuse the run, which then ends with this exception
   */
  default void begins(long parameters) {}

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
