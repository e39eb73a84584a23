package org.cdrl;

import java.util.logging.Logger;
import org.cdrl.internal.persistence.Checkpoint;
import org.cdrl.internal.training.TrainingState;

/** Keeps the best weights of a run, and says when training no longer helps. */
final class EarlyStopping {
  private static final Logger LOG = Logger.getLogger(CdrlTrainer.class.getName());

  private final RunModels models;
  private Validation validation;
  private Checkpoint.Best best;

  /**
   * Begins with what a run that is resumed had found.
   *
   * @param best or null
   */
  EarlyStopping(Checkpoint.Best best, RunModels models) {
    this.best = best;
    this.models = models;
  }

  /** Looks from now on; null for no looks. */
  void by(Validation looks) {
    validation = looks;
  }

  /** The best weights so far; null without looks. */
  Checkpoint.Best best() {
    return best;
  }

  /**
   * Whether it is time for a look, after so many cooperative iterations.
   *
   * @param before how many there were when it was asked last
   */
  boolean isDue(long before, long cooperative, boolean last) {
    return validation != null
        && cooperative >= Math.max(1, validation.first())
        && (looks(before) < looks(cooperative) || last);
  }

  private long looks(long cooperative) {
    return Math.floorDiv(cooperative - validation.first(), (long) validation.interval());
  }

  /** Looks; false when training no longer helps. */
  boolean stillImproving(TrainingState state) {
    double loss = loss(state);
    LOG.fine(() -> "At iteration " + state.iteration() + " the validation loss is " + loss);
    if (best == null || loss < best.loss()) {
      best = new Checkpoint.Best(loss, 0, Checkpoint.Weights.of(state));
    } else {
      best = best.older();
    }
    return best.since() < validation.patience();
  }

  private double loss(TrainingState state) {
    try (CdrlModel model = models.of(state)) {
      return validation.loss().applyAsDouble(model);
    }
  }
}
