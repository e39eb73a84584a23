package org.cdrl;

import java.util.logging.Logger;
import org.cdrl.internal.training.DivergenceGuard;
import org.cdrl.internal.training.Step;
import org.cdrl.internal.training.TrainingSession;
import org.cdrl.internal.training.TrainingState;

/** Lets a diverging run go back to its last good weights, with half the learning rate. */
final class RollBacks {
  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  /** Iterations between two snapshots of weights. */
  private static final int INTERVAL = 50;

  private final DivergenceGuard guard;
  private final TrainingSession training;
  private final RunModels models;
  private int left;
  private double learningRateFactor;
  private TrainingState good;

  /**
   * Begins without a snapshot.
   *
   * @param times how often the run may go back
   * @param learningRateFactor 1, or what a run that is resumed had come to
   */
  RollBacks(int times, double learningRateFactor, TrainingSession training, RunModels models) {
    this.left = times;
    this.learningRateFactor = learningRateFactor;
    this.training = training;
    this.models = models;
    this.guard = new DivergenceGuard(models.data().columns().size());
  }

  /** By which both learning rates are multiplied. */
  double learningRateFactor() {
    return learningRateFactor;
  }

  /**
   * Goes back if an iteration went wrong, and tells so.
   *
   * @return whether it did
   * @throws TrainingDivergedException if the run may not go back, or has nothing to go back to
   */
  boolean happened(Step step, TrainingListener listener) {
    String wrong = guard.check(step).orElse(null);
    if (wrong == null) {
      return false;
    }
    long at = training.done();
    if (good == null || left == 0) {
      throw new TrainingDivergedException(at, wrong, good == null ? null : models.of(good));
    }
    left--;
    learningRateFactor /= 2;
    // Rows that were drawn since stay as they are: they are no worse for older weights.
    training.restore(good);
    LOG.warning(
        "At iteration "
            + at
            + " "
            + wrong
            + "; training continues from iteration "
            + good.iteration()
            + " with "
            + learningRateFactor
            + " times the learning rate");
    listener.rolledBack(wrong, good.iteration(), learningRateFactor);
    guard.reset();
    return true;
  }

  /**
   * Keeps the weights now and then.
   *
   * @param before iterations that were finished when it was asked last
   */
  void remember(long before) {
    if (before / INTERVAL < training.done() / INTERVAL) {
      good = training.state();
    }
  }
}
