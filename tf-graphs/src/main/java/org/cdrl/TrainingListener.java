package org.cdrl;

import java.time.Duration;

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
   * This listener, with a limit of the time that training may take.
   *
   * @param limit looked at every {@link #interval} iterations; a resumed run counts what it had
   *     taken before
   */
  default TrainingListener within(Duration limit) {
    TrainingListener listener = this;
    return new TrainingListener() {
      @Override
      public void begins(long parameters) {
        listener.begins(parameters);
      }

      @Override
      public boolean goOn(TrainingProgress progress) {
        return listener.goOn(progress) && progress.elapsed().compareTo(limit) < 0;
      }

      @Override
      public int interval() {
        return listener.interval();
      }

      @Override
      public void rolledBack(String cause, long iteration, double learningRateFactor) {
        listener.rolledBack(cause, iteration, learningRateFactor);
      }
    };
  }
}
